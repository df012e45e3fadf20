/**
 * What happens to somebody who clicks on an address in a message. In the defanged way, which is the
 * default, nothing that a sender wrote can be opened: our client copies the address, made harmless.
 * VS Code makes a link of every address that it sees; where two links meet, an extension's is taken,
 * so every address has one of ours. Editors without our client get none.
 */
import { DocumentLinkRequest, type DocumentLink } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Link, type Links, linksOf } from '../../core/outline/links.ts';
import { defang } from '../../core/text/defang.ts';
import { plain } from '../../core/text/plain.ts';
import { say, type Speak } from '../../core/text/said.ts';
import { toRange } from '../convert.ts';
import { messagesNow } from '../messages.ts';
import { copyDefangedCommand } from '../protocol.ts';
import { describeError } from '../run-safe.ts';
import type { Feature, Session } from '../session.ts';

/** Longer ones are cut before they are copied: they go through a URI. UTF-16 units. */
const longestCopied = 2000;

/** No words of the message: editors show a tooltip as Markdown. */
const copies = say`Copy it defanged (setting spamPatrol.links)`;
const asksFirst = say`Open the address that the sender wrote`;
const andMore = say`There are more addresses here than Spam Patrol looks at`;

function defangedTarget(text: string): string {
  const copied = plain(defang(text), longestCopied);
  return `command:${copyDefangedCommand}?${encodeURIComponent(JSON.stringify([copied]))}`;
}

/** Null for what no setting opens: a file of this machine. */
function liveTarget(kind: Link['kind'], text: string): string | null {
  // Half a character has no encoding.
  if (kind === 'message') return /\p{Cs}/u.test(text) ? null : `mid:${encodeURIComponent(text)}`;
  const scheme = text.slice(0, text.indexOf(':')).toLowerCase();
  return opened.has(scheme) ? text : null;
}

const opened: ReadonlySet<string> = new Set(['http', 'https', 'ftp', 'ftps', 'mailto']);

/** From there to the end one link that copies nothing lies over those that were not looked at. */
function rest(document: TextDocument, start: number, speak: Speak): DocumentLink {
  return {
    range: toRange(document, { start, end: document.getText().length }),
    target: defangedTarget(''),
    tooltip: speak(andMore),
  };
}

function toLinks(
  { ownClient: isOurs, speak }: Session,
  document: TextDocument,
  isLive: boolean,
  found: Links,
): DocumentLink[] {
  const links = found.links.flatMap(({ kind, value, start, end }): DocumentLink[] => {
    const range = toRange(document, { start, end });
    const live = isLive ? liveTarget(kind, value) : null;
    if (live !== null) return [{ range, target: live, tooltip: speak(asksFirst) }];
    return isOurs ? [{ range, target: defangedTarget(value), tooltip: speak(copies) }] : [];
  });
  return isOurs && !isLive && found.rest !== null
    ? [...links, rest(document, found.rest, speak)]
    : links;
}

export const links: Feature = {
  capabilities: { documentLinkProvider: { resolveProvider: false } },
  register(session) {
    session.connection.onDocumentLinks(({ textDocument }, token) =>
      session.answerAbout<DocumentLink[]>(
        'links',
        textDocument,
        token,
        [],
        async (document, settings) => {
          const isLive = settings.links === 'live';
          if (!isLive && !session.ownClient) return [];
          // They stand in the body, too.
          await session.publisher.whenIdle(document, token);
          const messages = messagesNow(session, document, settings);
          const found = linksOf(messages, (message) =>
            session.analyses.parts(document.uri, message),
          );
          return toLinks(session, document, isLive, found);
        },
      ),
    );
  },
  refresh(session) {
    const { client, connection } = session;
    if (client.textDocument?.documentLink?.dynamicRegistration !== true) return;
    // There is no request to ask again, and links that lead somewhere must not outlive the setting:
    // editors do so when a provider comes or goes.
    connection.client
      .register(DocumentLinkRequest.type, { documentSelector: [{ language: 'eml' }] })
      .then((registration) => {
        registration.dispose();
      })
      .catch((error: unknown) => {
        session.log(`links: ${describeError(error)}`);
      });
  },
};

/** The messages of an open document: judged, or, in a complaint of ours, read only. Knows what may be done on a keystroke. */
import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { messagesIn } from '../core/body/part.ts';
import { noRoute } from '../core/complaint/recipients.ts';
import { scanHeader } from '../core/message/fields.ts';
import { holdsParts, type Message } from '../core/message/parts.ts';
import type { Analysis } from '../core/analysis.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { isComplaintUri } from './uri.ts';

/** The document's own message. Looks at its header. */
export function ownMessage(
  { analyses }: Session,
  document: TextDocument,
  settings: Settings,
): Message & Partial<Analysis> {
  if (!isComplaintUri(document.uri)) return analyses.message(document, settings);
  const text = document.getText();
  return { text, part: null, header: scanHeader(text), route: noRoute };
}

/**
 * The document's own message, then those forwarded inside when its header says that there may be
 * some: only these need a look at the body, and so wait until the editor is idle.
 */
export async function messagesWhenIdle(
  session: Session,
  document: TextDocument,
  settings: Settings,
  token: CancellationToken,
): Promise<readonly (Message & Partial<Analysis>)[]> {
  await idleWhenItHoldsParts(session, document, settings, token);
  return messagesNow(session, document, settings);
}

/** The same at once, for what a person asks for. */
export function messagesNow(
  session: Session,
  document: TextDocument,
  settings: Settings,
): readonly (Message & Partial<Analysis>)[] {
  const own = ownMessage(session, document, settings);
  if (!holdsParts(own.text, own.header)) return [own];
  if (isComplaintUri(document.uri)) return messagesIn(document.getText());
  return [own, ...session.analyses.forwarded(document, settings)];
}

/** The judged messages of a document; none of a complaint of ours, about which no rule of routes speaks. */
export async function analysesWhenIdle(
  session: Session,
  document: TextDocument,
  settings: Settings,
  token: CancellationToken,
): Promise<readonly Analysis[]> {
  if (isComplaintUri(document.uri)) return [];
  await idleWhenItHoldsParts(session, document, settings, token);
  const { analyses } = session;
  const own = analyses.message(document, settings);
  return holdsParts(own.text, own.header)
    ? [own, ...analyses.forwarded(document, settings)]
    : [own];
}

async function idleWhenItHoldsParts(
  session: Session,
  document: TextDocument,
  settings: Settings,
  token: CancellationToken,
): Promise<void> {
  const { text, header } = ownMessage(session, document, settings);
  if (holdsParts(text, header)) await session.publisher.whenIdle(document, token);
}

/** Where else a host, a domain or an address stands: marked in the message, found in all open messages and in the open folders. */
import {
  DocumentHighlightKind,
  MessageType,
  ShowMessageNotification,
  type CancellationToken,
  type DocumentHighlight,
  type Location,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { bodyLimit } from '../../core/message/parts.ts';
import { occurrencesOf, subjectAt, type Subject } from '../../core/outline/subject.ts';
import { decodeText } from '../../core/text/latin1.ts';
import { say, type Said } from '../../core/text/said.ts';
import { toOffset, toRange } from '../convert.ts';
import { ownMessage } from '../messages.ts';
import { withLateProgress } from '../progress.ts';
import { reason } from '../run-safe.ts';
import type { Feature, Session } from '../session.ts';
import { isComplaintUri } from '../uri.ts';

/** What is marked while the cursor wanders: behind the header only so much. UTF-16 units. */
const markedBody = 128 * 1024;
const mostHighlights = 500;
const mostReferences = 5000;
/** More files than a person keeps of one case. */
const mostFiles = 5000;
/** Of each file: its header, and the beginning of its body. Bytes. */
const headOfFile = 256 * 1024;
/** Files that are read at a time. */
const readers = 8;

function locationsIn(document: TextDocument, subject: Subject, most: number): Location[] {
  const text = document.getText();
  const looked = { start: 0, end: Math.min(text.length, bodyLimit) };
  return occurrencesOf(subject, text, looked, most).map((place) => ({
    uri: document.uri,
    range: toRange(document, place),
  }));
}

async function locationsInFile(
  session: Session,
  uri: string,
  subject: Subject,
): Promise<Location[]> {
  const { readThroughClient, runtime } = session;
  try {
    const bytes =
      (await readThroughClient?.(uri, headOfFile)) ??
      (await runtime.files.readFile(uri, headOfFile));
    // As an editor would read it, so that the places are the editor's.
    const text = decodeText(bytes, bytes.length === headOfFile);
    return locationsIn(TextDocument.create(uri, 'eml', 0, text), subject, mostReferences);
  } catch (error) {
    session.log(`references in ${uri}: ${reason(error)}`);
    return [];
  }
}

/** In the order of the files; `report` tells how many were read. */
async function locationsInFolders(
  session: Session,
  subject: Subject,
  signal: AbortSignal,
  report: (message: Said) => void,
): Promise<Location[]> {
  const uris = await session.listMessages(mostFiles, signal).catch((error: unknown) => {
    session.log(`references: ${reason(error)}`);
    return [];
  });
  const files = uris.filter(
    (uri) => session.documents.get(uri) === undefined && !isComplaintUri(uri),
  );
  const found: Location[][] = [];
  let next = 0;
  const read = async (): Promise<void> => {
    for (let at = next++; at < files.length && !signal.aborted; at = next++) {
      const uri = files[at];
      if (uri !== undefined) found[at] = await locationsInFile(session, uri, subject);
      if (at % 100 === 0) report(say`${at} of ${files.length} messages`);
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
  if (uris.length >= mostFiles) tellOfLimit(session);
  return found.flat();
}

/** Not by `session.show`: nobody else tells the user. */
function tellOfLimit({ connection, log, speak }: Session): void {
  const message = speak(
    say`The open folders hold more messages than are searched: only the first ${mostFiles} were.`,
  );
  connection
    .sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message })
    .catch((error: unknown) => {
      log(`references: ${reason(error)}`);
    });
}

async function referencesOf(
  session: Session,
  document: TextDocument,
  offset: number,
  token: CancellationToken,
): Promise<Location[]> {
  const subject = subjectAt(document.getText(), offset);
  if (subject === null) return [];
  const others = session.documents.all().filter(({ uri }) => uri !== document.uri);
  const open = [document, ...others].flatMap((one) => locationsIn(one, subject, mostReferences));
  const closed = await withLateProgress(
    session,
    say`Looking through the messages of the folder`,
    token,
    (signal, report) => locationsInFolders(session, subject, signal, report),
  );
  return [...open, ...closed].slice(0, mostReferences);
}

export const references: Feature = {
  capabilities: { referencesProvider: true, documentHighlightProvider: true },
  register(session) {
    session.connection.onReferences(({ textDocument, position }, token) =>
      session.answerAbout<Location[]>('references', textDocument, token, [], (document) =>
        referencesOf(session, document, toOffset(document, position), token),
      ),
    );

    session.connection.onDocumentHighlight(({ textDocument, position }, token) =>
      session.answerAbout<DocumentHighlight[] | null>(
        'highlight',
        textDocument,
        token,
        null,
        (document, settings) => {
          const offset = toOffset(document, position);
          const text = document.getText();
          const subject = subjectAt(text, offset);
          // The editor marks the word instead.
          if (subject === null) return null;
          const { header } = ownMessage(session, document, settings);
          // Around the cursor, when that is in the body.
          const near = Math.max(header.bodyStart, offset - markedBody / 2);
          const end = Math.min(text.length, near + markedBody);
          const looked =
            near === header.bodyStart
              ? [{ start: 0, end }]
              : [
                  { start: 0, end: header.bodyStart },
                  { start: near, end },
                ];
          return looked
            .flatMap((span) => occurrencesOf(subject, text, span, mostHighlights))
            .slice(0, mostHighlights)
            .map((place) => ({
              range: toRange(document, place),
              kind: DocumentHighlightKind.Text,
            }));
        },
      ),
    );
  },
};

/** What can be done about a draft that is addressed to a guess, or to nobody: finding out whom to tell, and writing that into To. Changes a draft only when somebody says so. */
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../core/analysis.ts';
import { isAboutPoints } from '../core/complaint/about.ts';
import {
  letterRoleOf,
  messageInDraft,
  readdress,
  type Readdressing,
} from '../core/complaint/readdress.ts';
import { contactRoles } from '../core/complaint/roles.ts';
import type { Contact } from '../core/contacts/contact.ts';
import { scanHeader } from '../core/message/fields.ts';
import { joined, say, sentences, type Said, type Value } from '../core/text/said.ts';
import { overlap } from '../core/text/span.ts';
import { wanted } from './code-actions.ts';
import { toRange, toSpan } from './convert.ts';
import { messageToTell } from './lookups.ts';
import { commands, type MessageArguments } from './protocol.ts';
import { describeError } from './run-safe.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

/** Findings about recipients that a lookup may answer. */
const answered: ReadonlySet<unknown> = new Set([
  'complaint-no-recipient',
  'complaint-guessed-recipient',
  'complaint-suspect-recipient',
]);

const recipientKeys: ReadonlySet<string> = new Set(['to', 'cc', 'bcc']);

/** On the recipients of a draft: what is known already, and the way to learn more. */
export async function draftActions(
  session: Session,
  document: TextDocument,
  params: CodeActionParams,
  settings: Settings,
): Promise<CodeAction[]> {
  if (!wanted(params)) return [];
  const diagnostics = params.context.diagnostics.filter(({ code }) => answered.has(code));
  if (diagnostics.length === 0 && !touchesRecipients(document, params)) return [];
  const message = messageInDraft(document.getText(), settings);
  if (message === null) return [];
  const known = await knownAbout(session, document, message, settings);
  const better = readdress(document.getText(), message, known);
  return [
    ...(better === null ? [] : [readdressAction(session, document, better, diagnostics)]),
    ...(settings.lookup.wishes.offline === null ? [findOut(session, document, diagnostics)] : []),
  ];
}

function touchesRecipients(document: TextDocument, { range }: CodeActionParams): boolean {
  const span = toSpan(document, range);
  const { fields } = scanHeader(document.getText());
  return fields.some((field) => recipientKeys.has(field.key) && overlap(field, span));
}

function readdressAction(
  { speak }: Session,
  document: TextDocument,
  change: Readdressing,
  diagnostics: Diagnostic[],
): CodeAction {
  const whom = addresses(change.added);
  return {
    title: speak(
      change.removed.length === 0 ? say`Write to ${whom}` : say`Write to ${whom} instead`,
    ),
    kind: CodeActionKind.QuickFix,
    isPreferred: true,
    diagnostics,
    edit: { changes: { [document.uri]: [editOf(document, change)] } },
  };
}

function findOut({ speak }: Session, { uri }: TextDocument, diagnostics: Diagnostic[]): CodeAction {
  const title = speak(say`Find out whom to tell`);
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: {
      title,
      command: commands.contacts,
      arguments: [{ uri, part: null } satisfies MessageArguments],
    },
  };
}

/** Whom to tell about the message of a draft, by what was looked up before, and by the message alone where nothing was. Asks nobody. */
export async function knownAbout(
  { lookups }: Session,
  document: TextDocument,
  message: Analysis,
  settings: Settings,
): Promise<readonly Contact[]> {
  const role = contactRoles.find((one) => one === letterRoleOf(document.getText()));
  // For most letters the route is enough: the tables of all numbering plans are loaded for the others alone.
  const told =
    role !== undefined && isAboutPoints(role)
      ? await messageToTell(message, settings.ownHosts)
      : { analysis: message, ownHosts: settings.ownHosts, points: [] };
  return lookups.contactsKnown(told, settings);
}

/** Asks whether what a lookup found shall go into To; does it when the answer is yes. */
async function offerReaddressing(session: Session, uri: string, settings: Settings): Promise<void> {
  const changeNow = async (): Promise<Readdressing | null> => {
    const document = session.documents.get(uri);
    if (document === undefined) return null;
    const message = messageInDraft(document.getText(), settings);
    const known = message && (await knownAbout(session, document, message, settings));
    return message && known && readdress(document.getText(), message, known);
  };
  const change = await changeNow();
  if (change === null) return;
  const put = session.speak(say`Put It into To`);
  const question = session.speak(questionAbout(change));
  const answer = await session.connection.window.showInformationMessage(question, { title: put });
  if (answer?.title !== put) return;
  // The draft may have been edited meanwhile.
  const now = await changeNow();
  const document = session.documents.get(uri);
  if (now === null || document === undefined) return;
  await session.connection.workspace.applyEdit({
    label: put,
    edit: { changes: { [uri]: [editOf(document, now)] } },
  });
}

/** The same, for whoever has an answer to give before. */
export function offerReaddressingLater(session: Session, uri: string, settings: Settings): void {
  offerReaddressing(session, uri, settings).catch((error: unknown) => {
    session.log(`recipients of ${uri}: ${describeError(error)}`);
  });
}

function editOf(document: TextDocument, { start, end, text }: Readdressing) {
  return { range: toRange(document, { start, end }), newText: text };
}

function questionAbout({ added, removed }: Readdressing): Said {
  const [first] = added;
  const whom = addresses(added);
  const basis = first?.basis ?? '';
  const found =
    first?.confidence === 'published'
      ? added.length === 1
        ? say`${whom} is published for reports of abuse, taken from ${basis}.`
        : say`${whom} are published for reports of abuse, taken from ${basis}.`
      : added.length === 1
        ? say`${whom} is registered, though for other purposes, taken from ${basis}.`
        : say`${whom} are registered, though for other purposes, taken from ${basis}.`;
  const still =
    removed.length === 0
      ? say`The draft is addressed to nobody yet.`
      : say`The draft is still addressed to a guess, ${joined(removed)}.`;
  return sentences(found, still);
}

function addresses(contacts: readonly Contact[]): Value {
  return joined(contacts.map(({ address }) => address));
}

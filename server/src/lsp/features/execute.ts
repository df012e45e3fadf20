/** Executes the commands: reads their arguments, runs them under a progress that can be cancelled, tells what came of them. */
import {
  MessageType,
  type CancellationToken,
  type ResponseError,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Analysis } from '../../core/analysis.ts';
import { messageInDraft } from '../../core/complaint/readdress.ts';
import type { MessageToTell } from '../../lookup/contacts.ts';
import type * as PointsText from '../../core/contacts/points-text.ts';
import { noPhone, phoneLookup } from '../../lookup/phone.ts';
import {
  readAliveArguments,
  readImportArguments,
  readLookUpArguments,
  readMessageArguments,
  readToldArguments,
  readNothing,
  readPartArguments,
  readPhoneArguments,
  readVerifyArguments,
  type Read,
} from '../arguments.ts';
import { readComplaintRequest } from '../complaint-arguments.ts';
import { generateComplaint } from '../complaint.ts';
import { offerReaddressingLater } from '../draft-recipients.ts';
import { importMsg } from '../import.ts';
import { openPart } from '../parts.ts';
import { messageToTell, type Listener } from '../lookups.ts';
import {
  commands,
  type ComplaintResult,
  type ImportResult,
  type PartResult,
  type ReportResult,
  type VerifyResult,
} from '../protocol.ts';
import { phoneNamed } from '../phones.ts';
import { withProgress } from '../progress.ts';
import { runSafe, unexpected } from '../run-safe.ts';
import type { Feature, Session } from '../session.ts';
import type { Settings } from '../settings.ts';
import { isComplaintUri } from '../uri.ts';
import { verifyReportName, verifySignatures } from '../verify.ts';
import { complaintParts } from './complaints.ts';
import { lenses } from './lenses.ts';

type Result = ComplaintResult | ReportResult | VerifyResult | ImportResult | PartResult;

/** One command. `failed` makes the answer that says why there is none. */
interface Command<A, R extends Result> {
  /** What the progress is called. */
  readonly title: string;
  read(argument: unknown): Read<A>;
  /** @param report tells in a few words how far it is */
  work(
    session: Session,
    args: A,
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<R>;
  failed(message: string): R;
}

/** Keeps a command's types together; what runs it need not know them. */
type Run = (
  session: Session,
  argument: unknown,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
) => Promise<unknown>;

const complain: Run = runs({
  title: 'Composing the complaint',
  read: readComplaintRequest,
  async work(session, args, signal): Promise<ComplaintResult> {
    const result = await generateComplaint(args, await complaintParts(session, args.uri), signal);
    if (result.kind === 'failed') return result;
    for (const notice of result.notices) session.show(MessageType.Warning, notice);
    if (result.kind === 'written') {
      for (const uri of [result.uri, ...result.more])
        session.open(uri, 'The complaint was written.');
    }
    for (const { form, text } of result.texts) {
      if (form !== null) session.show(MessageType.Info, `The complaint is for the form at ${form}`);
      await session.openReport('complaint.txt', text);
    }
    return result;
  },
  failed: (message) => ({ kind: 'failed', message }),
});

const lookUp: Run = runs({
  title: 'Looking up',
  read: readLookUpArguments,
  work: (session, asked, signal, report) =>
    typeof asked === 'string'
      ? aboutPhone(session, asked)
      : learning(
          session,
          reported(session, (settings, listener) =>
            session.lookups.about(asked, settings, signal, listener),
          )(report),
        ),
  failed: (message) => ({ kind: 'failed', message }),
});

const contacts: Run = runs({
  title: 'Finding whom to tell',
  read: readToldArguments,
  async work(session, { uri, part }, signal, report): Promise<ReportResult> {
    const settings = await session.settings.get();
    const isDraft = isComplaintUri(uri);
    const message = await messageAt(session, uri, part, settings);
    if (message === null) return isDraft ? noMessageInside : notOpen;
    const name = `whom to tell about ${fileNameOf(uri)}`;
    const result = await learning(
      session,
      reported(session, (_, listener) =>
        session.lookups.whomToTell(message, name, settings, signal, listener),
      )(report),
    );
    if (isDraft && result.kind === 'answered') offerReaddressingLater(session, uri, settings);
    return result;
  },
  failed: (message) => ({ kind: 'failed', message }),
});

const listContactPoints: Run = runs({
  title: 'Reading the message',
  read: readMessageArguments,
  async work(session, { uri, part }): Promise<ReportResult> {
    const settings = await session.settings.get();
    const analysis = analysisOf(session, uri, part, settings);
    if (analysis === null) return notOpen;
    const { findContactPoints } = await import('../../core/contacts/points.ts');
    const { pointsText } = await import('../../core/contacts/points-text.ts');
    return reported(session, () =>
      Promise.resolve({
        kind: 'answered' as const,
        name: `contact points of ${fileNameOf(uri)}`,
        report: pointsText(findContactPoints(analysis), (phone) => {
          const found = phoneLookup(settings.lookup.phoneTemplate, phone);
          return found.kind === 'address' ? found.url : null;
        }),
      }),
    )(() => undefined);
  },
  failed: (message) => ({ kind: 'failed', message }),
});

const lookUpPhone: Run = runs({
  title: 'Reading the message',
  read: readPhoneArguments,
  async work(session, { uri, part, number }): Promise<ReportResult> {
    const settings = await session.settings.get();
    const analysis = analysisOf(session, uri, part, settings);
    const phone = analysis === null ? undefined : await phoneNamed(analysis, number);
    return phone === undefined ? notOpen : phoneReport(session, phone);
  },
  failed: (message) => ({ kind: 'failed', message }),
});

/** What a person typed: asks nobody. */
async function aboutPhone(session: Session, typed: string): Promise<ReportResult> {
  // The tables of all numbering plans come with whoever asks for a number.
  const { phoneTyped } = await import('../../core/contacts/phones.ts');
  const phone = phoneTyped(typed);
  return phone === null ? { kind: 'failed', message: noPhone(typed) } : phoneReport(session, phone);
}

async function phoneReport(
  session: Session,
  phone: Parameters<typeof PointsText.phoneText>[0],
): Promise<ReportResult> {
  const { phoneText } = await import('../../core/contacts/points-text.ts');
  return reported(session, ({ lookup }) => {
    const found = phoneLookup(lookup.phoneTemplate, phone);
    return Promise.resolve({
      kind: 'answered' as const,
      name: phone.international,
      report: phoneText(phone, found.kind === 'address' ? found : { message: found.message }),
    });
  })(() => undefined);
}

const alive: Run = runs({
  title: 'Tracing the way',
  read: readAliveArguments,
  work: (session, address, signal, report) =>
    reported(session, (settings, listener) =>
      session.lookups.alive(address, settings, signal, listener),
    )(report),
  failed: (message) => ({ kind: 'failed', message }),
});

const clearLookups: Run = runs({
  title: 'Forgetting lookups',
  read: readNothing,
  async work(session): Promise<ReportResult> {
    await learning(session, session.lookups.clear());
    const report = 'Everything that lookups had learned is forgotten.\n';
    session.show(MessageType.Info, report.trim());
    return { kind: 'answered', name: 'lookups', report };
  },
  failed: (message) => ({ kind: 'failed', message }),
});

const noMessageInside: ReportResult = {
  kind: 'failed',
  message:
    'The draft is not open, or holds its message in an archive or a report. Open the message itself and find out there.',
};

const notOpen: ReportResult = {
  kind: 'failed',
  message: 'The message is not open, or no longer holds that. Open it and run the command there.',
};

function analysisOf(
  { documents, analyses }: Session,
  uri: string,
  part: string | null,
  settings: Settings,
): Analysis | null {
  const document = documents.get(uri);
  if (document === undefined) return null;
  if (isComplaintUri(uri)) return messageInDraft(document.getText(), settings);
  const own = analyses.message(document, settings);
  if (part === null) return own;
  return analyses.forwarded(document, settings).find((one) => one.part === part) ?? null;
}

async function messageAt(
  session: Session,
  uri: string,
  part: string | null,
  settings: Settings,
): Promise<MessageToTell | null> {
  const analysis = analysisOf(session, uri, part, settings);
  return analysis === null ? null : messageToTell(analysis, settings.ownHosts);
}

function fileNameOf(uri: string): string {
  const { path } = URI.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What lookups learned, or forgot, stands above the messages, too. */
async function learning<T>(session: Session, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    lenses.refresh?.(session);
  }
}

/** Makes a report; our own client sees it grow, every other editor gets a file in the end. */
function reported(
  session: Session,
  make: (settings: Settings, listener: Listener) => Promise<ReportResult>,
): (onProgress: (message: string) => void) => Promise<ReportResult> {
  return async (onProgress) => {
    const result = await make(await session.settings.get(), {
      onProgress,
      onReport: (name, report) => {
        session.showReport({ name, report });
      },
    });
    if (result.kind === 'answered')
      await session.openReport(reportName(result.name), result.report);
    return result;
  };
}

/** The name of a file that keeps a report: the colons of IPv6 are no part of a name everywhere. */
function reportName(name: string): string {
  return `${name.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 100)}.txt`;
}

const verify: Run = runs({
  title: 'Verifying signatures',
  read: readVerifyArguments,
  async work(session, args, signal): Promise<VerifyResult> {
    const document = session.documents.get(args.uri);
    const version = document?.version;
    const result = await verifySignatures(
      args,
      {
        runtime: session.runtime,
        settings: await session.settings.get(),
        document,
        readThroughClient: session.readThroughClient,
        publish: (part, verification) => {
          // The user may have gone on writing, or closed the document.
          const now = session.documents.get(args.uri);
          if (now?.version === version && now !== undefined)
            session.publisher.showVerified(now, part, verification);
        },
      },
      signal,
    );
    if (result.kind === 'verified') {
      await session.openReport(verifyReportName(result.name), result.report);
    }
    return result;
  },
  failed: (message) => ({ kind: 'failed', message }),
});

const importOutlook: Run = runs({
  title: 'Importing the Outlook message',
  read: readImportArguments,
  async work(session, args, signal): Promise<ImportResult> {
    const result = await importMsg(args, session, signal);
    if (result.kind === 'written') {
      for (const notice of result.notices) session.show(MessageType.Warning, notice);
      session.open(result.uri, 'The message was written.');
    }
    return result;
  },
  failed: (message) => ({ kind: 'failed', message }),
});

const showPart: Run = runs({
  title: 'Decoding the part',
  read: readPartArguments,
  async work(session, args): Promise<PartResult> {
    const result = await openPart(args, {
      runtime: session.runtime,
      document: session.documents.get(args.uri),
      readThroughClient: session.readThroughClient,
    });
    if (result.kind === 'written') {
      for (const warning of result.warnings) session.show(MessageType.Warning, warning);
      session.open(result.uri, 'The part was written to a temporary file.');
    }
    return result;
  },
  failed: (message) => ({ kind: 'failed', message }),
});

/** A new command is a row here. */
const table: ReadonlyMap<string, Run> = new Map([
  [commands.generateComplaint, complain],
  [commands.lookUp, lookUp],
  [commands.contacts, contacts],
  [commands.contactPoints, listContactPoints],
  [commands.lookUpPhone, lookUpPhone],
  [commands.alive, alive],
  [commands.clearLookups, clearLookups],
  [commands.verify, verify],
  [commands.importMsg, importOutlook],
  [commands.openPart, showPart],
]);

export const execute: Feature = {
  capabilities: { executeCommandProvider: { commands: [...table.keys()], workDoneProgress: true } },
  register(session) {
    session.connection.onExecuteCommand(
      ({ command, arguments: [argument] = [] }, token, progress) =>
        table.get(command)?.(session, argument, token, progress) ?? null,
    );
  },
};

function runs<A, R extends Result>(command: Command<A, R>): Run {
  return (session, argument, token, progress): Promise<R | ResponseError> =>
    runSafe<R>(
      session,
      command.title,
      token,
      async () => {
        const given = command.read(argument);
        const result =
          given.kind === 'bad'
            ? command.failed(given.message)
            : await withProgress(session, command.title, progress, token, (signal, report) =>
                command.work(session, given.value, signal, report),
              );
        if (result.kind === 'failed') session.show(MessageType.Error, result.message);
        return result;
      },
      (error) => command.failed(unexpected(error)),
    );
}

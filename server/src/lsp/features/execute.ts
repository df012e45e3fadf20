/** Executes the commands: reads their arguments, runs them under a progress that can be cancelled, tells what came of them. */
import {
  MessageType,
  type CancellationToken,
  type ResponseError,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver';
import {
  readComplaintArguments,
  readPartArguments,
  readVerifyArguments,
  readWhoisArguments,
  type Read,
} from '../arguments.ts';
import { generateComplaint } from '../complaint.ts';
import { openPart } from '../parts.ts';
import {
  commands,
  type ComplaintResult,
  type PartResult,
  type VerifyResult,
  type WhoisResult,
} from '../protocol.ts';
import { withProgress } from '../progress.ts';
import { runSafe, unexpected } from '../run-safe.ts';
import type { Feature, Session } from '../session.ts';
import { verifyReportName, verifySignatures } from '../verify.ts';
import { lookUpWhois, reportName } from '../whois.ts';

type Result = ComplaintResult | WhoisResult | VerifyResult | PartResult;

/** One command. `failed` makes the answer that says why there is none. */
interface Command<A, R extends Result> {
  /** What the progress is called. */
  readonly title: string;
  read(argument: unknown): Read<A>;
  work(session: Session, args: A, signal: AbortSignal): Promise<R>;
  failed(message: string, argument: unknown): R;
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
  read: readComplaintArguments,
  async work(session, args, signal): Promise<ComplaintResult> {
    const result = await generateComplaint(
      args,
      {
        runtime: session.runtime,
        settings: await session.settings.get(),
        document: session.documents.get(args.uri),
        readThroughClient: session.readThroughClient,
      },
      signal,
    );
    if (result.kind === 'written') {
      for (const notice of result.notices) session.show(MessageType.Warning, notice);
      session.open(result.uri, 'The complaint was written.');
    }
    return result;
  },
  failed: (message) => ({ kind: 'failed', message }),
});

const lookUp: Run = runs({
  title: 'Looking up whois',
  read: readWhoisArguments,
  async work(session, args, signal): Promise<WhoisResult> {
    const { runtime } = session;
    const settings = await session.settings.get();
    const result = await lookUpWhois(args, { runtime, settings }, signal);
    if (result.kind === 'answered') {
      await session.openReport(reportName(result.subject), result.report);
    }
    return result;
  },
  failed(message, argument) {
    const read = readWhoisArguments(argument);
    return { kind: 'failed', subject: read.kind === 'good' ? read.value.subject : '', message };
  },
});

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
  [commands.whois, lookUp],
  [commands.verify, verify],
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
            ? command.failed(given.message, argument)
            : await withProgress(session, command.title, progress, token, (signal) =>
                command.work(session, given.value, signal),
              );
        if (result.kind === 'failed') session.show(MessageType.Error, result.message);
        return result;
      },
      (error) => command.failed(unexpected(error), argument),
    );
}

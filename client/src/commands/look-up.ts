/** Look Up, Whom to Tell, Contact Points, Trace the Way: the server asks, this shows the report while it grows. */
import * as vscode from 'vscode';
import {
  commands,
  sourceRequest,
  type LookUpArguments,
  type ReportProgress,
  type ReportResult,
  type SourceParams,
  type SourceResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { subjectUri } from '../subject-uri.ts';

/** Its lines are wrapped (package.json): sentences and raw answers are wider than half a window. */
const lookupReport = { extension: '.txt', language: 'spam-patrol-report' } as const;

export async function lookUp(context: CommandContext, argument: unknown): Promise<void> {
  const given = withKey(argument, 'subjects') ?? (await askWhatToLookUp(context));
  if (given !== undefined) await showReport(context, commands.lookUp, given);
}

export async function traceTheWay(context: CommandContext, argument: unknown): Promise<void> {
  const given = withKey(argument, 'address');
  if (given !== undefined) {
    await showReport(context, commands.alive, given);
    return;
  }
  const address = await ask(context, {
    title: vscode.l10n.t('Trace the way to'),
    prompt: vscode.l10n.t('An IP address'),
    promptFilledIn: vscode.l10n.t('An IP address (filled in: where this message came from)'),
    placeHolder: '192.0.2.1',
  });
  if (address !== undefined) await showReport(context, commands.alive, { address });
}

/** About the message that is open, or the one that a code action names. */
export async function reportOnMessage(
  context: CommandContext,
  command: string,
  argument: unknown,
): Promise<void> {
  const uri = subjectUri(argument)?.toString();
  const given = withKey(argument, 'uri') ?? (uri === undefined ? undefined : { uri });
  if (given === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open a mail message first: the report is about the message in the active editor.',
      ),
    );
    return;
  }
  await showReport(context, command, given);
}

export async function clearLookups(context: CommandContext): Promise<void> {
  const result = await context.execute<ReportResult>(commands.clearLookups, {});
  if (result?.kind === 'answered') void vscode.window.showInformationMessage(result.report.trim());
}

async function showReport(
  context: CommandContext,
  command: string,
  argument: object,
): Promise<void> {
  const growing = context.onReportProgress(({ name, report }: ReportProgress) => {
    void context.reports.grow(name, report, lookupReport);
  });
  try {
    const result = await context.execute<ReportResult>(command, argument);
    if (result === undefined) return;
    if (result.kind === 'failed') void vscode.window.showErrorMessage(result.message);
    else await context.reports.show(result.name, result.report, lookupReport);
  } finally {
    growing.dispose();
  }
}

/** What a code action or a link hands over goes to the server as it is, which checks it. */
function withKey(argument: unknown, key: string): object | undefined {
  return typeof argument === 'object' &&
    argument !== null &&
    key in argument &&
    !(argument instanceof vscode.Uri)
    ? argument
    : undefined;
}

async function askWhatToLookUp(context: CommandContext): Promise<LookUpArguments | undefined> {
  const subject = await ask(context, {
    title: vscode.l10n.t('Look up'),
    prompt: vscode.l10n.t('An IP address, a domain or a telephone number'),
    promptFilledIn: vscode.l10n.t(
      'An IP address, a domain or a telephone number (filled in: where this message came from)',
    ),
    placeHolder: vscode.l10n.t('192.0.2.1, example.com or +1 201 555 0123'),
  });
  return subject === undefined ? undefined : { subjects: [subject] };
}

interface Question {
  readonly title: string;
  readonly prompt: string;
  /** When the source of the active message stands there. */
  readonly promptFilledIn: string;
  readonly placeHolder: string;
}

async function ask(
  context: CommandContext,
  { title, prompt, promptFilledIn, placeHolder }: Question,
): Promise<string | undefined> {
  const source = await sourceOfActiveMessage(context);
  const answer = await vscode.window.showInputBox({
    title,
    prompt: source === null ? prompt : promptFilledIn,
    placeHolder,
    value: source ?? '',
  });
  const trimmed = answer?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}

async function sourceOfActiveMessage(context: CommandContext): Promise<string | null> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'eml') return null;
  const params: SourceParams = { uri: document.uri.toString() };
  const result = await context.request<SourceResult>(sourceRequest, params);
  return result?.ip ?? null;
}

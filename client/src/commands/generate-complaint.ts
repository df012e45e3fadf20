/** Generate Complaint, at once or with choices: the server composes, this writes the bytes beside the message and shows them. */
import * as vscode from 'vscode';
import {
  commands,
  complaintOfferRequest,
  complaintWrittenNotification,
  type ComplaintArguments,
  type ComplaintOfferParams,
  type ComplaintOfferResult,
  type ComplaintResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { complaintArguments } from '../complaint-arguments.ts';
import { plainMessage } from '../plain-message.ts';
import { askReporterOnce } from '../reporter.ts';
import { chooseComplaint } from '../views/complaint-picker.ts';
import { showComplaint, writeComplaint } from '../write-complaint.ts';
import { copyComplaint, copyOneOf } from './complaint-text.ts';
import { showRedaction } from './preview-redaction.ts';
import { reportOnMessage } from './look-up.ts';
import { canReveal, reveal } from './reveal-complaint.ts';

export async function generateComplaint(context: CommandContext, argument: unknown): Promise<void> {
  const given = complaintArguments(argument);
  if (given === undefined) return;
  const reporter = await askReporterOnce(context.state);
  await generate(context, reporter === undefined ? given : { ...given, reporter });
}

/** The same, but the user says first to whom and how. */
export async function generateComplaintWith(
  context: CommandContext,
  argument: unknown,
): Promise<void> {
  const given = complaintArguments(argument);
  if (given === undefined) return;
  // Before the offer: whether a format can be had may depend on who reports.
  const reporter = await askReporterOnce(context.state);
  const { uri, part = null } = given;
  const params: ComplaintOfferParams = { uri, part };
  const result = await context.request<ComplaintOfferResult>(complaintOfferRequest, params);
  if (result === undefined) return;
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(plainMessage(result.message));
    return;
  }
  const choices = await chooseComplaint(result.offer, (addresses) =>
    showRedaction(context, { uri, part, addresses }),
  );
  if (choices === undefined) return;
  await generate(context, { ...given, ...(reporter === undefined ? {} : { reporter }), choices });
}

async function generate(context: CommandContext, given: ComplaintArguments): Promise<void> {
  const result = await context.execute<ComplaintResult>(commands.generateComplaint, given);
  if (result === undefined) return;
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(plainMessage(result.message));
    return;
  }
  const targets: vscode.Uri[] = [];
  if (result.kind === 'written') {
    targets.push(...[result.uri, ...result.more].map((uri) => vscode.Uri.parse(uri)));
  } else if (result.kind === 'composed') {
    for (const { uri, base64, record } of [result, ...result.more]) {
      const first = vscode.Uri.parse(uri);
      const target = await writeComplaint(first, context.runtime.base64.decode(base64));
      if (target === undefined) continue;
      targets.push(target);
      const isFile = target.scheme !== 'untitled';
      await context.notify(complaintWrittenNotification, {
        record,
        ...(isFile && { uri: target.toString() }),
      });
    }
  }
  for (const target of targets) await showComplaint(target);
  // Not awaited: the complaint is there, whenever the user closes the message.
  void tell(context, result.notices, targets, unsureOf(result, targets));
  if (result.texts.length > 0) await copyOneOf(context, result.texts);
}

/** The draft that goes to a guess, or to nobody. When one could not be written, nobody knows which is which. */
function unsureOf(result: ComplaintResult, targets: readonly vscode.Uri[]): vscode.Uri | undefined {
  if (result.kind !== 'written' && result.kind !== 'composed') return undefined;
  return result.unsure === null || targets.length !== result.more.length + 1
    ? undefined
    : targets[result.unsure];
}

/** What the user should know, and what there is to do next. */
async function tell(
  context: CommandContext,
  notices: readonly string[],
  targets: readonly vscode.Uri[],
  unsure: vscode.Uri | undefined,
): Promise<void> {
  const [first] = targets;
  if (first === undefined && notices.length === 0) return;
  const copy = vscode.l10n.t('Copy as Text');
  const showFile = vscode.l10n.t('Reveal in File Manager');
  const findOut = vscode.l10n.t('Find Out Whom to Tell');
  const answer = await vscode.window.showInformationMessage(
    notices.length === 0
      ? vscode.l10n.t(
          'The complaint is a draft: read it, then send it with your mail program. Nothing was sent.',
        )
      : plainMessage(notices.join(' ')),
    ...(unsure === undefined ? [] : [findOut]),
    ...(first === undefined ? [] : [copy]),
    ...(first !== undefined && canReveal(first) ? [showFile] : []),
  );
  if (first === undefined) return;
  if (answer === findOut && unsure !== undefined) {
    await reportOnMessage(context, commands.contacts, { uri: unsure.toString() });
  }
  if (answer === copy) await copyComplaint(context, { uri: first.toString() });
  if (answer === showFile) await reveal(first);
}

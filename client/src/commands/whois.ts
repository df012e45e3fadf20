/** Look Up Whois: asks for a subject when none was given, shows the answer in a read-only document. */
import * as vscode from 'vscode';
import {
  commands,
  sourceRequest,
  type SourceParams,
  type SourceResult,
  type WhoisArguments,
  type WhoisResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';

export async function whois(context: CommandContext, argument: unknown): Promise<void> {
  const given = whoisArguments(argument) ?? (await ask(context));
  if (given === undefined) return;
  const result = await context.execute<WhoisResult>(commands.whois, given);
  if (result === undefined) return;
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return;
  }
  await context.reports.show(vscode.l10n.t('whois {0}', result.subject), result.report);
}

/** What a code action hands over goes to the server as it is, which checks it. */
function whoisArguments(argument: unknown): WhoisArguments | undefined {
  const named = typeof argument === 'object' && argument !== null && 'subject' in argument;
  return named ? (argument as WhoisArguments) : undefined;
}

async function ask(context: CommandContext): Promise<WhoisArguments | undefined> {
  const source = await sourceOfActiveMessage(context);
  const subject = await vscode.window.showInputBox({
    title: vscode.l10n.t('Look up whois'),
    prompt:
      source === null
        ? vscode.l10n.t('An IP address or a domain')
        : vscode.l10n.t('An IP address or a domain (filled in: where this message came from)'),
    placeHolder: vscode.l10n.t('192.0.2.1 or example.com'),
    value: source ?? '',
  });
  const trimmed = subject?.trim() ?? '';
  return trimmed === '' ? undefined : { subject: trimmed };
}

async function sourceOfActiveMessage(context: CommandContext): Promise<string | null> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'eml') return null;
  const params: SourceParams = { uri: document.uri.toString() };
  const result = await context.request<SourceResult>(sourceRequest, params);
  return result?.ip ?? null;
}

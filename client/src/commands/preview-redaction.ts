/** Preview Redaction: the message as it is beside the message as others would see it, read-only. */
import * as vscode from 'vscode';
import {
  redactionPreviewRequest,
  type RedactionPreviewParams,
  type RedactionPreviewResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { complaintArguments } from '../complaint-arguments.ts';
import { plainMessage } from '../plain-message.ts';

type Preview = Extract<RedactionPreviewResult, { kind: 'preview' }>;

export async function previewRedaction(context: CommandContext, argument: unknown): Promise<void> {
  const given = complaintArguments(argument);
  if (given !== undefined) {
    await showRedaction(context, { uri: given.uri, part: given.part ?? null });
  }
}

/** Resolves when the preview is on show, or the user was told why there is none. */
export async function showRedaction(
  context: CommandContext,
  params: RedactionPreviewParams,
): Promise<void> {
  const result = await context.request<RedactionPreviewResult>(redactionPreviewRequest, params);
  if (result === undefined) return;
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(plainMessage(result.message));
    return;
  }
  if (result.addresses.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Nothing would be replaced: no address of yours is known. Write it into the setting {0}.',
        'spamPatrol.ownAddresses',
      ),
    );
    return;
  }
  if (result.changes.length === 0) {
    void vscode.window.showInformationMessage(
      plainMessage(
        vscode.l10n.t(
          'Nothing would be replaced: the message does not hold {0}.',
          result.addresses.join(', '),
        ),
      ),
    );
    return;
  }
  const { path } = vscode.Uri.parse(params.uri);
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (result.texts === null) {
    await showList(context, name, result);
    return;
  }
  const { before, after } = result.texts;
  const title = vscode.l10n.t('{0}: as received ↔ as others see it', name);
  await vscode.commands.executeCommand(
    'vscode.diff',
    context.redactions.put(vscode.l10n.t('{0} as received', name), before, '.eml'),
    context.redactions.put(vscode.l10n.t('{0} as others see it', name), after, '.eml'),
    title,
    { preview: false },
  );
  // Not awaited: the preview is there, whenever the user closes the message.
  void tell(context, name, result);
}

async function tell(context: CommandContext, name: string, preview: Preview): Promise<void> {
  const list = vscode.l10n.t('List the Places');
  const count = preview.changes.length;
  const answer = await vscode.window.showInformationMessage(
    plainMessage(
      count === 1
        ? vscode.l10n.t(
            'One place would be replaced, and signatures over the message (DKIM) then break. Nothing was changed yet.',
          )
        : vscode.l10n.t(
            '{0} places would be replaced, and signatures over the message (DKIM) then break. Nothing was changed yet.',
            count,
          ),
    ),
    list,
  );
  if (answer === list) await showList(context, name, preview);
}

/** What stands there in a disguise cannot be read side by side: `ada=40example.net`, base64. */
async function showList(
  context: CommandContext,
  name: string,
  { addresses, changes }: Preview,
): Promise<void> {
  const lines = [
    vscode.l10n.t('Your addresses in {0}: {1}', name, addresses.join(', ')),
    '',
    ...changes.flatMap(({ before, after }) => [`- ${before}`, `+ ${after}`, '']),
    vscode.l10n.t('Signatures over the message (DKIM) break when these are replaced.'),
    '',
  ];
  await context.reports.show(vscode.l10n.t('addresses replaced in {0}', name), lines.join('\n'));
}

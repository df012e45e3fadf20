/** Open Part… and Save Part…: asks which, has the server decode it, shows it read-only or saves it where the user says. */
import * as vscode from 'vscode';
import {
  commands,
  partsRequest,
  type PartArguments,
  type PartInfo,
  type PartResult,
  type PartsParams,
  type PartsResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { describe } from '../describe.ts';
import { subjectUri } from '../subject-uri.ts';
import { withoutIcons } from '../without-icons.ts';

/** @param asFile to save it, even when it could be shown */
export async function openPart(
  context: CommandContext,
  argument: unknown,
  asFile: boolean,
): Promise<void> {
  const given = partArguments(argument) ?? (await choosePart(context, argument, asFile));
  if (given === undefined) return;
  const result = await context.execute<PartResult>(commands.openPart, given);
  if (result === undefined) return;
  switch (result.kind) {
    case 'failed':
      void vscode.window.showErrorMessage(result.message);
      return;
    case 'text':
      await context.parts.show(result.title, result.text, documentOf[result.language]);
      if (result.notices.length > 0) {
        void vscode.window.showInformationMessage(result.notices.join(' '));
      }
      return;
    case 'file':
      await save(vscode.Uri.parse(given.uri), result, context);
      return;
    case 'written':
  }
}

/** HTML has a language of its own: the editor's would make links of its addresses, and look for what they lead to. */
const documentOf = {
  text: { extension: '.txt' },
  html: { extension: '.txt', language: 'eml-html' },
  message: { extension: '.eml' },
} as const;

/** What a lens hands over goes to the server as it is, which checks it. */
function partArguments(argument: unknown): PartArguments | undefined {
  const named = typeof argument === 'object' && argument !== null && 'part' in argument;
  return named ? (argument as PartArguments) : undefined;
}

async function choosePart(
  context: CommandContext,
  argument: unknown,
  asFile: boolean,
): Promise<PartArguments | undefined> {
  const uri = subjectUri(argument);
  if (uri === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open a mail message first: the parts are those of the message in the active editor.',
      ),
    );
    return undefined;
  }
  const editor = vscode.window.activeTextEditor;
  const isShown = editor?.document.uri.toString() === uri.toString();
  const params: PartsParams = {
    uri: uri.toString(),
    ...(isShown && { offset: editor.document.offsetAt(editor.selection.active) }),
  };
  const result = await context.request<PartsResult>(partsRequest, params);
  if (result === undefined) return undefined;
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return undefined;
  }
  const part = await pick(result.parts, result.current, asFile);
  return part === undefined ? undefined : { uri: params.uri, part, asFile };
}

async function pick(
  parts: readonly PartInfo[],
  current: string | null,
  asFile: boolean,
): Promise<string | undefined> {
  if (parts.length === 1) return parts[0]?.number;
  const items = parts.map(({ number, type, name, size, readable }) => ({
    label: `${number} ${withoutIcons(name === '' ? type : name)}`,
    description: name === '' ? size : `${withoutIcons(type)}, ${size}`,
    ...(readable || asFile
      ? {}
      : { detail: vscode.l10n.t('Cannot be shown as text: it will be saved') }),
    number,
  }));
  // The one under the cursor first: Enter takes it.
  const first = items.findIndex(({ number }) => number === current);
  if (first > 0) items.unshift(...items.splice(first, 1));
  const chosen = await vscode.window.showQuickPick(items, {
    title: asFile
      ? vscode.l10n.t('Save which part of the message?')
      : vscode.l10n.t('Open which part of the message?'),
    matchOnDescription: true,
  });
  return chosen?.number;
}

async function save(
  message: vscode.Uri,
  { name, base64, warnings }: Extract<PartResult, { kind: 'file' }>,
  { runtime }: CommandContext,
): Promise<void> {
  const saveAnswer = vscode.l10n.t('Save…');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Save {0}?', name),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          'It comes from whoever sent the message. Look at it with care: do not open it by a double click.',
        ),
        ...warnings,
      ].join('\n\n'),
    },
    saveAnswer,
  );
  if (answer !== saveAnswer) return;
  const folder =
    message.scheme === 'untitled'
      ? vscode.workspace.workspaceFolders?.[0]?.uri
      : vscode.Uri.joinPath(message, '..');
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Where shall the part go?'),
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(target, runtime.base64.decode(base64));
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The part was not saved ({0}). Choose another place and try again.',
        describe(error),
      ),
    );
    return;
  }
  const saved = target.path.slice(target.path.lastIndexOf('/') + 1);
  void vscode.window.showInformationMessage(vscode.l10n.t('The part was saved as {0}.', saved));
}

/** Defang Selection and Refang Selection, in any editor; and what a click on a link of a message does. Knows no mail. */
import * as vscode from 'vscode';
import { isComplaintPath } from '../../../server/src/core/complaint/name.ts';
import { defang, refang } from '../../../server/src/core/text/defang.ts';

export function defangSelection(): Promise<void> {
  return change(defang);
}

export function refangSelection(): Promise<void> {
  return change(refang);
}

/**
 * Replaces what is selected. In a message, which is evidence, and where nothing can be written the
 * changed text goes to the clipboard instead.
 */
async function change(convert: (text: string) => string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const selections = editor?.selections.filter(({ isEmpty }) => !isEmpty) ?? [];
  if (editor === undefined || selections.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Select the text with the addresses first.'),
    );
    return;
  }
  const { document } = editor;
  const isEvidence = document.languageId === 'eml' && !isComplaintPath(document.uri.path);
  const replaced =
    !isEvidence &&
    (await editor.edit((edit) => {
      for (const selection of selections) {
        edit.replace(selection, convert(document.getText(selection)));
      }
    }));
  if (replaced) return;
  const text = selections.map((selection) => convert(document.getText(selection))).join('\n');
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(
    isEvidence
      ? vscode.l10n.t('Copied: the message itself stays as it is.')
      : vscode.l10n.t('Copied: the text here cannot be changed.'),
    showMilliseconds,
  );
}

const showMilliseconds = 5000;

/** What the links of a message do while `spamPatrol.links` is `defanged`. */
export async function copyDefanged(text: unknown): Promise<void> {
  if (typeof text !== 'string' || text === '') return;
  const copied = defang(text);
  await vscode.env.clipboard.writeText(copied);
  vscode.window.setStatusBarMessage(
    // Pictures, as of `$(verified)`, are not the sender's to choose.
    vscode.l10n.t('Copied: {0}', copied.slice(0, 100).replaceAll('$(', '\\$(')),
    showMilliseconds,
  );
}

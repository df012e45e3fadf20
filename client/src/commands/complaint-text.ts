/** Copy Complaint as Text, and Open Complaint in Mail Program: of a message what would be written about it, of a draft what stands there by now. */
import * as vscode from 'vscode';
import {
  complaintTextRequest,
  complaintWrittenNotification,
  type ComplaintText,
  type ComplaintTextResult,
} from '../../../server/src/lsp/protocol.ts';
import type { CommandContext } from '../client.ts';
import { complaintArguments } from '../complaint-arguments.ts';
import { plainMessage } from '../plain-message.ts';
import { askReporterOnce } from '../reporter.ts';
import { chooseOne } from '../views/pick.ts';
import { withoutIcons } from '../without-icons.ts';

type Texts = Extract<ComplaintTextResult, { kind: 'text' }>;

export async function copyComplaint(context: CommandContext, argument: unknown): Promise<void> {
  const result = await textsOf(context, argument);
  if (result === undefined) return;
  await copyOneOf(context, result.texts);
  tellNotices(result.notices);
}

/** One of the texts goes to the clipboard, the user says which. */
export async function copyOneOf(
  context: CommandContext,
  texts: readonly ComplaintText[],
): Promise<void> {
  const text = await oneOf(texts, vscode.l10n.t('Copy the complaint to whom?'));
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text.text);
  await note(context, text);
  // Not awaited: the text is copied, whenever the user closes the message.
  void tellCopied(text);
}

async function tellCopied({ form, recipients, subject }: ComplaintText): Promise<void> {
  const openForm = vscode.l10n.t('Open the Form');
  const copySubject = vscode.l10n.t('Copy the Subject');
  const answer = await vscode.window.showInformationMessage(
    plainMessage(
      form !== null
        ? vscode.l10n.t('The complaint was copied. Paste it into the form at {0}', form)
        : recipients.length === 0
          ? vscode.l10n.t('The complaint was copied. It is addressed to nobody yet.')
          : vscode.l10n.t('The complaint was copied. It is for {0}.', recipients.join(', ')),
    ),
    ...(form === null ? [] : [openForm]),
    copySubject,
  );
  if (answer === openForm && form !== null) await vscode.env.openExternal(vscode.Uri.parse(form));
  if (answer === copySubject) await vscode.env.clipboard.writeText(subject);
}

export async function mailComplaint(context: CommandContext, argument: unknown): Promise<void> {
  const result = await textsOf(context, argument);
  if (result === undefined) return;
  const written = result.texts.filter(({ mailto }) => mailto !== null);
  if (written.length === 0) {
    void vscode.window.showWarningMessage(plainMessage(whyNoMail(result)));
    return;
  }
  const text = await oneOf(written, vscode.l10n.t('Write to whom?'));
  if (text?.mailto == null) return;
  // As a string, which the editor hands on as it is: of a Uri it would encode `&` and `=` once more.
  const address = text.mailto as unknown as vscode.Uri;
  if (!(await vscode.env.openExternal(address))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'No mail program was opened. Use “Copy Complaint as Text”, or open the draft that “Generate Complaint” writes.',
      ),
    );
    return;
  }
  await note(context, text);
  if (text.mailtoCut) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Shortened: a mail program takes no more than 2,000 characters this way, so it got the beginning of the complaint. Attach the message as a file before you send.',
      ),
    );
  }
  tellNotices(result.notices);
}

function whyNoMail({ texts }: Texts): string {
  const form = texts.find((text) => text.form !== null)?.form ?? null;
  if (form !== null) {
    return vscode.l10n.t(
      'This complaint goes to a web form, not by mail. “Copy Complaint as Text” copies it for {0}',
      form,
    );
  }
  return texts.every(({ recipients }) => recipients.length === 0)
    ? vscode.l10n.t(
        'Nothing was opened: the complaint is addressed to nobody yet. Choose “Generate Complaint With…” and type an address.',
      )
    : vscode.l10n.t(
        'Nothing was opened: not even the facts fit into what a mail program takes this way. Send the draft that “Generate Complaint” writes.',
      );
}

/** Undefined after the user was told why there are none. */
async function textsOf(context: CommandContext, argument: unknown): Promise<Texts | undefined> {
  const given = complaintArguments(argument);
  if (given === undefined) return undefined;
  const reporter = await askReporterOnce(context.state);
  const result = await context.request<ComplaintTextResult>(
    complaintTextRequest,
    reporter === undefined ? given : { ...given, reporter },
  );
  if (result?.kind !== 'failed') return result;
  void vscode.window.showErrorMessage(plainMessage(result.message));
  return undefined;
}

async function oneOf<T extends ComplaintText>(
  texts: readonly T[],
  title: string,
): Promise<T | undefined> {
  if (texts.length < 2) return texts[0];
  const rows = texts.map((text) => ({
    label: withoutIcons(text.form ?? text.recipients.join(', ')),
    description: withoutIcons(text.subject),
    value: text,
  }));
  const chosen = await chooseOne<T>(
    { title, placeholder: vscode.l10n.t('Each of them gets a letter of its own') },
    rows,
  );
  return chosen === 'back' ? undefined : chosen;
}

/** The text was used: it goes into the log. */
async function note(context: CommandContext, { record }: ComplaintText): Promise<void> {
  if (record !== null) await context.notify(complaintWrittenNotification, { record });
}

function tellNotices(notices: readonly string[]): void {
  if (notices.length > 0) {
    void vscode.window.showInformationMessage(plainMessage(notices.join(' ')));
  }
}

/** `spam-patrol contacts`: whom to tell about one message, and who says so. */
import { analyze, analyzeForwarded, type Analysis } from '../core/analysis.ts';
import { decodeLatin1 } from '../core/text/latin1.ts';
import { contactsFor } from '../lookup/contacts.ts';
import { lookUpMessage } from '../lookup/message.ts';
import { contactsText } from '../lookup/report-text.ts';
import { exitCodeOf, startLookups, type LookupFlags } from './lookups.ts';
import { readMessage, refuseComplaint } from './message-file.ts';
import { print, reasonOf, warn } from './output.ts';

export interface ContactsOptions {
  readonly ownHosts: readonly string[];
  readonly organisations: readonly (readonly string[])[];
  /** The forwarded message that is meant; null: the file's own. */
  readonly part: string | null;
}

/** 2: the file cannot be read, holds no such part, or a flag cannot be read. */
export async function printContacts(
  file: string,
  options: ContactsOptions,
  flags: LookupFlags,
): Promise<0 | 1 | 2> {
  try {
    refuseComplaint(file, options.part);
    const analysis = await readAnalysis(file, options);
    const lookups = startLookups(flags);
    // Telephone numbers take a library that other commands have no use for.
    const { contactPoints } = await import('../core/contacts/points.ts');
    const message = { analysis, ownHosts: options.ownHosts, points: contactPoints(analysis) };
    const reports = await lookUpMessage(message, lookups.context);
    lookups.end();
    const contacts = contactsFor(message, reports);
    await print(
      flags.json
        ? `${JSON.stringify({ file, part: options.part, contacts, reports }, null, 2)}\n`
        : contactsText(message, contacts, reports),
    );
    return exitCodeOf(reports);
  } catch (error) {
    warn(`Whom to tell about ${file} could not be found out: ${reasonOf(error)}.`);
    return 2;
  }
}

async function readAnalysis(
  file: string,
  { ownHosts, organisations, part }: ContactsOptions,
): Promise<Analysis> {
  const whole = analyze(decodeLatin1(await readMessage(file)), { ownHosts, organisations });
  if (part === null) return whole;
  const chosen = analyzeForwarded(whole, {
    ownHosts,
    organisations,
    limit: whole.text.length,
  }).find((one) => one.part === part);
  if (chosen === undefined) throw new Error(`it holds no forwarded message ${part}`);
  return chosen;
}

/** `spam-patrol whois`: asks registries and name servers about an address, a domain or a network. */
import { lookUp } from '../lookup/lookup.ts';
import { reportText } from '../lookup/report-text.ts';
import { readSubject } from '../lookup/subject.ts';
import { exitCodeOf, startLookups, type LookupFlags } from './lookups.ts';
import { print, reasonOf, warn } from './output.ts';

/** 2: the subject is none, or a flag cannot be read. */
export async function printWhois(text: string, flags: LookupFlags): Promise<0 | 1 | 2> {
  const subject = readSubject(text);
  if (typeof subject === 'string') {
    warn(subject);
    return 2;
  }
  let lookups;
  try {
    lookups = startLookups(flags);
  } catch (error) {
    warn(`Nothing was looked up: ${reasonOf(error)}.`);
    return 2;
  }
  const report = await lookUp(subject, lookups.context);
  lookups.end();
  await print(
    flags.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, lookups.now),
  );
  return exitCodeOf([report]);
}

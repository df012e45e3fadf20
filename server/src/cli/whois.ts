/** `spam-patrol whois`: asks registries and name servers about an address, a domain or a network; says what a telephone number is, and asks nobody. */
import { GeoFiles } from '../lookup/geo-files.ts';
import { lookUp } from '../lookup/lookup.ts';
import { meansPhone, noPhone, phoneLookup } from '../lookup/phone.ts';
import { geoText, reportText } from '../lookup/report-text.ts';
import { readSubject } from '../lookup/subject.ts';
import { nodeGeoFile } from '../node/geo-file.ts';
import { exitCodeOf, startLookups, type LookupFlags } from './lookups.ts';
import { print, reasonOf, warn } from './output.ts';

export interface WhoisFlags extends LookupFlags {
  readonly phoneUrl: string;
  /** The user's own files (`.mmdb`). */
  readonly geoFile: readonly string[];
}

/** 2: the subject is none, or a flag cannot be read. */
export async function printWhois(text: string, flags: WhoisFlags): Promise<0 | 1 | 2> {
  if (meansPhone(text)) return await printPhone(text.trim(), flags);
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
  const geo = await new GeoFiles(nodeGeoFile).about(subject, flags.geoFile);
  await print(
    flags.json
      ? `${JSON.stringify(flags.geoFile.length > 0 ? { ...report, geo } : report, null, 2)}\n`
      : reportText(report, lookups.now) + geoText(geo.record, geo.problems),
  );
  return exitCodeOf([report]);
}

async function printPhone(text: string, { json, phoneUrl }: WhoisFlags): Promise<0 | 2> {
  // The tables of all numbering plans are for nobody else.
  const { phoneTyped } = await import('../core/contacts/phones.ts');
  const { phoneText } = await import('../core/contacts/points-text.ts');
  const phone = phoneTyped(text);
  if (phone === null) {
    warn(noPhone(text));
    return 2;
  }
  const directory = phoneLookup(phoneUrl, phone);
  const url = directory.kind === 'address' ? directory.url : null;
  await print(
    json
      ? `${JSON.stringify({ ...phone, directory: url }, null, 2)}\n`
      : phoneText(phone, directory.kind === 'address' ? directory : { message: directory.message }),
  );
  return 0;
}

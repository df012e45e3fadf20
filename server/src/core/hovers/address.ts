/** What an IP address is, in words. */
import type { IpDefect, IpLiteral, IpRange } from '../net/ip.ts';
import { impossibleIpDefects, ipDefectWords } from '../net/ip-words.ts';
import { join, type Markdown, md, prose } from '../text/markdown.ts';
import { english } from '../text/said.ts';
import { plain } from '../text/plain.ts';

/** The range and what is odd about the notation. `text`: the analysed text, for the address as written. */
export function addressWords(text: string, ip: IpLiteral): Markdown {
  const written = text.slice(ip.start, ip.end);
  const same = plain(written).toLowerCase() === plain(ip.value).toLowerCase();
  return join(
    [
      ip.version === 6 && ip.valid ? md`IPv6.` : null,
      same ? null : md`Written here as ${written}.`,
      ip.range === 'invalid' ? null : ranges[ip.range],
      ...(ip.valid ? ip.defects : ip.defects.slice(0, 1)).map(defectWords),
      ip.defects.includes('leading-zero') && ip.valid
        ? md`Read as octal it is ${octal(written)}.`
        : null,
      ip.zone === null
        ? null
        : md`The zone ${ip.zone} is a network interface of that machine and means nothing elsewhere.`,
    ],
    ' ',
  );
}

const ranges = {
  public: md`A public address: somebody on the Internet, whose network can be looked up and told.`,
  documentation: md`An address for documentation (RFC 5737, RFC 3849): examples and anonymised mail have it, no machine does.`,
  private: md`A private address (RFC 1918 and the like): it means something inside one network only, and nobody else can tell whose.`,
  shared: md`A shared address (RFC 6598): a customer behind a carrier's address translation.`,
  loopback: md`The loopback address: the machine talks to itself.`,
  'link-local': md`A link-local address: a neighbour on the same cable.`,
  reserved: md`A reserved address: no client on the Internet has one.`,
} satisfies Record<Exclude<IpRange, 'invalid'>, Markdown>;

function defectWords(defect: IpDefect): Markdown {
  const words = prose(english(ipDefectWords[defect]));
  return impossibleIpDefects.includes(defect)
    ? md`**No machine can have it:** ${words} The server copies the address from the connection, so a person typed this one.`
    : words;
}

/** The other reading of `204.244.177.031`; octets that are no octal numbers stay decimal. */
function octal(written: string): string {
  return written
    .split('.')
    .map((octet) => (/^0[0-7]{1,3}$/.test(octet) ? parseInt(octet, 8) : Number(octet)))
    .join('.');
}

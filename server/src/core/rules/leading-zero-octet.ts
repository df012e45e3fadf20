/** `204.244.177.031`: people read 31, some programs read it as octal 25. */
import { plain } from '../text/plain.ts';
import { say, sentences } from '../text/said.ts';
import { defineRule } from './rule.ts';

export const leadingZeroOctet = defineRule({
  id: 'leading-zero-octet',
  about: 'oddAddress',
  level: 'information',
  effect: 'none',
  summary:
    'A number of the client address starts with a zero: decimal to people, octal to some programs.',
  *check({ route, text }) {
    for (const { index, received } of route.hops) {
      const ip = received.from?.ip;
      if (ip?.valid !== true || !ip.defects.includes('leading-zero')) continue;
      const written = text.slice(ip.start, ip.end);
      const octal = asOctal(written);
      const reading =
        octal === null
          ? null
          : say`Programs that take the zero as the mark of an octal number read ${octal} instead.`;
      yield {
        start: ip.start,
        end: ip.end,
        hop: index,
        message: sentences(
          say`${plain(written, 60)} is written with a leading zero and read here as ${ip.value}.`,
          reading,
        ),
      };
    }
  },
});

/** The address with zero-led numbers read as octal; null when that gives no address. */
function asOctal(written: string): string | null {
  const octets = written.split('.').map((octet) => {
    const octal = octet.length > 1 && octet.startsWith('0');
    if (octal && (octet.includes('8') || octet.includes('9'))) return Number.NaN;
    return Number.parseInt(octet, octal ? 8 : 10);
  });
  return octets.every((octet) => octet >= 0 && octet <= 255) ? octets.join('.') : null;
}

/** An address that no machine can have. The server copies it from the connection, so a person typed this one. */
import { plain } from '../text/plain.ts';
import { say, sentences, type Said } from '../text/said.ts';
import type { IpDefect } from '../net/ip.ts';
import { defineRule } from './rule.ts';

export const impossibleAddress = defineRule({
  id: 'impossible-address',
  about: 'oddAddress',
  level: 'error',
  effect: 'fabricated',
  summary: 'The client address is one that no machine can have (500.202.999.352, 000.000.000).',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      const ip = received.from?.ip;
      if (ip == null) continue;
      const defect = ip.defects.find((one) => sentenceOf.has(one));
      const sentence = defect === undefined ? undefined : sentenceOf.get(defect);
      if (sentence === undefined) continue;
      // Servers cut long addresses, and put zones and ports behind them as they like.
      const isMisprint = ip.version === 6;
      const by = received.by?.host;
      yield {
        start: ip.start,
        end: ip.end,
        hop: index,
        ...(isMisprint ? { level: 'information', effect: 'none' } : {}),
        message: sentences(
          sentence(plain(ip.value, 60)),
          isMisprint
            ? say`Some servers cut long addresses short or add to them; else a person typed this one.`
            : say`A mail server copies the client's address from the connection itself, so no honest server wrote this.`,
        ),
        ...(by == null
          ? {}
          : {
              related: [
                {
                  start: by.start,
                  end: by.end,
                  message: say`The server that is supposed to have seen it.`,
                },
              ],
            }),
      };
    }
  },
});

/** What is wrong with the address, as one sentence: the one that the picture of a route has room for. */
const sentenceOf = new Map<IpDefect, (address: string) => Said>([
  [
    'octet-above-255',
    (address) => say`${address} is an impossible address: no number of an address goes beyond 255.`,
  ],
  [
    'octet-count',
    (address) => say`${address} is an impossible address: an IPv4 address has four numbers.`,
  ],
  [
    'all-zero',
    (address) =>
      say`${address} is an impossible address: all zero means "no address", and no client connects from it.`,
  ],
  [
    'malformed-ipv6',
    (address) =>
      say`${address} is an impossible address: it looks like an IPv6 address and is none.`,
  ],
]);

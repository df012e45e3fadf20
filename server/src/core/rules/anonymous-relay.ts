/** A server that took the message from the network and recorded no client address: the 1997 pages' "insecure" server. */
import { isInsideName } from '../net/hosts.ts';
import { isDigit } from '../text/chars.ts';
import { plain } from '../text/plain.ts';
import type { Span } from '../text/span.ts';
import { defineRule } from './rule.ts';

export const anonymousRelay = defineRule({
  id: 'anonymous-relay',
  about: 'anonymous',
  level: 'warning',
  effect: 'none',
  summary: 'A server took the message from another host and recorded no client address.',
  *check({ text, route, kin }) {
    for (const { index, received, trust } of route.hops) {
      if (received.kind !== 'anonymous' || trust === 'own' || received.from === null) continue;
      const { from, by } = received;
      // Who logged in is known to the server, whatever it keeps to itself for the user's sake.
      if (from.auth !== null) continue;
      const name = from.helo ?? from.rdns;
      const server = by?.host?.value ?? null;
      // A house that names its own machines, or a service that hides where its customers sit.
      const isInside =
        name === null ||
        server === null ||
        isInsideName(name.value) ||
        isInsideName(server) ||
        kin(name.value, server);
      const wasTakenOut = holdsGap(text, from);
      const who = by?.host == null ? 'This server' : plain(by.host.value, 80);
      const claim =
        name === null
          ? ''
          : ` All that it kept is the name ${plain(name.value, 80)}, which the client may have made up.`;
      yield {
        start: name?.start ?? received.field.start,
        end: name?.end ?? received.field.nameEnd,
        hop: index,
        ...(isInside || wasTakenOut ? { level: 'information' } : {}),
        message: wasTakenOut
          ? `${who} recorded an address here, and somebody took it out of the copy that you have.`
          : `${who} took this message from another host and did not record its address.${claim} ${isInside ? 'It may be a handover inside a house, or a service that keeps the addresses of its customers to itself; only its logs know.' : 'Servers like this hide where mail comes from; only their logs still know.'}`,
        ...(by == null
          ? {}
          : {
              related: [
                {
                  start: by.start,
                  end: by.end,
                  message: 'Its postmaster can look the client up in the logs.',
                },
              ],
            }),
      };
    }
  },
});

/** Whether the server wrote an address and somebody took it out: `[REDACTED]`, `(192.0.x.x)`. */
function holdsGap(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 /* [ */) {
      if (text.slice(at + 2, Math.min(end, at + longestAddress)).includes(']')) return true;
    } else if (code === 40 /* ( */) {
      let digits = at + 1;
      while (isHexDigit(text.charCodeAt(digits)) && digits - at <= 4) digits++;
      const next = text.charCodeAt(digits);
      // A dot or a colon.
      if (digits > at + 1 && (next === 46 || next === 58)) return true;
    }
  }
  return false;
}
const longestAddress = 48;

function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);
}

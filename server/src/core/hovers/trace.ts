/** The name of a trace field: what such a field is, who wrote this one, whether it can be believed. */
import type { HopKind } from '../received/field.ts';
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { dialogue } from './dialogue.ts';
import { softwareWords } from './software.ts';
import { utc } from './time.ts';
import { verdict } from './trust.ts';
import { maySpeakSmtp } from './with.ts';

/** @param count how many trace fields the message has */
export function traceHover(hop: Hop, count: number): Markdown {
  const { kind, wasTakenOut } = hop.received;
  return join([
    md`**Trace field ${hop.index + 1} of ${count}.** ${verdict(hop)}`,
    story(hop),
    wasTakenOut ? takenOut : kinds[kind],
    (kind === 'relay' || kind === 'anonymous') && maySpeakSmtp(hop.received.with?.value ?? null)
      ? dialogue(hop)
      : null,
    md`Every server that takes the message puts such a field on top, so the newest stands first (RFC 5321 §4.4). Only those that your own servers wrote are sure: the sender can type the others.`,
  ]);
}

/** Who took the message from whom, and when. */
function story({ received, trust }: Hop): Markdown {
  const { by, from, date } = received;
  const server = by?.host?.value ?? by?.ip?.value ?? null;
  const client = from?.ip?.value ?? from?.rdns?.value ?? from?.helo?.value ?? null;
  const time = date?.time ?? null;
  const genuine = trust === 'own' || trust === 'border';
  const writer = genuine ? md`Written by` : md`It claims to be written by`;
  const software = by?.software == null ? md`` : md` (${by.software.value})`;
  return join(
    [
      server === null
        ? md`It does not say which server wrote it.`
        : client === null
          ? md`${writer} ${server}${software}.`
          : md`${writer} ${server}${software}, which took the message from ${client}.`,
      time === null ? md`It gives no readable date.` : md`Date: ${utc(time)}.`,
      softwareWords(received),
    ],
    ' ',
  );
}

const takenOut = md`**A handover whose client was made unknown:** the server wrote down an address, and somebody took it out of this copy. Whoever has the original can see it.`;

const kinds = {
  relay: null,
  local: md`**A handover inside one machine or one system** (a queue, a filter, a mailbox, a fetching program). It needs no client address, and none is missing.`,
  anonymous: md`**An anonymous handover:** the server plainly took the message from another host and wrote down no address. Whoever sends through such a server cannot be seen.`,
  unparsed: md`**Nothing sensible could be read here:** it has not the form of a trace field.`,
} satisfies Record<HopKind, Markdown | null>;

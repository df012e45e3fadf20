/** The `id` clause: the number under which the server's log knows the message. */
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { readQueueId } from './queue-id.ts';
import { exchangeBuild } from './software.ts';
import { duration, utc } from './time.ts';
import { standing } from './trust.ts';

export function idHover(hop: Hop): Markdown {
  const id = hop.received.id?.value ?? '';
  const build = exchangeBuild(id);
  if (build !== null)
    return join([
      md`**Id** ${id}: no queue id. Exchange writes the version of its software here: ${build}`,
      standing(hop),
    ]);
  return join([
    md`**Id** ${id}: the server's own name for the message. Its operator finds the message in the log by it; nobody else can make anything of it, so give it in a complaint.`,
    shape(hop, id),
    standing(hop),
  ]);
}

function shape({ received }: Hop, id: string): Markdown | null {
  const { family, date } = received;
  const time = date?.time ?? null;
  const read = readQueueId(id, family, time);
  switch (read?.kind) {
    case 'exim':
      return md`An id as Exim makes it: its first six characters are the time of arrival. ${born(read.time, time)}`;
    case 'postfix-long':
      return md`A long queue id of Postfix: it begins with the time of arrival. ${born(read.time, time)}`;
    case 'postfix':
      return md`A short queue id of Postfix: microseconds and the number of a file. It holds no date and is used again later.`;
    case 'sendmail':
      return md`A queue id of Sendmail since 8.10: its first six characters are the time of arrival, in UTC. ${born(read.time, time)}`;
    case 'sendmail-8':
      return md`A queue id of Sendmail before 8.10: ${read.letter} is the hour of arrival (between ${read.hour}:00 and ${read.hour}:59 by the server's own clock), the digits are a process number.`;
    case undefined:
      break;
  }
  if (id.includes('@')) return md`The Message-ID in place of a queue id.`;
  return null;
}

/** The time in an id beside the date of its field: forgers seldom know that the two belong together. */
function born(time: number, date: number | null): Markdown {
  if (date === null) return md`Here that is ${utc(time)}.`;
  const seconds = Math.round((date - time) / 1000);
  if (seconds === 0) return md`Here that is ${utc(time)}, the very second of the field's date.`;
  const apart = duration(Math.abs(seconds));
  const order = seconds < 0 ? md`after` : md`before`;
  return md`Here that is ${utc(time)}, ${apart} ${order} the field's date.`;
}

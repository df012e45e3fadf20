/** The `by` clause: the server that wrote the field. */
import type { Hop } from '../route/route.ts';
import { join, type Markdown, md } from '../text/markdown.ts';
import { addressWords } from './address.ts';
import { softwareWords } from './software.ts';
import { standing } from './trust.ts';

export function byHover(hop: Hop, text: string): Markdown {
  const { by } = hop.received;
  const host = by?.host ?? null;
  const ip = by?.ip ?? null;
  const software = by?.software ?? null;
  return join([
    host === null
      ? md`**By**: the server that took the message and wrote this field.`
      : md`**By** ${host.value}: the server that took the message and wrote this field. It signs the field, so this name is the most reliable one in it: as good as the field itself.`,
    ip === null ? null : md`Its own address: ${ip.value}. ${addressWords(text, ip)}`,
    software === null ? null : md`It calls itself ${software.value}.`,
    softwareWords(hop.received),
    standing(hop),
  ]);
}

/** Which recipients may be the spammer: those whose domain the message advertises, or names as its sender. Asks nobody. */
import { readBody } from '../body/body.ts';
import { fieldsNamed } from '../message/fields.ts';
import type { Header } from '../message/header.ts';
import { isListMail } from '../message/lists.ts';
import { readMailboxes } from '../message/mailboxes.ts';
import { isHostName, sameOrganisation } from '../net/hosts.ts';
import { isPublicProvider } from '../route/own-hosts.ts';
import { plain } from '../text/plain.ts';
import { say, type Said, type Value } from '../text/said.ts';
import { domainOf } from './address.ts';

/** A domain that the message itself puts forward, and where. */
export interface Promoted {
  readonly host: string;
  /** Goes on after "its domain stands in": `From`, `a link`. */
  readonly place: Value;
}

const senderFields = [
  ['from', 'From'],
  ['sender', 'Sender'],
  ['reply-to', 'Reply-To'],
  ['return-path', 'Return-Path'],
] as const;

/** So much of a body is looked at. UTF-16 units. */
const limit = 1024 * 1024;
const mostHosts = 500;

/** What the message puts forward, senders first; not the mailing list that it came through. */
export function promotedIn(text: string, header: Header): Promoted[] {
  const lists = listHosts(text, header);
  const found: Promoted[] = [];
  const seen = new Set<string>();
  const add = (host: string, place: Value): void => {
    const name = host.toLowerCase();
    if (found.length >= mostHosts || seen.has(name) || !isHostName(name)) return;
    seen.add(name);
    if (lists.some((list) => sameOrganisation(list, name))) return;
    found.push({ host: name, place });
  };
  for (const [key, name] of senderFields) {
    for (const domain of domainsIn(text, header, key)) add(domain, name);
  }
  for (const { host } of readBody(text, header, limit).links) add(host, say`a link`);
  for (const host of hostsIn(
    text,
    header.bodyStart,
    Math.min(header.end, header.bodyStart + limit),
  )) {
    add(host, say`a link`);
  }
  return found;
}

/**
 * A list server writes itself into Sender and Return-Path of what others wrote, and beneath their
 * texts where one can leave the list: that makes nobody a spammer. Whose own name stands in From is
 * no such server, whatever else the header says.
 */
function listHosts(text: string, header: Header): readonly string[] {
  if (!isListMail(header)) return [];
  const authors = [...domainsIn(text, header, 'from'), ...domainsIn(text, header, 'reply-to')];
  return [...domainsIn(text, header, 'sender'), ...domainsIn(text, header, 'return-path')].filter(
    (host) => authors.length > 0 && !authors.some((author) => sameOrganisation(author, host)),
  );
}

function domainsIn(text: string, header: Header, key: string): string[] {
  return fieldsNamed(header, key)
    .slice(0, 4)
    .flatMap((field) => readMailboxes(text, field.valueStart, field.end))
    .map(({ domain }) => domain);
}

/** The hosts of addresses written out in a text. */
function* hostsIn(text: string, start: number, end: number): Generator<string> {
  for (let at = text.indexOf('://', start); at >= 0 && at < end; at = text.indexOf('://', at + 3)) {
    const host = /^[A-Za-z0-9._-]{1,253}/.exec(text.slice(at + 3, at + 3 + 253))?.[0] ?? '';
    yield host.replace(/[.-]+$/, '');
  }
}

/** Why an address may be the spammer's, in one sentence; null when nothing speaks for it. */
export function suspicionOf(address: string, promoted: readonly Promoted[]): Said | null {
  const domain = domainOf(address);
  // Of a provider whose customers are strangers to each other, one customer's domain says nothing.
  if (!isHostName(domain) || isPublicProvider(domain)) return null;
  const match = promoted.find(({ host }) => sameOrganisation(host, domain));
  if (match === undefined) return null;
  return say`${plain(address)} may be the spammer's own: ${plain(match.host, 80)} stands in ${match.place} of the message. The network of the source address, or whoever connects it, is the better choice.`;
}

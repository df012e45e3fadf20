/** Why a hop has its trust, and why a source is the source: codes for machines, sentences for people. */
import type { ReceivedField } from '../received/field.ts';
import { plain } from '../text/plain.ts';
import { mailboxProviderOf } from './mailbox-providers.ts';

/** What the trust walk saw of a hop. */
export type TrustCause =
  | 'local-handover'
  | 'neighbour'
  | 'own-address'
  | 'own-name'
  | 'authenticated'
  | 'inside-provider'
  | 'same-organisation'
  | 'forwarder'
  | 'stranger'
  | 'stranger-unrecorded'
  | 'stranger-hidden'
  | 'authenticated-stranger'
  | 'oldest'
  | 'beneath-border'
  | 'fabricated'
  | 'beneath-fabricated';

/** One or two sentences, plain text. */
export function reasonOf(cause: TrustCause, field: ReceivedField): string {
  switch (cause) {
    case 'local-handover':
      return `A handover inside ${serverName(field)}: no stranger took part.`;
    case 'neighbour':
      return `The client's address is a private one: it stands in the same network as ${serverName(field)}.`;
    case 'own-address':
      return "The client's address is one of your own hosts.";
    case 'own-name':
      return 'The client is one of your own hosts.';
    case 'authenticated':
      return `The client authenticated itself at ${serverName(field)}. It is a server of the same house, and the next field was signed there, too.`;
    case 'inside-provider':
      return `The client's address belongs to the inside of the provider that ${serverName(field)} is a server of.`;
    case 'same-organisation':
      return "Client and server belong to the same organisation, and the client's server signed the next field.";
    case 'forwarder':
      return 'A forwarding service handed the message over. It acts for the reader, and its own server signed the next field.';
    case 'stranger':
      return `The last field that can be believed: ${serverName(field)} saw this stranger's address with its own eyes.`;
    case 'stranger-unrecorded':
      return `The last field that can be believed: ${serverName(field)} took the message from a stranger, ${field.wasTakenOut ? 'whose address somebody took out of this copy' : 'but wrote down no address'}.`;
    case 'stranger-hidden':
      return `The last field that can be believed: ${serverName(field)} took the message from a machine of its own network, but a stranger signed the next field. That machine hides who handed the message over.`;
    case 'authenticated-stranger':
      return `The last field that can be believed: ${serverName(field)} let this client in because it had authenticated itself, and saw its address with its own eyes.`;
    case 'oldest':
      return `The oldest field: ${serverName(field)} took the message from one of your own hosts, and nothing tells who gave it to that.`;
    case 'beneath-border':
      return 'It stands beneath the border: whoever handed the message over may have written it. Nothing disproves it.';
    case 'fabricated':
      return 'No honest server that saw what it says wrote this field.';
    case 'beneath-fabricated':
      return 'It stands beneath a fabricated field: whoever wrote that one wrote this one too.';
  }
}

/** Why the address at the border is the source. */
export function sourceReason(field: ReceivedField): string {
  return `${serverName(field)} received the message from this address and wrote it down; everything beneath that field is only claimed.${aside(field)}`;
}

/** The same for mail that says it came through a list: anybody can write that, so it is told as what it is. */
export function listSourceReason(field: ReceivedField): string {
  return `${serverName(field)} received the message from this address and wrote it down. The message calls itself mail of a list or a newsletter: then this is the server that sends for it, and who wrote it is told, if at all, by the fields beneath.${aside(field)}`;
}

/** What it means that the source is a server of a mailbox provider: two or three sentences, plain text. Null for other sources. */
export function providerReason(field: ReceivedField): string | null {
  const provider = mailboxProviderOf(field);
  return provider === null
    ? null
    : `This is one of the servers by which ${provider} sends the mail of its customers: most likely somebody used an account there, or had one forward the message. The address is ${provider}'s and tells nothing of the person. ${provider} knows which account it was, so its abuse desk is the one to tell.`;
}

function aside(field: ReceivedField): string {
  const reason = providerReason(field);
  return reason === null ? '' : ` ${reason}`;
}

/** Why an address beneath the border is the claimed origin. */
export function originReason(field: ReceivedField): string {
  return `The fields beneath the border say that ${serverName(field)} received the message from here. Nothing disproves them, and nothing proves them.`;
}

/** The server of a field, for sentences. */
function serverName({ by }: ReceivedField): string {
  if (by?.host != null) return plain(by.host.value, 80);
  return by?.ip != null ? plain(by.ip.value, 80) : 'the server';
}

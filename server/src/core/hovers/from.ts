/** The `from` clause: each fact about the client, and whether the client said it or the server saw it. */
import { sameOrganisation } from '../net/hosts.ts';
import type { Login, Peer } from '../received/field.ts';
import type { Hop } from '../route/route.ts';
import { providerReason } from '../route/reasons.ts';
import { join, type Markdown, md, prose } from '../text/markdown.ts';
import { english } from '../text/said.ts';
import { addressWords } from './address.ts';
import type { FromNode, PeerPart } from './node.ts';
import { familyName } from './software.ts';
import { claim, observation, standing } from './trust.ts';

/** The part under the cursor comes first; the others follow, the most reliable one first. */
export function fromHover(node: FromNode, text: string): Markdown {
  const { part, hop } = node;
  const first = part === null ? opening : sections[part](node, text);
  const rest = order.filter((other) => other !== part).map((other) => sections[other](node, text));
  return join([first, ...rest, standing(hop)]);
}

const opening = md`**From: the client** that handed the message over. What it said of itself is a claim; what the server saw is an observation, and counts for more.`;

const order: readonly PeerPart[] = ['ip', 'rdns', 'mayBeForged', 'helo', 'ident', 'auth', 'port'];

/** Null: nothing to say. */
type Section = (node: FromNode, text: string) => Markdown | null;

const sections = {
  ip({ hop, peer }, text) {
    const { kind } = hop.received;
    if (peer.ip !== null)
      return join(
        [
          md`**Client address** ${peer.ip.value}: ${observation(hop)}. A server takes it from the connection, where a client can hardly lie. ${addressWords(text, peer.ip)}`,
          hop.trust === 'border' ? providerWords(hop) : null,
        ],
        ' ',
      );
    if (hop.received.wasTakenOut)
      return md`**Client address**: the server wrote it down, and somebody took it out of this copy.`;
    return kind === 'anonymous'
      ? md`**Client address**: not recorded. Every server knows it, and every server should write it down; this one hides its clients.`
      : md`**Client address**: not recorded.`;
  },

  rdns({ hop, peer }) {
    if (peer.rdns !== null)
      return md`**Reverse name** ${peer.rdns.value}: ${observation(hop)}. A server asks the DNS for the name of the address; whoever runs that network chose it.`;
    if (peer.ip === null) return null;
    switch (peer.reverseLookup) {
      case 'none':
        return md`**Reverse name**: none. The server asked the DNS for the name of the address and got none that it could rely on.`;
      case 'not-recorded':
        return md`**Reverse name**: not recorded. ${familyName(hop.received.family)} never writes it down, so its absence says nothing.`;
      case 'recorded':
      case 'unknown':
        return md`**Reverse name**: not recorded. Whether the server looked it up stays open.`;
    }
  },

  mayBeForged({ peer }) {
    return peer.mayBeForged === null
      ? null
      : md`${'may be forged'}: the reverse name does not lead back to the address, or the address has none. Mostly that is careless DNS; but do not rely on the name.`;
  },

  helo({ hop, peer }) {
    if (peer.helo === null)
      return md`**HELO name**: not recorded. It would be the client's own word anyway.`;
    return join(
      [
        md`**HELO name** ${peer.helo.value}: ${claim(hop)}. The client introduced itself with it, and can say whatever it likes.`,
        peer.heloIp === null
          ? null
          : md`It is an address in place of a name: what the client believes its own address to be.`,
        nameCaveat(peer),
      ],
      ' ',
    );
  },

  ident({ hop, peer }) {
    return peer.ident === null
      ? null
      : md`**Ident user** ${peer.ident.value}: ${claim(hop)} of the client's own machine. The server asked it who was calling, and its ident service gave this name (RFC 1413): worth as much as whoever runs that machine.`;
  },

  auth({ hop, peer }) {
    return peer.auth === null
      ? null
      : md`**Authenticated** (${howOf(peer.auth)}): ${observation(hop)}. The client proved to the server that it is one of its users, so the server's operator knows who that was.`;
  },

  port({ hop, peer }) {
    return peer.port === null
      ? null
      : md`**Client port** ${peer.port.value}: ${observation(hop)}. Where many customers share one address, the provider needs it to tell them apart (RFC 6302).`;
  },
} satisfies Record<PeerPart, Section>;

function howOf({ value, user, mechanism }: Login): Markdown {
  if (user === null && mechanism === null) return md`${value}`;
  return join(
    [
      user === null ? null : md`user ${user.value}`,
      mechanism === null ? null : md`mechanism ${mechanism.value}`,
    ],
    ', ',
  );
}

function providerWords({ received }: Hop): Markdown | null {
  const reason = providerReason(received);
  return reason === null ? null : prose(english(reason));
}

/** What to make of two names, as the first spam hunters already knew. */
function nameCaveat({ helo, rdns, heloIp }: Peer): Markdown | null {
  if (helo === null || rdns === null || heloIp !== null) return null;
  if (helo.start === rdns.start)
    return md`This server writes the name once when it agrees with the reverse name.`;
  if (helo.value.toLowerCase() === rdns.value.toLowerCase())
    return md`It agrees with the reverse name.`;
  if (!helo.value.includes('.'))
    return md`A machine's short name: it says nothing about whose machine it is.`;
  if (sameOrganisation(helo.value, rdns.value))
    return md`It is not the reverse name, but of the same organisation.`;
  return md`The server found the name ${rdns.value} instead, and that one counts. The difference may be a spoof, or a provider that sends through a contracted service.`;
}

/** The SMTP conversation that must have produced a trace field (RFC 5321 §3), and how much of it the field recorded. */
import type { Peer, ReceivedField } from '../received/field.ts';
import type { Hop, Trust } from '../route/route.ts';
import { join, list, type Markdown, md } from '../text/markdown.ts';
import { exchangeBuild } from './software.ts';

export function dialogue({ received, trust }: Hop): Markdown {
  const { by, from, id, tls, envelopeFrom } = received;
  const protocol = protocolOf(received.with?.value ?? '');
  const host = by?.host?.value ?? by?.ip?.value ?? null;
  const auth = from?.auth ?? null;
  return join([
    md`${titles[trust]} (✓ recorded in the field, ? not recorded):`,
    list([
      host === null
        ? md`? server: 220 …`
        : md`✓ server: 220 ${host}${by?.software == null ? md`` : md` ${by.software.value}`}`,
      from?.helo == null
        ? md`? client: ${protocol.greeting} …`
        : md`✓ client: ${protocol.greeting} ${from.helo.value}`,
      greetingAnswer(from),
      ...(tls !== null || protocol.secured
        ? [md`✓ client: STARTTLS, or TLS from the first byte on`]
        : []),
      ...(auth === null ? [] : [md`✓ client: AUTH ${auth.value}`]),
      envelopeFrom === null
        ? md`? client: MAIL FROM …`
        : md`✓ client: MAIL FROM ${envelopeFrom.value}`,
      recipients(received),
      md`client: DATA, then the message with all the fields beneath this one`,
      id === null || exchangeBuild(id.value) !== null
        ? md`? server: 250 accepted`
        : md`✓ server: 250 ${id.value} accepted`,
    ]),
  ]);
}

const genuine = md`**The conversation behind it**`;
const doubtful = md`**The conversation that it claims**`;
const titles = {
  own: genuine,
  border: genuine,
  claimed: doubtful,
  contradicted: doubtful,
  'beneath-forgery': doubtful,
} satisfies Record<Trust, Markdown>;

/** `250 Hello lindsay@xx.fmp.com [204.244.177.31], pleased to meet you`: the server says whom it sees. */
function greetingAnswer(from: Peer | null): Markdown {
  const seen = join(
    [
      from?.ident == null ? null : md`${from.ident.value} at`,
      from?.rdns == null ? null : md`${from.rdns.value}`,
      from?.ip == null ? null : md`${from.ip.value}`,
    ],
    ' ',
  );
  return seen.source === '' ? md`? server: 250 Hello …` : md`✓ server: 250 Hello ${seen}`;
}

function recipients({ for: addresses }: ReceivedField): Markdown {
  const [first] = addresses;
  if (first === undefined) return md`? client: RCPT TO …`;
  return addresses.length === 1
    ? md`✓ client: RCPT TO ${first.value}`
    : md`✓ client: RCPT TO ${first.value} and ${addresses.length - 1} more`;
}

interface Protocol {
  readonly greeting: Markdown;
  /** The protocol's name says that TLS was used. */
  readonly secured: boolean;
}

/** RFC 5321 §4.1.1.1, RFC 2033 §4.1, RFC 3848. */
function protocolOf(name: string): Protocol {
  const lower = name.slice(0, 12).toLowerCase();
  const secured = /^(?:e|utf8)?[sl]mtpsa?$/.test(lower);
  if (lower.includes('lmtp')) return { greeting: md`LHLO`, secured };
  if (lower.startsWith('esmtp') || lower.startsWith('utf8')) return { greeting: md`EHLO`, secured };
  if (lower === 'smtp') return { greeting: md`HELO`, secured };
  return { greeting: md`HELO or EHLO`, secured };
}

/**
 * Writes a trace field from its facts: clauses in the order of RFC 5321 §4.4, one blank between words,
 * every note in one notation, and the client in the order of the family's row. For the property that
 * nothing is lost by it; the product never writes a trace field.
 */
import type { Family } from '../../../server/src/core/received/dialects.ts';
import type { Login, Peer, ReceivedField, Tls } from '../../../server/src/core/received/field.ts';

export function canonical(field: ReceivedField): string {
  const { from, by, via, id, envelopeFrom, tls, date, family } = field;
  const protocol = field.with;
  const software = by?.software ?? null;
  const clauses = [
    from === null ? null : clientOf(from, family),
    by === null
      ? null
      : `by ${[by.host?.value, by.ip && (by.host ? `([${by.ip.value}])` : `[${by.ip.value}]`)].filter(isText).join(' ')}`,
    software === null || software.value === protocol?.value ? null : `(${software.value})`,
    envelopeFrom === null ? null : `(envelope-from <${envelopeFrom.value}>)`,
    tls === null ? null : `(${tlsOf(tls)})`,
    from?.auth == null || from.auth.value === protocol?.value.toLowerCase()
      ? null
      : loginOf(from.auth),
    via === null ? null : `via ${via.value}`,
    protocol === null ? null : `with ${protocol.value}`,
    id === null ? null : `id ${id.value}`,
    field.for.length === 0 ? null : `for ${field.for.map(({ value }) => `<${value}>`).join(', ')}`,
  ];
  const text = clauses.filter(isText).join(' ');
  return date?.time == null
    ? text
    : `${text}; ${new Date(date.time).toUTCString().replace('GMT', '+0000')}`;
}

function isText(value: string | null | undefined): value is string {
  return value != null && value !== '';
}

function clientOf({ helo, rdns, ip, port, ident }: Peer, family: Family | null): string {
  const address =
    ip === null
      ? null
      : `[${ip.value}${ip.zone === null ? '' : `%${ip.zone}`}]${port === null ? '' : `:${port.value}`}`;
  const user = ident?.value;
  if (family?.addressFirst === true) {
    const said = [helo && `helo=${helo.value}`, user && `ident=${user}`].filter(isText).join(' ');
    if (rdns === null) return `from ${[address, said && `(${said})`].filter(isText).join(' ')}`;
    return `from ${rdns.value} (${[address, said].filter(isText).join(' ')})`;
  }
  const caller = user === undefined ? '' : `${user}@`;
  if (family?.first === 'rdns') {
    const seen = address === null ? caller && `(${caller})` : `(${caller}${address})`;
    return `from ${[rdns?.value ?? 'unknown', helo && `(HELO ${helo.value})`, seen].filter(isText).join(' ')}`;
  }
  const name = rdns?.value ?? (ip === null ? null : 'unknown');
  const seen = [name === null ? caller : `${caller}${name}`, address].filter(isText).join(' ');
  return `from ${[helo?.value, seen && `(${seen})`].filter(isText).join(' ')}`;
}

function tlsOf({ version, cipher }: Tls): string {
  return [version && `version=${version.value}`, cipher && `cipher=${cipher.value}`]
    .filter(isText)
    .join(' ');
}

function loginOf({ user, mechanism }: Login): string {
  if (user === null) return '(authenticated)';
  return mechanism === null
    ? `(Authenticated sender: ${user.value})`
    : `(user=${user.value} mech=${mechanism.value})`;
}

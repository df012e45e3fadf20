/** What an RDAP answer says (RFC 9083), read from JSON of which nothing is certain. Asks nobody. */
import { readIp } from '../../core/net/ip.ts';
import { plain } from '../../core/text/plain.ts';
import { readMailAddress } from '../mail-address.ts';
import { refuseUrl } from '../reach.ts';

/** Somebody who is responsible, by role. */
export interface RdapEntity {
  /** In lower case: `abuse`, `technical`, `registrar` … */
  readonly roles: readonly string[];
  /** The roles of the entities that this one stands in, outermost first. */
  readonly within: readonly (readonly string[])[];
  readonly handle: string;
  /** The name of the person or the role account, and of the organisation; empty when not told. */
  readonly name: string;
  readonly organisation: string;
  readonly mail: readonly string[];
  /** Web addresses of forms (RFC 8605), https only. */
  readonly forms: readonly string[];
  /** Where it tells more about itself; null when nowhere. */
  readonly self: string | null;
}

export interface RdapObject {
  readonly kind: 'ip network' | 'autnum' | 'domain' | 'entity';
  readonly handle: string;
  readonly name: string;
  /** `192.0.2.0/24, 198.51.100.0/25`, or `192.0.2.0 - 192.0.2.200`; `AS64496`; the domain. */
  readonly range: string;
  readonly parent: string;
  readonly country: string;
  readonly status: readonly string[];
  readonly registered: string;
  readonly changed: string;
  readonly expires: string;
  readonly nameServers: readonly string[];
  /** Everybody that is named at any depth, in the order of the answer, the outer before the inner. */
  readonly entities: readonly RdapEntity[];
  /** Where another server tells more: a registrar about a domain. */
  readonly related: readonly string[];
  /** Lines of the remarks. */
  readonly remarks: readonly string[];
}

/** RFC 9083 allows any depth; no registry goes further. */
const deepest = 5;
const mostEntities = 100;
const mostItems = 50;

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]).slice(0, mostItems) : [];
}

function objects(value: unknown): readonly Json[] {
  return items(value).filter(isObject);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? plain(String(value), 200) : '';
}

/** Null when the value is no RDAP object of a kind that we ask for: an error, a list, something else. */
export function readRdap(value: unknown): RdapObject | null {
  if (!isObject(value)) return null;
  const kind = kinds.find((one) => one === value['objectClassName']);
  if (kind === undefined) return null;
  const events = objects(value['events']);
  const eventDate = (action: string): string => {
    const event = events.find((one) => text(one['eventAction']).toLowerCase() === action);
    return text(event?.['eventDate']).slice(0, 10);
  };
  const entities: RdapEntity[] = [];
  // An entity tells of itself what others tell of theirs.
  if (kind === 'entity') collectEntities([value], [], entities);
  else collectEntities(objects(value['entities']), [], entities);
  return {
    kind,
    handle: text(value['handle']),
    name: text(kind === 'domain' ? value['ldhName'] : value['name']),
    range: rangeOf(kind, value),
    parent: text(value['parentHandle']),
    country: text(value['country']),
    status: items(value['status'])
      .map(text)
      .filter((one) => one !== ''),
    registered: eventDate('registration'),
    changed: eventDate('last changed'),
    expires: eventDate('expiration'),
    nameServers: objects(value['nameservers'])
      .map((server) => text(server['ldhName']).toLowerCase())
      .filter((name) => name !== ''),
    entities,
    related: objects(value['links'])
      .filter((link) => link['rel'] === 'related' && isRdapType(link['type']))
      .map((link) => text(link['href']))
      .filter((href) => href !== ''),
    remarks: objects(value['remarks'])
      .flatMap((remark) => items(remark['description']))
      .map(text)
      .filter((line) => line !== ''),
  };
}

const kinds = ['ip network', 'autnum', 'domain', 'entity'] as const;

function isRdapType(type: unknown): boolean {
  return typeof type === 'string' && type.toLowerCase().startsWith('application/rdap+json');
}

function collectEntities(
  entities: readonly Json[],
  within: RdapEntity['within'],
  found: RdapEntity[],
): void {
  for (const entity of entities) {
    if (found.length === mostEntities) return;
    const read = readEntity(entity, within);
    found.push(read);
    if (within.length < deepest) {
      collectEntities(objects(entity['entities']), [...within, read.roles], found);
    }
  }
}

function readEntity(entity: Json, within: RdapEntity['within']): RdapEntity {
  const card = readCard(entity['vcardArray']);
  const roles = items(entity['roles']).map((role) => text(role).toLowerCase());
  const self = objects(entity['links']).find(({ rel }) => rel === 'self')?.['href'];
  return {
    roles,
    within,
    handle: text(entity['handle']),
    name: card.name,
    organisation: card.organisation,
    mail: card.mail,
    forms: card.forms,
    self: typeof self === 'string' ? self : null,
  };
}

/** jCard (RFC 7095): `["vcard", [[name, parameters, type, value, …], …]]`. */
function readCard(value: unknown): Pick<RdapEntity, 'name' | 'organisation' | 'mail' | 'forms'> {
  let name = '';
  let organisation = '';
  const mail: string[] = [];
  const forms: string[] = [];
  for (const property of items(items(value)[1])) {
    const [key, , , first] = items(property);
    const value = text(Array.isArray(first) ? (first as unknown[])[0] : first);
    switch (text(key).toLowerCase()) {
      case 'fn':
        name ||= value;
        break;
      case 'org':
        organisation ||= value;
        break;
      case 'email':
        for (const part of value.split(/[\s,;]+/)) {
          const address = readMailAddress(part);
          if (address !== null && !mail.includes(address)) mail.push(address);
        }
        break;
      case 'contact-uri': {
        const form = readForm(value);
        if (form !== null && !forms.includes(form)) forms.push(form);
      }
    }
  }
  return {
    name: withoutPlaceholder(name),
    organisation: withoutPlaceholder(organisation),
    mail,
    forms,
  };
}

/** A web page that a person may open: of a public host, nothing but a place. */
function readForm(value: string): string | null {
  return value.length < 200 && refuseUrl(value) === null ? new URL(value).href : null;
}

/** Registries write into fields what they do not tell. */
function withoutPlaceholder(value: string): string {
  return /^(?:redacted|not disclosed|please query|data protected|private|n\/a$|-+$)/i.test(value)
    ? ''
    : value;
}

function rangeOf(kind: RdapObject['kind'], value: Json): string {
  switch (kind) {
    case 'ip network': {
      const cidrs = objects(value['cidr0_cidrs']).flatMap((cidr) => {
        const prefix = addressOf(cidr['v4prefix'] ?? cidr['v6prefix']);
        const length = cidr['length'];
        return prefix !== '' && typeof length === 'number' ? [`${prefix}/${length}`] : [];
      });
      if (cidrs.length > 0) return cidrs.slice(0, 8).join(', ');
      const start = addressOf(value['startAddress']);
      const end = addressOf(value['endAddress']);
      if (start === '' || end === '') return '';
      return start === end ? start : `${start} - ${end}`;
    }
    case 'autnum': {
      const start = value['startAutnum'];
      const end = value['endAutnum'];
      if (typeof start !== 'number') return '';
      return typeof end === 'number' && end !== start ? `AS${start} - AS${end}` : `AS${start}`;
    }
    case 'domain':
      return text(value['ldhName']).toLowerCase();
    case 'entity':
      return '';
  }
}

/** LACNIC writes `startAddress` with the length of the network behind it. */
function addressOf(value: unknown): string {
  const written = text(value).replace(/\/\d+$/, '');
  const ip = readIp(written, 0, written.length);
  return ip?.valid === true ? ip.value : '';
}

/** Where a telephone number is looked up: an address that the user set, with the number in it. Opens nothing. */
import type { PhonePoint } from '../core/contacts/point.ts';
import { plain } from '../core/text/plain.ts';
import { quote } from './subject.ts';

/**
 * What a template may hold, each percent-encoded where it stands:
 * `{number}` E.164 with its plus (`%2B12015550123`) · `{digits}` the same without it
 * (`12015550123`) · `{national}` the digits that are dialled inside the country (`2015550123`) ·
 * `{country}` the country's ISO 3166 code in lower case (`us`).
 */
const variables = ['number', 'digits', 'national', 'country'] as const;

type Variable = (typeof variables)[number];

export type PhoneLookup =
  | { readonly kind: 'address'; readonly url: string }
  /** `message` says what is wrong with the template or the number, and what to do; nothing was opened. */
  | { readonly kind: 'failed'; readonly message: string };

/** Longer ones are nobody's lookup. UTF-16 units. */
const longestTemplate = 1000;

/**
 * What is wrong with the template, as a sentence; null when nothing is. Only https, so that nobody on
 * the way reads whom somebody looks up; no variable in the host, so that no message chooses it.
 */
export function faultOfPhoneTemplate(template: string): string | null {
  const wrong = (what: string): string =>
    `The address for looking up telephone numbers in the settings, "${plain(template, 120)}", ${what}. Correct it and try again; nothing was looked up.`;
  if (template.trim() === '') {
    return 'No address for looking up telephone numbers is set. Set one with {number} in it, such as https://directory.example/search?q={number}; nothing was looked up.';
  }
  if (template.length > longestTemplate) return wrong('is too long');
  const names = variablesIn(template);
  const unknown = names.find((name) => !isVariable(name));
  if (unknown !== undefined) {
    const known = variables.map((name) => `{${name}}`).join(', ');
    return wrong(`holds {${plain(unknown, 30)}}; what can stand there is ${known}`);
  }
  const url = parse(fill(template, () => 'x'));
  if (url === null) return wrong('is no address of the web');
  if (url.protocol !== 'https:') return wrong('does not begin with https://');
  if (url.username !== '' || url.password !== '') return wrong('holds a user name or a password');
  if (!names.some((name) => name === 'number' || name === 'digits' || name === 'national')) {
    return wrong('has no place for the number: {number}');
  }
  return parse(fill(template, () => 'y'))?.host === url.host
    ? null
    : wrong('has a variable in its host');
}

/** The address that a browser is to open for the number. */
export function phoneLookup(
  template: string,
  phone: Pick<PhonePoint, 'value' | 'national' | 'country'>,
): PhoneLookup {
  const failed = (message: string): PhoneLookup => ({ kind: 'failed', message });
  const fault = faultOfPhoneTemplate(template);
  if (fault !== null) return failed(fault);
  if (!/^\+\d{7,15}$/.test(phone.value)) {
    return failed(`"${plain(phone.value, 40)}" is no telephone number; nothing was looked up.`);
  }
  const digits = phone.value.slice(1);
  const values: Readonly<Record<Variable, string>> = {
    number: phone.value,
    digits,
    national: phone.national?.replace(/\D/g, '') ?? digits,
    country: phone.country?.toLowerCase() ?? '',
  };
  const url = parse(fill(template, (name) => encodeURIComponent(values[name])));
  return url === null
    ? failed(
        `${phone.value} makes no address of the web in the place that the settings give it; nothing was looked up.`,
      )
    : { kind: 'address', url: url.href };
}

/** Whether a person who asks about something means a telephone number: nothing else begins with a plus. */
export function meansPhone(text: string): boolean {
  return text.trim().startsWith('+');
}

export function noPhone(text: string): string {
  return `${quote(text)} is no telephone number in its international form ("+1 201 555 0123"); nothing was looked up.`;
}

function variablesIn(template: string): string[] {
  return Array.from(template.matchAll(/\{([^{}]{0,50})\}/g), ([, name = '']) => name);
}

function isVariable(name: string): name is Variable {
  return variables.some((one) => one === name);
}

function fill(template: string, value: (name: Variable) => string): string {
  return template
    .trim()
    .replace(/\{([^{}]{0,50})\}/g, (whole, name: string) =>
      isVariable(name) ? value(name) : whole,
    );
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

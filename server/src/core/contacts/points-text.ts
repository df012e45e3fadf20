/** The contact points of a message as plain text, for a read-only document. */
import { plain } from '../text/plain.ts';
import { english } from '../text/said.ts';
import { phoneTypeWords } from './phone-types.ts';
import type { ContactPoint, PhonePoint } from './point.ts';
import type { ContactPoints } from './points.ts';
import type { FoundPhone } from './phones.ts';

const titles = {
  mail: 'Mailboxes',
  url: 'Sites',
  phone: 'Telephones',
  postal: 'Postal addresses',
} as const satisfies Record<ContactPoint['kind'], string>;

/**
 * Ends in a line break. Addresses of sites are shown so that no program makes a link of them.
 * @param directory gives the address where a telephone number can be looked up; null where none is set
 */
export function pointsText(
  { points, cut }: ContactPoints,
  directory: (phone: PhonePoint) => string | null,
): string {
  const kinds = Object.keys(titles) as ContactPoint['kind'][];
  const sections = kinds.flatMap((kind) => {
    const found = points.filter((point) => point.kind === kind);
    return found.length === 0
      ? []
      : [titles[kind], '', ...found.flatMap((point) => pointLines(point, directory)), ''];
  });
  if (sections.length === 0) sections.push('The message names no way to answer it.', '');
  if (cut) sections.push('Only the first part of the message was searched.', '');
  return `${sections.join('\n').trimEnd()}\n`;
}

/**
 * What can be told of a telephone number without asking anybody. Ends in a line break.
 * @param phone how often a message names it, and why it counts: where there is a message
 * @param directory the address where it can be looked up, or a sentence that says why there is none
 */
export function phoneText(
  phone: Omit<FoundPhone, 'start' | 'end'> & Partial<Pick<PhonePoint, 'times' | 'why'>>,
  directory: { readonly url: string } | { readonly message: string },
): string {
  const { value, international, national, country, extension, vanity, type, times } = phone;
  const facts = [
    ['E.164', value],
    ['Inside the country', national],
    ['Country', country === null ? null : `${countryName(country)} (${country})`],
    ['Kind', type && english(phoneTypeWords[type])],
    ['Extension', extension],
    ['Spelled', vanity === null ? null : plain(vanity.spelled, 40)],
    ['In the message', times === undefined ? null : times > 1 ? `${times} times` : 'once'],
  ] as const;
  const lines = facts.flatMap(([title, fact]) =>
    fact == null ? [] : [`  ${`${title}:`.padEnd(21)}${fact}`],
  );
  const [where, next] =
    'url' in directory
      ? [
          directory.url,
          'Nobody was asked. Whoever runs this directory learns which number you look up when you open it.',
        ]
      : [directory.message, null];
  return [
    `About ${international}`,
    '',
    ...lines,
    '',
    `  ${phone.why ?? (phone.assigned ? 'The numbering plan of today has such numbers.' : unassigned)}`,
    '',
    'Look it up',
    '',
    `  ${where}`,
    ...(next === null ? [] : [`  ${next}`]),
    '',
  ].join('\n');
}

/** Said of a number that no plan knows. */
const unassigned = 'The numbering plan of today knows no such number; it may have known it once.';

/** As English has it; the code itself where it has no name. */
function countryName(code: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
}

function pointLines(
  point: ContactPoint,
  directory: (phone: PhonePoint) => string | null,
): readonly string[] {
  const { value, why, times } = point;
  const often = times > 1 ? ` (${times} times)` : '';
  switch (point.kind) {
    case 'mail':
    case 'postal':
      return [`  ${plain(value, 300)}${often}`, `      ${why}`];
    case 'url':
      return [`  ${defanged(plain(value, 300))}${often}`, `      ${why}`];
    case 'phone': {
      const { international, type, country, vanity, assigned } = point;
      const notes = [
        country,
        type && english(phoneTypeWords[type]),
        vanity === null ? null : `spelled ${plain(vanity.spelled, 40)}`,
        assigned ? null : "not in today's numbering plan",
      ].filter((note) => note != null);
      const address = directory(point);
      return [
        `  ${international}${often}${notes.length === 0 ? '' : `: ${notes.join(', ')}`}`,
        `      ${why}`,
        ...(address === null ? [] : [`      ${address}`]),
      ];
    }
  }
}

/** As analysts write it: nobody gets there by a slip of the mouse. */
function defanged(url: string): string {
  return url.replace(/^http/i, 'hxxp').replaceAll('.', '[.]');
}

/** The languages of our letters, the variables in them, and the texts that the user put in their place. */
import {
  fillTemplate,
  parseTemplate,
  type Template,
  type TemplateFault,
  type Values,
} from '../template.ts';
import { say } from '../../text/said.ts';
import { de } from './de.ts';
import { en, type TextId, type Texts } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';

/** The explicit list; the first is the default. */
export const languages = [
  { id: 'en', name: 'English', texts: en },
  { id: 'de', name: 'Deutsch', texts: de },
  { id: 'fr', name: 'Français', texts: fr },
  { id: 'es', name: 'Español', texts: es },
  { id: 'ja', name: '日本語', texts: ja },
] as const satisfies readonly {
  readonly id: string;
  readonly name: string;
  readonly texts: Texts;
}[];

export type Language = (typeof languages)[number]['id'];

/** Every variable of every text, and what it holds. One that is not known is empty. */
export const variables = {
  subject: 'the subject of the message, decoded, on one line, at most 150 characters',
  source: 'the source address',
  'source-name': 'the name that the receiving server looked up for it',
  port: 'the port of the source, where it was recorded',
  time: 'when the source handed the message over, in UTC: 1997-04-21 22:53:13',
  recorder: 'the server that saw the source',
  provider: 'the mailbox provider whose server the source is',
  server: 'the relay that the letter is about',
  helo: 'the name that the client greeted with',
  scope: 'what the recipients answer for: a network, a domain, a number',
  earlier:
    'the day of your last complaint to the network about the same source, when the message came after it',
  separately: 'holds something when those who are responsible for the source are told, too',
  unproven: 'holds something when the field of the relay may have been made up',
  facts: 'the table of facts',
  belief: 'why this hop is believed and not those beneath',
  beneath: 'in the text "belief": what is to be thought of the fields beneath',
  count: 'how many fields, lines or more things the text is about',
  'origin-address': 'where the fields beneath say that the message began',
  learned: 'what you ticked to be said besides',
  legal: 'the legal paragraphs that you chose',
  about: 'in the texts "about-which" and "campaign-…": what of the message is meant',
  first: 'in the texts "campaign-…": the day of the first of the other messages',
  last: 'in the texts "campaign-…": that of the last, where it is another',
  sources: 'in the texts "campaign-…": where they came from',
  evidence: 'how the message is enclosed',
  redacted: 'holds something when addresses of yours in the message were replaced',
  password: 'the password of the archive',
  signature: 'your name and your address, a line each',
  name: 'your name',
  address: 'your address',
  file: 'the name of the part that was left out',
  size: 'its size in bytes',
  encoding: 'what a part was encoded in',
} as const satisfies Readonly<Record<string, string>>;

export type Variable = keyof typeof variables;

const variableNames: ReadonlySet<string> = new Set(Object.keys(variables));

/** The texts that are whole letters: their first line is `Subject: …`. */
export const letterIds = [
  'network',
  'drop-box',
  'web-host',
  'registrar',
  'phone-carrier',
  'anonymous-relay',
  'open-relay',
  'upstream',
  'own-provider',
  'forged-domain',
  'nobody',
  'inquiry',
] as const satisfies readonly TextId[];

export type LetterId = (typeof letterIds)[number];

export const textIds: readonly TextId[] = Object.keys(en) as TextId[];

export function isTextId(value: unknown): value is TextId {
  return typeof value === 'string' && Object.hasOwn(en, value);
}

export function isLanguage(value: unknown): value is Language {
  return languages.some(({ id }) => id === value);
}

/** What was put in the place of a text and cannot be used. */
export interface TextFault extends TemplateFault {
  readonly id: TextId;
}

/** The user's own texts by what they replace. */
export type OwnTexts = ReadonlyMap<TextId, string>;

const subjectStart = 'Subject: ';

/** The texts of a language with the user's own in their place. A text with a fault is not used: ours stands in. */
export class Phrasebook {
  readonly faults: readonly TextFault[];
  readonly #texts: Texts;
  readonly #own = new Map<TextId, Template>();

  constructor(language: Language, own: OwnTexts = new Map()) {
    this.#texts = (languages.find(({ id }) => id === language) ?? languages[0]).texts;
    const faults: TextFault[] = [];
    for (const [id, text] of own) {
      const template = parseTemplate(text, variableNames);
      const found = [...template.faults];
      if (isLetter(id) && !text.startsWith(subjectStart)) {
        found.unshift({
          start: 0,
          end: endOfFirstLine(text),
          message: say`A letter begins with its subject, in a line "Subject: …".`,
        });
      }
      faults.push(...found.map((fault) => ({ ...fault, id })));
      if (found.length === 0) this.#own.set(id, template);
    }
    this.faults = faults;
  }

  say(id: TextId, values: Values = noValues): string {
    const template = this.#own.get(id) ?? parseTemplate(this.#texts[id], variableNames);
    return fillTemplate(template, values);
  }

  /** A whole letter: its subject, and what stands beneath it. */
  write(id: LetterId, values: Values): { readonly subject: string; readonly text: string } {
    const filled = this.say(id, values);
    const end = endOfFirstLine(filled);
    return { subject: filled.slice(subjectStart.length, end).trim(), text: filled.slice(end) };
  }
}

const noValues: Values = new Map();

function isLetter(id: TextId): boolean {
  return letterIds.some((letter) => letter === id);
}

function endOfFirstLine(text: string): number {
  const end = text.search(/[\r\n]/);
  return end === -1 ? text.length : end;
}

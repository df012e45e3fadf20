/** Queue ids of mail servers that hold a time. Numbers in, numbers out; words are elsewhere. */
import type { Family } from '../received/dialects.ts';

export type QueueId =
  | { readonly kind: 'exim' | 'postfix-long' | 'sendmail'; readonly time: number }
  | { readonly kind: 'postfix' }
  | { readonly kind: 'sendmail-8'; readonly letter: string; readonly hour: number };

const digits = '0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = 'abcdefghijklmnopqrstuvwxyz';
/** Exim's string_base62. */
const base62 = digits + upper + lower;
/** Postfix's safe alphabet: no vowels, so that no id is a rude word. */
const base52 = base62.replaceAll(/[aeiouAEIOU]/g, '');
/** Sendmail's, for seconds and minutes. */
const base60 = base62.slice(0, 60);

/** Later than any mail, in milliseconds: 2100-01-01. */
const tooLate = 4_102_444_800_000;

/**
 * What an id tells; null when it is of no known shape, or when what it holds is no time of mail.
 * @param date the field's own date in milliseconds, to find the century of Sendmail's ids
 */
export function readQueueId(
  id: string,
  family: Family | null,
  date: number | null,
): QueueId | null {
  if (id.length > 40) return null;
  switch (family?.id ?? '') {
    case 'exim':
      return timed('exim', eximTime(id));
    case 'postfix':
      return /^[0-9A-F]{6,16}$/.test(id)
        ? { kind: 'postfix' }
        : timed('postfix-long', postfixTime(id));
    case 'sendmail':
    case 'sendmail-smi':
    case 'sendmail-sunos':
      return sendmail8(id) ?? timed('sendmail', sendmailTime(id, date));
    default:
      return null;
  }
}

function timed(kind: 'exim' | 'postfix-long' | 'sendmail', time: number | null): QueueId | null {
  return time === null || time <= 0 || time >= tooLate ? null : { kind, time };
}

/** `1uBbTz-0004kQ-2S`, since 4.97 `1rUq2S-00000001abc-1XyZ`: seconds since 1970, then process and fraction. */
function eximTime(id: string): number | null {
  return /^[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})$/.test(
    id,
  )
    ? seconds(id.slice(0, 6), base62)
    : null;
}

/** Seconds since 1970 in six digits or more, microseconds in four, `z`, the number of the file. */
function postfixTime(id: string): number | null {
  const mark = id.lastIndexOf('z');
  return mark < 10 ? null : seconds(id.slice(0, mark - 4), base52);
}

function seconds(text: string, alphabet: string): number | null {
  let value = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return null;
    value = value * alphabet.length + digit;
  }
  return value * 1000;
}

/** `RAA01500`: the hour as a letter, two letters that count up, the process. */
function sendmail8(id: string): QueueId | null {
  if (!/^[A-X][A-Z]{2}\d{3,6}$/.test(id)) return null;
  const letter = id.charAt(0);
  return { kind: 'sendmail-8', letter, hour: letter.charCodeAt(0) - 65 };
}

/** `52B6fKx2031187`: year (of 60), month, day, hour, minute, second, one or two that count, the process. */
function sendmailTime(id: string, date: number | null): number | null {
  if (!/^[0-9A-Za-x]{7,8}\d{5,8}$/.test(id)) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = Array.from(
    id.slice(0, 6),
    (character) => base60.indexOf(character),
  );
  if (month > 11 || day < 1 || day > 31 || hour > 23) return null;
  const near = date === null ? 2020 : new Date(date).getUTCFullYear();
  // The year counts from 1900 and comes round every 60 years: 1900, 1960, 2020 …
  const full = 1900 + year + 60 * Math.round((near - 1900 - year) / 60);
  return Date.UTC(full, month, day, hour, minute, second);
}

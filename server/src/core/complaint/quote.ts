/**
 * A message as the text of a letter, as complaints had it in 1997: the header whole, long texts
 * trimmed, big files named instead of quoted. Changes no byte that traces anybody.
 */
import { decodeBody } from '../body/decode.ts';
import { scanHeader } from '../message/fields.ts';
import { isEncoded, partsOf, transferEncoding } from '../message/mime.ts';
import { decodeText, decodeLatin1, encodeLatin1 } from '../text/latin1.ts';
import { isHidden } from '../text/plain.ts';
import { attachmentOf } from './attachments.ts';
import { plainValue } from './letter.ts';
import { parameterOf } from './parameters.ts';
import type { Phrasebook } from './texts/languages.ts';
import { trimLines } from './trim.ts';

/** Files up to here are quoted as they stand. Bytes. */
const largestQuotedFile = 8 * 1024;

/** Beyond this nothing of a body is quoted: nobody reads it in a letter. UTF-16 units. */
const longestBody = 512 * 1024;

/**
 * Lines separated by LF, between marks; each file that was left out is named in `left`.
 * @param redacted addresses of the reader were replaced in it
 */
export function quoteMessage(
  bytes: Uint8Array,
  phrases: Phrasebook,
  redacted: boolean,
): { readonly text: string; readonly left: readonly string[] } {
  const text = decodeLatin1(bytes);
  const header = scanHeader(text);
  const left: string[] = [];
  const out: string[] = [readable(text.slice(header.start, header.bodyStart))];
  let at = header.bodyStart;
  for (const part of partsOf(text, header, text.length)) {
    const { header: own, type, delimiters } = part;
    if (delimiters !== null || own.bodyStart < at) continue;
    // The frame: delimiter lines, and the header of the part.
    out.push(readable(text.slice(at, own.bodyStart)));
    at = own.end;
    const size = own.end - own.bodyStart;
    const encoding = transferEncoding(text, own);
    const attachment = attachmentOf(text, part);
    if ((attachment !== null && size > largestQuotedFile) || size > longestBody) {
      const file = attachment?.name || plainValue(type);
      left.push(file);
      out.push(
        phrases.say(
          'mark-part',
          new Map([
            ['file', file],
            ['size', String(size)],
          ]),
        ),
      );
    } else if (!type.startsWith('text/')) {
      // The header of a message forwarded inside is a header, too.
      out.push(readable(text.slice(own.bodyStart, own.end)));
    } else {
      const body = decodeBody(text, own.bodyStart, own.end, encoding, longestBody);
      if (isEncoded(encoding)) {
        out.push(phrases.say('mark-decoded', new Map([['encoding', plainValue(encoding)]])));
      }
      const lines = readable(body, parameterOf(text, own, 'content-type', 'charset')).split('\n');
      out.push(
        trimLines(lines, (count) =>
          phrases.say('mark-lines', new Map([['count', String(count)]])),
        ).join('\n'),
      );
    }
  }
  out.push(readable(text.slice(at, header.end)));
  const body = out.filter((piece) => piece !== '').map((piece) => piece.replace(/\n$/, ''));
  const start = phrases.say('mark-start', new Map([['redacted', redacted ? 'true' : '']]));
  const quoted = [start, '', ...body, '', phrases.say('mark-end')].join('\n');
  return { text: `${quoted}\n`, left };
}

/** As text, with what nobody sees made visible: lines and tabs stay. */
function readable(bytes: string, charset = ''): string {
  const text = decodeCharset(encodeLatin1(bytes), charset).replace(/\r\n?/g, '\n');
  let out = '';
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(code);
    at += character.length;
    const shown = code === 0x0a || code === 0x09 || !isHidden(code);
    out += shown ? character : `\\u{${code.toString(16)}}`;
  }
  return out;
}

/** Of charsets that say one byte a character, whatever was written is read: they are what programs write without knowing. */
function decodeCharset(bytes: Uint8Array, charset: string): string {
  try {
    const decoder = new TextDecoder(charset, { fatal: true });
    if (decoder.encoding !== 'windows-1252') return decoder.decode(bytes);
  } catch {
    // No such charset, or not what is there.
  }
  return decodeText(bytes);
}

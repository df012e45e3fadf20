/** Where an address stood in a trace field before somebody blanked it out. Knows brackets and digits, no servers. */
import { isDigit } from '../text/chars.ts';
import type { Span } from '../text/span.ts';
import type { ReceivedField } from './field.ts';

/** Whether the server wrote an address and somebody took it out: `[REDACTED]`, `(192.0.x.x)`. */
export function holdsGap(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 /* [ */) {
      if (text.slice(at + 2, Math.min(end, at + longestAddress)).includes(']')) return true;
    } else if (code === 40 /* ( */) {
      let digits = at + 1;
      while (isHexDigit(text.charCodeAt(digits)) && digits - at <= 4) digits++;
      const next = text.charCodeAt(digits);
      // A dot or a colon.
      if (digits > at + 1 && (next === 46 || next === 58)) return true;
    }
  }
  return false;
}
const longestAddress = 48;

/** Whether the server wrote down no client at all: what was taken out of the copy is no fault of its own. */
export function hidesClient({
  kind,
  wasTakenOut,
}: Pick<ReceivedField, 'kind' | 'wasTakenOut'>): boolean {
  return kind === 'anonymous' && !wasTakenOut;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);
}

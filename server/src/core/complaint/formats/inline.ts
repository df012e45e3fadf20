/** The letter with the message beneath it in the same text, as complaints were written in 1997. */
import { textPart } from '../mime.ts';
import { quoteMessage } from '../quote.ts';
import { listed, say, type Said } from '../../text/said.ts';
import { defineFormat, type FormatContext, type FormatJob, type Written } from './format.ts';

export function refuseArchive({ archived }: FormatContext): Said | null {
  return archived
    ? say`The message is to go into an archive, and this format has the message in its text.`
    : null;
}

/** The letter with the message quoted in it. */
export function writeInline({
  incident: { evidence },
  redacted,
  phrases,
  letter,
}: FormatJob): Written {
  const { subject, text } = letter({ kind: 'inline' });
  const quoted = quoteMessage(evidence, phrases, redacted);
  const whole = `${text}\n${quoted.text}`;
  const notices =
    quoted.left.length === 0
      ? []
      : [
          say`Left out of the letter for their size: ${listed(quoted.left)}. The format "letter" attaches the whole message.`,
        ];
  return { subject, text: whole, multipart: 'mixed', parts: [textPart(whole)], notices };
}

export const inline = defineFormat({
  id: 'inline',
  title: 'Letter with the message in its text',
  summary:
    'For desks that open no attachments: whole headers, a long body trimmed where nobody can be traced.',
  output: 'file',
  refuse: refuseArchive,
  write: writeInline,
});

/** The plain letter with the original attached (message/rfc822): for people, and for every mail program. */
import { filePart, messagePart, textPart } from '../mime.ts';
import { defineFormat } from './format.ts';

export const letter = defineFormat({
  id: 'letter',
  title: 'Letter',
  summary: 'A plain letter with the original message attached. Everybody can read it.',
  output: 'file',
  refuse: () => null,
  write({ archive, incident: { evidence }, fileName, letter: write }) {
    const { subject, text } = write(
      archive === null ? { kind: 'attached' } : { kind: 'archived', password: archive.password },
    );
    const enclosed =
      archive === null
        ? messagePart(evidence, fileName)
        : filePart(archive.bytes, 'application/zip', `${fileName || 'message.eml'}.zip`);
    return { subject, text, multipart: 'mixed', parts: [textPart(text), enclosed], notices: [] };
  },
});

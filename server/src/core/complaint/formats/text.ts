/** Letter and message as plain text, for the field of a web form. */
import { refuseArchive, writeInline } from './inline.ts';
import { defineFormat } from './format.ts';

export const text = defineFormat({
  id: 'text',
  title: 'Text for a web form',
  summary: 'For desks that take complaints on a web page only: copied to the clipboard.',
  output: 'text',
  refuse: refuseArchive,
  write: writeInline,
});

/** Stands for `@zip.js/zip.js` in a web worker: it comes when somebody asks for an archive. */
import type { ZipWriter as Writer } from '@zip.js/zip.js/lib/zip-core-writer.js';
import { extras } from './extras.ts';

/** Gives an object of the library's own class. */
export const ZipWriter = function (
  ...given: ConstructorParameters<typeof Writer>
): Writer<unknown> {
  return new (extras().ZipWriter)(...given);
};

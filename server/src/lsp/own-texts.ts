/** The user's own texts of complaints: those of the settings, and those that lie in a folder, one file a text. */
import { URI } from 'vscode-uri';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextId } from '../core/complaint/texts/en.ts';
import { textIds, type OwnTexts, type TextFault } from '../core/complaint/texts/languages.ts';
import { say, sentences, type Said } from '../core/text/said.ts';
import type { ComplaintSettings } from './settings.ts';

/** Files that are missing are no fault: who replaces one text replaces that one. A file goes before a setting. */
export async function ownTexts(
  { texts, textsFolder }: ComplaintSettings,
  read: (uri: string) => Promise<Uint8Array>,
): Promise<OwnTexts> {
  if (textsFolder === null) return texts;
  const folder = /^[a-z][a-z0-9+.-]+:\//i.test(textsFolder)
    ? URI.parse(textsFolder)
    : URI.file(textsFolder);
  const files = await Promise.all(
    textIds.map(async (id): Promise<readonly [TextId, string] | null> => {
      const path = `${folder.path.replace(/\/$/, '')}/${id}.txt`;
      try {
        const text = new TextDecoder().decode(await read(folder.with({ path }).toString()));
        // The file's last line break is no part of the text.
        return [id, text.replace(/\r?\n$/, '')];
      } catch {
        return null;
      }
    }),
  );
  return new Map([...texts, ...files.filter((file) => file !== null)]);
}

/** `Your text "network" has a fault in line 3, column 5: …` */
export function faultNotices(faults: readonly TextFault[], own: OwnTexts): Said[] {
  return faults.map(({ id, start, message }) => {
    const document = TextDocument.create('', '', 0, own.get(id) ?? '');
    const { line, character } = document.positionAt(start);
    return sentences(
      say`Your text "${id}" has a fault in line ${line + 1}, column ${character + 1}: ${message}`,
      say`The built-in text stands in its place.`,
    );
  });
}

/** A name under which an attachment can be saved: the sender's, without what it could do harm with. Knows no disk. */
import { plain, isHidden } from '../text/plain.ts';
import { say, type Said } from '../text/said.ts';

export interface SafeName {
  /** One path component that every system takes for an ordinary file. */
  readonly name: string;
  /** What a person should know before saving, a sentence each. */
  readonly warnings: readonly Said[];
}

/** Bytes in UTF-8: file systems take 255, and an extension of ours may follow. */
const longestName = 200;
/** Longer ones are cut before anything is made of them. UTF-16 units. */
const longestGiven = 1000;

/**
 * @param given as the sender gave it; null when there is none
 * @param fallback the name in that case, without an extension: `part-2.1`
 */
export function safeFileName(given: string | null, fallback: string, type: string): SafeName {
  const warnings: Said[] = [];
  const whole = (given ?? '').slice(0, longestGiven);
  const last = whole.slice(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
  if (last.length < whole.length) {
    warnings.push(
      say`The sender gave it a path (${plain(whole, 80)}): only the last part is kept.`,
    );
  }
  const visible = withoutHidden(last.normalize('NFC'));
  if (visible.hidden) {
    warnings.push(
      say`Its name holds characters that nobody sees, or that turn the direction of writing: they were taken out.`,
    );
  }
  // What a path, a stream, a shell or a command line would read as its own.
  let name = visible.name.replace(/[<>:"|?*`$;&!]/g, '_').replace(/^[\s.~-]+/, '_');
  name = cut(name.trim()).replace(/[\s.]+$/, '');
  if (name === '' || name === '_') name = fallback + (extensionsOf.get(type) ?? '.bin');
  if (isDevice(name)) {
    warnings.push(
      say`Its name is that of a device under Windows: an underscore was put before it.`,
    );
    name = `_${name}`;
  }
  const [extension = '', before] = name.toLowerCase().split('.').slice(1).reverse();
  const isDangerous = dangerous.has(extension);
  if (isDangerous && before !== undefined && harmless.has(before)) {
    warnings.push(
      say`Its name ends like a harmless file (.${before}), but .${extension} is what counts.`,
    );
  }
  if (isDangerous) {
    warnings.push(
      say`A file of this kind (.${extension}) can run programs or open a page of the sender's: .untrusted was put behind its name.`,
    );
    name = `${name}.untrusted`;
  }
  return { name, warnings };
}

function withoutHidden(text: string): { readonly name: string; readonly hidden: boolean } {
  let name = '';
  let hidden = false;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isLineBreak = code === 0x2028 || code === 0x2029;
    if (isHidden(code) || isLineBreak) hidden = true;
    else name += character;
  }
  return { name, hidden };
}

/** At most `longestName` bytes, its extension kept. */
function cut(name: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(name).length <= longestName) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= longestExtension ? name.slice(dot) : '';
  const left = longestName - encoder.encode(extension).length;
  let kept = '';
  let bytes = 0;
  for (const character of name.slice(0, name.length - extension.length)) {
    bytes += encoder.encode(character).length;
    if (bytes > left) break;
    kept += character;
  }
  return kept + extension;
}

/** UTF-16 units, with the dot. */
const longestExtension = 16;

/** Windows opens the device, whatever extension follows. */
function isDevice(name: string): boolean {
  const stem = (name.split('.', 1)[0] ?? '').trim().toUpperCase();
  return /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3])$/.test(stem);
}

/** For parts without a name. */
const extensionsOf: ReadonlyMap<string, string> = new Map([
  ['text/plain', '.txt'],
  ['text/html', '.html'],
  ['text/csv', '.csv'],
  ['text/calendar', '.ics'],
  ['message/rfc822', '.eml'],
  ['application/pdf', '.pdf'],
  ['application/zip', '.zip'],
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
  ['image/gif', '.gif'],
]);

/** What people take for harmless when they see it before the last dot. */
const harmless: ReadonlySet<string> = new Set(
  'pdf doc docx xls xlsx ppt pptx rtf odt ods txt csv jpg jpeg png gif bmp tif tiff mp3 mp4 wav zip'.split(
    ' ',
  ),
);

/** What runs, or leads somewhere, when somebody opens it: programs, scripts, shortcuts, disk images, documents with macros, pages. */
const dangerous: ReadonlySet<string> = new Set(
  (
    'exe com scr pif bat cmd msi msp mst msc dll cpl ocx sys drv js jse mjs vbs vbe vb ws wsf wsh wsc hta sct ' +
    'ps1 ps1xml ps2 psm1 psd1 psc1 lnk url scf reg inf jar jnlp app command tool workflow pkg dmg sh bash zsh ' +
    'csh ksh fish pl py pyc pyw rb php desktop apk ipa deb rpm appimage iso img vhd vhdx udf chm hlp gadget ' +
    'application appref-ms appx msix settingcontent-ms library-ms search-ms searchconnector-ms theme themepack ' +
    'docm dotm xlsm xltm xlam xll xlsb pptm potm ppam ppsm sldm one onepkg accde mde adp iqy slk pub rdp ' +
    'html htm shtml xhtml xht mht mhtml svg svgz xml xsl swf'
  ).split(' '),
);

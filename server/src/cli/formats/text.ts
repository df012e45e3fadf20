/** The format `text`: the route drawn as a table, findings beneath. Nothing of the message reaches the terminal unsafe. It counts from 1, as the editor and the picture do; what programs read counts from 0. */
import { createColors, isColorSupported } from 'picocolors';
import type { Trust } from '../../core/route/route.ts';
import type { Level } from '../../core/rules/rule.ts';
import { plain } from '../../core/text/plain.ts';
import { shortDuration } from '../../core/text/short-duration.ts';
import { safe } from '../output.ts';
import type { TraceFinding, TraceHop, TraceResult, TraceSource } from '../result.ts';
import type { Format } from './format.ts';

type Colors = ReturnType<typeof createColors>;
type Color = (text: string) => string;

/** UTF-16 units; longer names end in an ellipsis. */
const widest = { name: 48, address: 45 } as const;

const columns = ['hop', 'trust', 'from', 'address', 'by', 'date (UTC)', 'delay'] as const;

const trustMarks = {
  own: '✓ own',
  border: '▸ border',
  claimed: '? claimed',
  contradicted: '✗ contradicted',
  'beneath-forgery': '· beneath forgery',
} as const satisfies Record<Trust, string>;

/** Whether standard output wants colours: it is a terminal, and NO_COLOR does not say otherwise. */
export function wantsColours(): boolean {
  const forced = process.env['FORCE_COLOR'] !== undefined;
  // picocolors takes a set CI for a terminal; a file or a pipe is none, in CI neither.
  return isColorSupported && (process.stdout.isTTY || forced);
}

export function text(colours: boolean): Format {
  const colors = createColors(colours);
  return {
    head: '',
    result: (result) => draw(result, colors),
    first: '',
    between: '\n',
    tail: '',
  };
}

function draw(result: TraceResult, colors: Colors): string {
  const lines = [
    colors.bold(title(result)),
    ...(result.hops.length === 0 ? [] : drawRoute(result, colors)),
    ...(result.source === null ? drawNoSource(result) : []),
    ...drawSource('Source', result.source, colors),
    ...drawSource('Claimed origin', result.claimedOrigin, colors),
    ...drawFindings(result.findings, colors),
    // A layman takes silence for innocence.
    ...(result.findings.length > 0 || result.hops.length === 0
      ? []
      : [
          colors.dim(
            '  Nothing stands out. That clears nobody: most spam and phishing forges nothing in its header.',
          ),
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

function title({ file, message, part }: TraceResult): string {
  const name = file === '-' ? 'standard input' : safe(file);
  const inside = [
    ...(message === null ? [] : [`message ${message + 1}`]),
    ...(part === null ? [] : [`forwarded in part ${part}`]),
  ];
  return inside.length === 0 ? name : `${name} (${inside.join(', ')})`;
}

function drawRoute({ hops }: TraceResult, colors: Colors): string[] {
  const rows = hops.map((hop, index) => cellsOf(hop, index));
  const widths = columns.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const align = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const paint: Record<Trust, Color> = {
    own: colors.green,
    border: colors.cyan,
    claimed: colors.yellow,
    contradicted: colors.red,
    'beneath-forgery': colors.dim,
  };
  const border = hops.findLastIndex(({ trust }) => trust === 'own' || trust === 'border');
  const lines = [colors.dim(align(columns))];
  hops.forEach(({ trust }, index) => {
    lines.push(paint[trust](align(rows[index] ?? [])));
    if (index !== border) return;
    lines.push(
      colors.dim(`  ──── believable above${index + 1 < hops.length ? ', claimed below' : ''} ────`),
    );
  });
  return lines;
}

function cellsOf(hop: TraceHop, index: number): string[] {
  return [
    String(index + 1),
    trustMarks[hop.trust],
    fromCell(hop),
    addressCell(hop),
    plain(hop.by?.host ?? hop.by?.ip ?? '-', widest.name),
    hop.date === null ? '-' : hop.date.replace('T', ' ').replace('Z', ''),
    hop.delaySeconds === null ? '' : shortDuration(hop.delaySeconds),
  ];
}

/** What the server saw comes first, what the client said of itself behind it. */
function fromCell({ kind, from }: TraceHop): string {
  if (kind === 'unparsed') return '(not understood)';
  const names = [
    ...(from?.rdns == null ? [] : [from.rdns]),
    ...(from?.helo == null || from.helo === from.rdns ? [] : [`HELO ${from.helo}`]),
  ];
  if (names.length === 0) return kind === 'local' ? '(local)' : '-';
  return plain(names.join(', '), widest.name);
}

function addressCell({ kind, from }: TraceHop): string {
  if (from?.ip == null) return kind === 'anonymous' ? '(not recorded)' : '-';
  return plain(from.ip, widest.address) + (from.ipValid === false ? ' (impossible)' : '');
}

function drawSource(label: string, source: TraceSource | null, colors: Colors): string[] {
  if (source === null) return [];
  const name = source.rdns === null ? '' : ` (${plain(source.rdns, widest.name)})`;
  const address = plain(source.ip, widest.address);
  return [
    `  ${label}: ${colors.bold(address)}${name}, hop ${source.hop + 1}. ${safe(source.reason)}`,
  ];
}

/** Why there is none, where there is a route: silence would look like an oversight. */
function drawNoSource({ hops }: TraceResult): string[] {
  if (hops.length === 0) return [];
  const last = hops.findLast(({ trust }) => trust === 'own' || trust === 'border');
  const reason =
    last === undefined
      ? 'No field can be believed.'
      : last.trust === 'own'
        ? 'Your own servers wrote what can be believed, and none of them tells of a stranger.'
        : `${plain(last.by?.host ?? last.by?.ip ?? 'The last server that can be believed', widest.name)} took the message from a stranger, and no address can be read there.`;
  return [`  Source: none can be named. ${reason}`];
}

function drawFindings(findings: readonly TraceFinding[], colors: Colors): string[] {
  const paint: Record<Level, Color> = {
    error: colors.red,
    warning: colors.yellow,
    information: colors.blue,
    hint: colors.dim,
  };
  const places = findings.map(({ line, column }) => `${line}:${column}`);
  const width = Math.max(0, ...places.map((place) => place.length));
  return findings.map(({ rule, level, message }, index) => {
    const place = (places[index] ?? '').padStart(width);
    return `  ${place}  ${paint[level](level.padEnd(11))}  ${colors.bold(rule)}  ${safe(message)}`;
  });
}

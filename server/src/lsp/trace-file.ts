/** A plain report on the route of a file that the editor does not hand to extensions. Bytes in, text out. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  analyze,
  analyzeForwarded,
  type Analysis,
  type AnalysisOptions,
} from '../core/analysis.ts';
import type { Hop, Source } from '../core/route/route.ts';
import { decodeText } from '../core/text/latin1.ts';
import { plain } from '../core/text/plain.ts';
import { english } from '../core/text/said.ts';
import type { Span } from '../core/text/span.ts';
import { toRange } from './convert.ts';
import { property } from './settings.ts';

export interface TracedFile {
  readonly name: string;
  /** The file's first bytes. */
  readonly bytes: Uint8Array;
  /** Bytes of the whole file. */
  readonly size: number;
}

/** What came over the wire, read; null when it is no file. */
export function readTraceFileParams(
  params: unknown,
  decode: (base64: string) => Uint8Array,
): TracedFile | null {
  const name = property(params, 'name');
  const base64 = property(params, 'base64');
  const size = property(params, 'size');
  if (typeof name !== 'string' || typeof base64 !== 'string' || typeof size !== 'number') {
    return null;
  }
  return { name, bytes: decode(base64), size };
}

const peer = ({ received: { from } }: Hop): string => {
  if (from === null) return '(no from clause)';
  const name = from.rdns?.value ?? from.helo?.value ?? '(no name)';
  const claim = from.helo !== null && from.rdns !== null && from.helo.value !== from.rdns.value;
  return [
    plain(name),
    from.ip === null ? '(no address recorded)' : `[${plain(from.ip.value)}]`,
    claim ? `(called itself ${plain(from.helo.value)})` : '',
  ]
    .filter((piece) => piece !== '')
    .join(' ');
};

function place(label: string, source: Source | null): string[] {
  return source === null ? [] : [`${label}: ${plain(source.ip)}. ${english(source.reason)}`];
}

function describe(document: TextDocument, { part, route, findings }: Analysis): string[] {
  const lineOf = (span: Span): number => toRange(document, span).start.line + 1;
  const hops = route.hops.flatMap((hop) => [
    `${String(hop.index + 1).padStart(4)}  ${plain(hop.received.by?.host?.value ?? '(no by clause)')} from ${peer(hop)}`,
    `      ${hop.trust}: ${english(hop.trustReason)} (line ${lineOf(hop.received.field)})`,
  ]);
  return [
    part === null ? 'The message' : `The message forwarded in part ${part}`,
    '',
    ...(hops.length === 0 ? ['  no Received field: no route'] : ['Hops, newest first:', ...hops]),
    '',
    ...place('Source', route.source),
    ...(route.source === null ? ['Source: none can be named'] : []),
    ...place('Claimed origin', route.claimedOrigin),
    '',
    ...(findings.length === 0 ? ['No findings.'] : ['Findings:']),
    ...findings.map(
      (finding) =>
        `  line ${lineOf(finding)}: ${finding.level} ${finding.rule}: ${english(finding.message)}`,
    ),
    '',
  ];
}

/** The report: the file's own message and those forwarded inside, one after the other. */
export function traceFile(file: TracedFile, options: AnalysisOptions): string {
  const cut = file.bytes.length < file.size;
  const text = decodeText(file.bytes, cut);
  const document = TextDocument.create('', 'eml', 0, text);
  const own = analyze(text, options);
  const messages = [own, ...analyzeForwarded(own, options)];
  return [
    `Route of ${plain(file.name)}`,
    ...(cut ? [`Read: the first ${file.bytes.length} of ${file.size} bytes.`] : []),
    '',
    ...messages.flatMap((message) => describe(document, message)),
  ].join('\n');
}

/** The only door to core/: text goes in, a route with judgements comes out. Never throws. */
import { believedResults } from './auth/believed.ts';
import { lineAt, readBody } from './body/body.ts';
import { decodeBody } from './body/decode.ts';
import { noRoute } from './complaint/recipients.ts';
import { indexOf } from './message/field-index.ts';
import { scanHeader } from './message/fields.ts';
import type { Header } from './message/header.ts';
import { findForwarded } from './message/mime.ts';
import { type Kinship, kinshipOf, sameOrganisation } from './net/hosts.ts';
import { parseReceived } from './received/parse.ts';
import { buildRoute } from './route/build.ts';
import { type OwnHosts, readOwnHosts } from './route/own-hosts.ts';
import type { Route } from './route/route.ts';
import { bodyRules, fileRules } from './rules/index.ts';
import { inOrder, judge, judgeBy } from './rules/judge.ts';
import type { RuleSettings } from './rules/levels.ts';
import type { Finding } from './rules/rule.ts';
import type { Span } from './text/span.ts';
import { decodeText, encodeLatin1 } from './text/latin1.ts';
import { units } from './text/units.ts';

export interface AnalysisOptions {
  /** The reader's receiving servers: host names, domains, addresses or CIDR networks. Empty: found automatically. */
  readonly ownHosts?: readonly string[];
  /** Organisations beyond the table's: each row the domains of one, as `readOrganisation` gives them. */
  readonly organisations?: readonly (readonly string[])[];
  /** Rules that the reader wants at another level, or not at all. */
  readonly rules?: RuleSettings;
}

/** One message, judged. All offsets are into the text that `analyze` was given. */
export interface Analysis {
  readonly text: string;
  /** The MIME part that holds the message (`2.1`); null for the text's own message. */
  readonly part: string | null;
  readonly header: Header;
  readonly route: Route;
  /** Whose servers and which organisations the judgement went by. */
  readonly reader: Reader;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
}

/** How much of a body is looked at unless told otherwise, in UTF-16 units. */
const DEFAULT_LIMIT = 32 * 1024 * 1024;

/** Judges the message that `text` holds, by its header alone: the body is not looked at. */
export function analyze(text: string, options: AnalysisOptions = {}): Analysis {
  return analyzeMessage(text, null, scanHeader(text), readerOf(options));
}

/**
 * Judges the messages that were forwarded inside (`message/rfc822` parts, nested ones and digests
 * too), each by its own route. Looks at the body, at most at `limit` UTF-16 units of it.
 */
export function analyzeForwarded(
  outer: Analysis,
  options: AnalysisOptions & { readonly limit?: number } = {},
): Analysis[] {
  const reader = readerOf(options);
  const { text } = outer;
  return findForwarded(text, outer.header, options.limit ?? DEFAULT_LIMIT)
    .filter(({ encoding }) => encoding === null)
    .map(({ part, start, end }) =>
      analyzeMessage(text, part, scanHeader(text, start, end), reader),
    );
}

/** A message that stands encoded in another. */
export interface EncodedMessage {
  /** Offsets are into its own `text`, the decoded message. */
  readonly analysis: Analysis;
  /** The first line of the encoded text, in the text of the outer message. */
  readonly place: Span;
  /** `base64` or `quoted-printable`. */
  readonly encoding: string;
}

/** Longer ones are judged by their beginning: the header is what counts. UTF-16 units. */
const longestEncoded = 4 * 1024 * 1024;
/** Each is decoded anew. */
const mostEncoded = 50;

/**
 * Judges the messages that are forwarded in this one in base64 or quoted-printable, what holds no
 * field left out. Those in messages that are forwarded as they are belong to them; what is forwarded
 * in an encoded one is not looked for.
 */
export function analyzeEncoded(
  { text, header, part: own, reader }: Analysis,
  { limit = DEFAULT_LIMIT }: { readonly limit?: number } = {},
): EncodedMessage[] {
  const found: EncodedMessage[] = [];
  let insideUntil = 0;
  for (const { part, start, end, encoding } of findForwarded(text, header, limit)) {
    if (encoding === null) insideUntil = Math.max(insideUntil, end);
    if (encoding === null || start < insideUntil || found.length === mostEncoded) continue;
    const decoded = decodeText(
      encodeLatin1(decodeBody(text, start, end, encoding, longestEncoded)),
      true,
    );
    const number = own === null ? part : `${own}.${part}`;
    const analysis = analyzeMessage(decoded, number, scanHeader(decoded), reader);
    // An attachment that is called a message and is none.
    if (analysis.header.fields.length === 0) continue;
    found.push({ analysis, place: lineAt(text, start, end), encoding });
  }
  return found;
}

/** What the rules about the body say, and those that can wait for it: impossible parts, links that lead elsewhere, checks that failed. Looks at `limit` UTF-16 units of it. */
export function analyzeBody(
  analysis: Analysis,
  { limit = DEFAULT_LIMIT }: { readonly limit?: number } = {},
): readonly Finding[] {
  const { text, header, route, reader } = analysis;
  const body = readBody(text, header, limit);
  const encoded = analyzeEncoded(analysis, { limit });
  const results = believedResults(analysis);
  const context = { text, header, route, kin: reader.kin, body, encoded, results };
  return judgeBy(bodyRules, context, reader.rules);
}

/** The message with what the rules about the body say among its other findings. `limit` as for `analyzeBody`. */
export function withBody(analysis: Analysis, limit = DEFAULT_LIMIT): Analysis {
  const found = analyzeBody(analysis, { limit });
  return found.length === 0
    ? analysis
    : { ...analysis, findings: inOrder([...analysis.findings, ...found]) };
}

/**
 * What hides in the file of a message and not in the text that an editor made of it: line breaks that
 * are none, NULs, byte order marks. Offsets are into `bytes`, the file's text as Latin-1.
 */
export function analyzeFile(
  bytes: string,
  { rules = noSettings }: Pick<AnalysisOptions, 'rules'> = {},
): readonly Finding[] {
  const context = { text: bytes, header: scanHeader(bytes), route: noRoute, kin: sameOrganisation };
  return judgeBy(fileRules, context, rules);
}

/** What the options say of the reader, read once per call. */
export interface Reader {
  readonly own: OwnHosts;
  readonly kin: Kinship;
  readonly rules: RuleSettings;
}

const noSettings: RuleSettings = new Map();

function readerOf({
  ownHosts = [],
  organisations = [],
  rules = noSettings,
}: AnalysisOptions): Reader {
  return { own: readOwnHosts(ownHosts), kin: kinshipOf(organisations), rules };
}

function analyzeMessage(
  text: string,
  part: string | null,
  header: Header,
  reader: Reader,
): Analysis {
  const { own, kin } = reader;
  const { received, isList } = indexOf({ text, header });
  units.prepare(text, header.start, header.headerEnd);
  const fields = received.map((field) => parseReceived(text, field));
  const { route, findings } = judge(
    { text, header, route: buildRoute(fields, own, kin, isList), kin },
    reader.rules,
  );
  return { text, part, header, route, reader, findings };
}

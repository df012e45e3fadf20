/** The format `sarif`: findings for code scanners and editors (SARIF 2.1.0, OASIS). Routes have no place there. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allRules } from '../../core/rules/index.ts';
import { rulePage } from '../../core/rules/page.ts';
import type { Level, Rule } from '../../core/rules/rule.ts';
import type { TraceFinding, TraceResult } from '../result.ts';
import type { Format } from './format.ts';
import { toJson } from './json.ts';

/** SARIF §3.27.10 */
const levels = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
} as const satisfies Record<Level, string>;

/** What the command line itself finds about files. */
const ownRules: readonly Pick<Rule, 'id' | 'level' | 'summary'>[] = [
  { id: 'unreadable-file', level: 'error', summary: 'The file could not be read.' },
  {
    id: 'message-cut-short',
    level: 'information',
    summary: 'Only the beginning of a very long message was searched.',
  },
];

const descriptors = [
  ...allRules.map((rule) => ({ ...describe(rule), helpUri: rulePage(rule.id) })),
  ...ownRules.map(describe),
];
const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));

function describe({ id, level, summary }: Pick<Rule, 'id' | 'level' | 'summary'>) {
  return {
    id,
    shortDescription: { text: summary },
    defaultConfiguration: { level: levels[level] },
  };
}

export function sarif(version: string): Format {
  const driver = {
    name: 'Spam Patrol',
    version,
    informationUri: 'https://github.com/spam-patrol/spam-patrol',
    rules: descriptors,
  };
  return {
    // The results stand between the braces of the one run, printed as they come.
    head:
      '{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",' +
      `"version":"2.1.0","runs":[{"tool":${toJson({ driver })},"columnKind":"utf16CodeUnits","results":[`,
    result: (result) =>
      result.findings.map((finding) => toJson(toSarif(result, finding))).join(',\n'),
    first: '\n',
    between: ',\n',
    tail: '\n]}]}\n',
  };
}

function toSarif({ file, message, part }: TraceResult, finding: TraceFinding): object {
  const { rule, level, hop, line, column, endLine, endColumn } = finding;
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    level: levels[level],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(file) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    properties: { message, part, hop },
  };
}

/** A relative path stays relative: code scanners look for it below the repository. */
function toUri(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  // Half a surrogate pair has no percent-encoding; as UTF-8 it becomes U+FFFD.
  const path = Buffer.from(file).toString().split(sep).join('/');
  const uri = encodeURI(path).replace(/[?#]/g, encodeURIComponent);
  // RFC 3986 §4.2: a colon in the first segment would make the rest of it a scheme.
  return uri.replace(/^[^/]*:/, './$&');
}

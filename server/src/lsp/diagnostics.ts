/** What a finding looks like as a diagnostic of the protocol. Knows no rule by name. */
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { houseOf } from '../core/net/hosts.ts';
import { rulePage } from '../core/rules/page.ts';
import type { Finding, Level } from '../core/rules/rule.ts';
import { say, type Speak } from '../core/text/said.ts';
import { toRange } from './convert.ts';
import type { DiagnosticData } from './protocol.ts';

export const diagnosticSource = 'Spam Patrol';

/** A message can be written to cause findings without end; nobody reads more than these. */
const maxDiagnostics = 250;
const maxRelated = 20;

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Level, DiagnosticSeverity>;

function toDiagnostic(document: TextDocument, finding: Finding, speak: Speak): Diagnostic {
  const { rule, level, message, related, dim, houses } = finding;
  const data = houses === null ? null : dataOf(houses);
  const relatedInformation: DiagnosticRelatedInformation[] = related
    .slice(0, maxRelated)
    .map((place) => ({
      location: { uri: document.uri, range: toRange(document, place) },
      message: speak(place.message),
    }));
  return {
    range: toRange(document, finding),
    severity: severities[level],
    code: rule,
    codeDescription: { href: rulePage(rule) },
    source: diagnosticSource,
    message: speak(message),
    ...(relatedInformation.length > 0 && { relatedInformation }),
    ...(dim && { tags: [DiagnosticTag.Unnecessary] }),
    ...(data !== null && { data }),
  };
}

/** Null for hosts that no domain stands for, so that nothing can be said of their houses. */
function dataOf([one, other]: readonly [string, string]): DiagnosticData | null {
  const [a, b] = [houseOf(one), houseOf(other)];
  return a === null || b === null || a === b ? null : { organisations: [a, b] };
}

/** The gravest findings up to the limit, in the order of the text, and a closing one that counts the rest. */
export function toDiagnostics(
  document: TextDocument,
  findings: readonly Finding[],
  speak: Speak,
): Diagnostic[] {
  if (findings.length <= maxDiagnostics) {
    return findings.map((finding) => toDiagnostic(document, finding, speak));
  }
  const byGravity = findings
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => severities[a.finding.level] - severities[b.finding.level] || a.index - b.index);
  const shown = byGravity.slice(0, maxDiagnostics).sort((a, b) => a.index - b.index);
  const firstLeftOut = byGravity[maxDiagnostics]?.finding ?? { start: 0, end: 0 };
  return [
    ...shown.map(({ finding }) => toDiagnostic(document, finding, speak)),
    {
      range: toRange(document, firstLeftOut),
      severity: DiagnosticSeverity.Information,
      source: diagnosticSource,
      message: speak(
        say`${findings.length - maxDiagnostics} more findings are not shown; the first of them is here. The command line lists all: spam-patrol trace.`,
      ),
    },
  ];
}

/** What can be done about a trace field: complain, or ask who runs the machines that it names; about a signature: verify it. */
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../core/analysis.ts';
import { isHostName, registrableDomain } from '../core/net/hosts.ts';
import { allRules } from '../core/rules/index.ts';
import type { ReceivedField } from '../core/received/field.ts';
import type { Span } from '../core/text/span.ts';
import { toRange, toSpan } from './convert.ts';
import { diagnosticSource } from './diagnostics.ts';
import {
  commands,
  setRuleCommand,
  type ComplaintArguments,
  type SetRuleArguments,
  type VerifyArguments,
  type WhoisArguments,
} from './protocol.ts';

// Quick fixes, although nothing in the message is fixed: the light bulb of a squiggle shows no other kind.
export const codeActionKinds = [CodeActionKind.QuickFix];

function overlap(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function wanted({ context: { only } }: CodeActionParams): boolean {
  return (
    only === undefined ||
    only.some((kind) => kind === '' || codeActionKinds.some((own) => own === kind))
  );
}

function complaintAction(uri: string, part: string | null): CodeAction {
  const title = 'Generate complaint';
  const argument: ComplaintArguments = { uri, part };
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: commands.generateComplaint, arguments: [argument] },
  };
}

function whoisAction(subject: string): CodeAction {
  const title = `Look up whois for ${subject}`;
  const argument: WhoisArguments = { subject };
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: commands.whois, arguments: [argument] },
  };
}

function verifyAction(title: string, argument: VerifyArguments): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: commands.verify, arguments: [argument] },
  };
}

/** On the fields that hold a signature, and on the one that signatures confirm. */
function verifyActions(uri: string, { part, header }: Analysis, span: Span): CodeAction[] {
  const field = header.fields.find((one) => overlap(one, span));
  const signed = field !== undefined && signatureFields.has(field.key);
  if (!signed && field?.key !== 'from') return [];
  return [
    verifyAction('Verify signatures', { uri, part }),
    ...(signed
      ? [verifyAction('Check body hashes without the network', { uri, part, offline: true })]
      : []),
  ];
}

const signatureFields: ReadonlySet<string> = new Set([
  'dkim-signature',
  'arc-seal',
  'arc-message-signature',
]);

/**
 * What can be looked up about a hop: the client's address when it is anybody's on the network, and
 * the domain of the name that the server vouches for, by a reverse lookup or by its own signature.
 * The HELO name is not among them: it is the forger's victim. What comes from the message is an
 * address or a host name here, or it is nothing: it goes into a title.
 */
function lookupSubjects({ from, by }: ReceivedField): string[] {
  const subjects: string[] = [];
  const ip = from?.ip ?? null;
  if (ip?.valid === true && (ip.range === 'public' || ip.range === 'documentation')) {
    subjects.push(ip.value);
  }
  const name = from?.rdns?.value ?? by?.host?.value;
  const domain = name === undefined ? null : registrableDomain(name);
  if (domain !== null && isHostName(domain)) subjects.push(domain);
  return subjects;
}

/** The trace field that the range touches, the topmost of several. */
function fieldAt({ route }: Analysis, span: Span): ReceivedField | undefined {
  return route.hops.find(({ received }) => overlap(received.field, span))?.received;
}

/** The actions on the trace field or the signature that the range touches; none anywhere else. */
export function codeActions(
  document: TextDocument,
  analysis: Analysis,
  params: CodeActionParams,
): CodeAction[] {
  if (!wanted(params)) return [];
  const span = toSpan(document, params.range);
  const received = fieldAt(analysis, span);
  if (received === undefined) return verifyActions(document.uri, analysis, span);
  const range = toRange(document, received.field);
  const diagnostics = params.context.diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === diagnosticSource &&
      before(range.start, diagnostic.range.start) &&
      before(diagnostic.range.end, range.end),
  );
  const actions = [
    complaintAction(document.uri, analysis.part),
    ...lookupSubjects(received).map(whoisAction),
  ];
  return diagnostics.length === 0 ? actions : actions.map((action) => ({ ...action, diagnostics }));
}

/** Turns off the rules whose diagnostics the range touches. For our own client only, which runs the command. */
export function ruleActions(params: CodeActionParams): CodeAction[] {
  if (!wanted(params)) return [];
  const byRule = new Map<string, Diagnostic[]>();
  for (const diagnostic of params.context.diagnostics) {
    const { source, code } = diagnostic;
    if (source !== diagnosticSource || !allRules.some(({ id }) => id === code)) continue;
    const rule = String(code);
    byRule.set(rule, [...(byRule.get(rule) ?? []), diagnostic]);
  }
  return [...byRule].map(([rule, diagnostics]) => {
    const title = `Turn this rule off: ${rule}`;
    const argument: SetRuleArguments = { rule, level: 'off' };
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      command: { title, command: setRuleCommand, arguments: [argument] },
    };
  });
}

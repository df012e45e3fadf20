/** What can be done about a trace field: complain, ask who runs the machines that it names, say which are one's own; about a host, a mailbox or an address anywhere: look it up; about a signature: verify it; about a finding: answer it; about a telephone number: look it up. */
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../core/analysis.ts';
import { houseOf, isHostName, registrableDomain } from '../core/net/hosts.ts';
import type { PhonePoint } from '../core/contacts/point.ts';
import type { IpLiteral } from '../core/net/ip.ts';
import { allRules } from '../core/rules/index.ts';
import type { ReceivedField } from '../core/received/field.ts';
import { subjectAt } from '../core/outline/subject.ts';
import { isOwnAddress, isOwnName } from '../core/route/own-hosts.ts';
import type { Hop } from '../core/route/route.ts';
import { overlap, type Span } from '../core/text/span.ts';
import { isAskable } from '../lookup/lookup.ts';
import { readSubject } from '../lookup/subject.ts';
import { toRange, toSpan } from './convert.ts';
import { diagnosticSource } from './diagnostics.ts';
import {
  changeSettingCommand,
  commands,
  generateComplaintWithCommand,
  type AliveArguments,
  type ChangeSettingArguments,
  type ComplaintArguments,
  type LookUpArguments,
  type MessageArguments,
  type PhoneArguments,
  type VerifyArguments,
} from './protocol.ts';
import { property } from './settings.ts';

// Quick fixes, although nothing in the message is fixed: the light bulb of a squiggle shows no other kind.
export const codeActionKinds = [CodeActionKind.QuickFix];

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

/** Whether the editor asks for actions of our kind. */
export function wanted({ context: { only } }: CodeActionParams): boolean {
  return (
    only === undefined ||
    only.some((kind) => kind === '' || codeActionKinds.some((own) => own === kind))
  );
}

/** What whoever asks can have done. What cannot be done is not offered. */
export interface Abilities {
  /** The client can ask what a complaint is to be like: our own. */
  readonly choose: boolean;
  /** Programs of the system can be started, and packets sent. */
  readonly trace: boolean;
  readonly verify: boolean;
}

function complaintActions(about: ComplaintArguments, canChoose: boolean): CodeAction[] {
  return [
    commandAction('Generate complaint', commands.generateComplaint, about),
    ...(canChoose
      ? [commandAction('Generate complaint with…', generateComplaintWithCommand, about)]
      : []),
  ];
}

function commandAction(title: string, command: string, argument: object): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command, arguments: [argument] },
  };
}

function lookUpAction(title: string, subjects: readonly string[]): CodeAction {
  return commandAction(title, commands.lookUp, { subjects } satisfies LookUpArguments);
}

/** What can be asked about a hop, and about the message that came by it. */
function lookUpActions(
  uri: string,
  part: string | null,
  received: ReceivedField,
  canTrace: boolean,
): CodeAction[] {
  const subjects = lookupSubjects(received);
  const [address] = subjects.filter((subject) => received.from?.ip?.value === subject);
  return [
    ...subjects.map((subject) => lookUpAction(`Look up ${subject}`, [subject])),
    ...(subjects.length > 1 ? [lookUpAction('Look up everything about this hop', subjects)] : []),
    ...(address === undefined || !canTrace
      ? []
      : [
          commandAction(`Trace the way to ${address}`, commands.alive, {
            address,
          } satisfies AliveArguments),
        ]),
    commandAction('Find out whom to tell', commands.contacts, {
      uri,
      part,
    } satisfies MessageArguments),
  ];
}

/** On telephone numbers in the body. */
export function phoneActions(
  { uri }: TextDocument,
  { part }: Analysis,
  phones: readonly PhonePoint[],
): CodeAction[] {
  if (phones.length === 0) return [];
  return [
    ...phones.slice(0, mostPhones).map(({ international, value }) =>
      commandAction(`Look up the telephone number ${international}`, commands.lookUpPhone, {
        uri,
        part,
        number: value,
      } satisfies PhoneArguments),
    ),
    commandAction('List contact points', commands.contactPoints, {
      uri,
      part,
    } satisfies MessageArguments),
  ];
}

/** Of a selection; more make no menu. */
const mostPhones = 5;

function verifyAction(title: string, argument: VerifyArguments): CodeAction {
  return commandAction(title, commands.verify, argument);
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
export function lookupSubjects({ from, by }: Pick<ReceivedField, 'from' | 'by'>): string[] {
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

/** What can be asked about the host, the mailbox or the address that stands at an offset outside of the trace fields; null where none does. */
export function namedAt(text: string, offset: number): string | null {
  const named = subjectAt(text, offset);
  const subject = named === null ? null : readSubject(named.value);
  return subject === null || typeof subject === 'string' || !isAskable(subject)
    ? null
    : subject.name;
}

/** The hop whose trace field the range touches, the topmost of several. */
function hopAt({ route }: Analysis, span: Span): Hop | undefined {
  return route.hops.find(({ received }) => overlap(received.field, span));
}

/** The actions on the trace field or the signature that the range touches, and on what names a host; none anywhere else. */
export function codeActions(
  document: TextDocument,
  analysis: Analysis,
  params: CodeActionParams,
  can: Abilities,
): CodeAction[] {
  if (!wanted(params)) return [];
  const span = toSpan(document, params.range);
  const received = hopAt(analysis, span)?.received;
  if (received === undefined) {
    const named = namedAt(document.getText(), span.start);
    return [
      ...(named === null ? [] : [lookUpAction(`Look up ${named}`, [named])]),
      ...(can.verify ? verifyActions(document.uri, analysis, span) : []),
    ];
  }
  const range = toRange(document, received.field);
  const diagnostics = params.context.diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === diagnosticSource &&
      before(range.start, diagnostic.range.start) &&
      before(diagnostic.range.end, range.end),
  );
  const actions = [
    ...complaintActions({ uri: document.uri, part: analysis.part }, can.choose),
    ...lookUpActions(document.uri, analysis.part, received, can.trace),
  ];
  return diagnostics.length === 0 ? actions : actions.map((action) => ({ ...action, diagnostics }));
}

/** What the trace field at the range tells our own client of the reader's servers; it writes the setting. */
export function ownHostActions(
  document: TextDocument,
  analysis: Analysis,
  params: CodeActionParams,
): CodeAction[] {
  if (!wanted(params)) return [];
  const hop = hopAt(analysis, toSpan(document, params.range));
  if (hop === undefined || !isCredible(hop)) return [];
  const { hops, border } = analysis.route;
  const server = serverOf(hop.received);
  const client = clientOf(hop.received);
  const single = unknownOf(analysis, [server, client]);
  // Down to the border they are taken for the reader's own already; further down, the reader knows better.
  const last = Math.max(hop.index, border ?? 0);
  const all = unknownOf(
    analysis,
    hops.slice(0, last + 1).map(({ received }) => serverOf(received)),
  );
  return [
    ...single.map((host) => settingAction(`This host is mine: ${host}`, 'ownHosts', [host])),
    ...(all.length < 2
      ? []
      : [settingAction(`These are my servers: ${all.join(', ')}`, 'ownHosts', all)]),
  ];
}

/** More names make no title. */
const mostServers = 5;

/** The hosts among them that the setting does not hold yet. */
function unknownOf({ reader }: Analysis, hosts: readonly (Host | null)[]): string[] {
  const unknown = new Set<string>();
  for (const host of hosts) {
    if (host === null || unknown.size === mostServers) continue;
    const known =
      typeof host === 'string' ? isOwnName(reader.own, host) : isOwnAddress(reader.own, host);
    if (!known) unknown.add(typeof host === 'string' ? host : host.value);
  }
  return [...unknown];
}

/** A host name in lower case, or an address: what comes from the message is one of them here, or nothing. */
type Host = string | IpLiteral;

/** Who signs the field. A name without a dot could be anybody's machine. */
function serverOf({ by }: ReceivedField): Host | null {
  return nameOf(by?.host?.value) ?? addressOf(by?.ip);
}

/** Whom the server saw: never the name that the client gave itself. */
function clientOf({ from }: ReceivedField): Host | null {
  const name = from?.mayBeForged == null ? nameOf(from?.rdns?.value) : null;
  return name ?? addressOf(from?.ip);
}

function nameOf(name: string | undefined): string | null {
  return name !== undefined && name.includes('.') && isHostName(name) ? name.toLowerCase() : null;
}

/** Private addresses are neighbours anyway. */
function addressOf(ip: IpLiteral | null | undefined): IpLiteral | null {
  return ip?.valid === true && (ip.range === 'public' || ip.range === 'documentation') ? ip : null;
}

/** Nobody's servers are named by a field that is made up. */
function isCredible({ trust }: Hop): boolean {
  return trust === 'own' || trust === 'border' || trust === 'claimed';
}

/** What the reader may answer to the diagnostics that the range touches. For our own client only, which writes the setting. */
export function answerActions(params: CodeActionParams): CodeAction[] {
  if (!wanted(params)) return [];
  const ours = params.context.diagnostics.filter(({ source }) => source === diagnosticSource);
  return [
    ...groupBy(ours, organisationsOf).map(([entry, diagnostics]) => ({
      ...settingAction(`Same organisation: ${entry.replace('=', ' and ')}`, 'organisations', [
        entry,
      ]),
      diagnostics,
    })),
    ...groupBy(ours, ruleOf).map(([rule, diagnostics]) => {
      const title = `Turn this rule off: ${rule}`;
      const argument: ChangeSettingArguments = { setting: 'rules', rule, level: 'off' };
      return { ...changeAction(title, argument), diagnostics };
    }),
  ];
}

/** Diagnostics by what is to be said of them; those with nothing are left out. */
function groupBy(
  diagnostics: readonly Diagnostic[],
  key: (diagnostic: Diagnostic) => string | null,
): [string, Diagnostic[]][] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const group = key(diagnostic);
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), diagnostic]);
  }
  return [...groups];
}

function ruleOf({ code }: Diagnostic): string | null {
  return allRules.find(({ id }) => id === code)?.id ?? null;
}

/** The entry of the setting. The data went to the editor and back: it is read like anything that comes over the wire. */
function organisationsOf({ data }: Diagnostic): string | null {
  const domains = property(data, 'organisations');
  if (!Array.isArray(domains) || domains.length !== 2) return null;
  const isDomain = (domain: unknown): boolean =>
    typeof domain === 'string' && houseOf(domain) === domain;
  return domains.every(isDomain) ? domains.join('=') : null;
}

function settingAction(
  title: string,
  setting: 'ownHosts' | 'organisations',
  add: readonly string[],
): CodeAction {
  return changeAction(title, { setting, add });
}

function changeAction(title: string, argument: ChangeSettingArguments): CodeAction {
  return commandAction(title, changeSettingCommand, argument);
}

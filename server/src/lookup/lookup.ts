/** Looks up everything about one subject: which steps there are, in parallel, from the cache or from their servers, and what comes of them. */
import { guessFromAddress, guessFromDomain } from '../core/contacts/guess.ts';
import { english, type Said } from '../core/text/said.ts';
import type { Contact } from '../core/contacts/contact.ts';
import { registrableDomain } from '../core/net/hosts.ts';
import type { IpRange } from '../core/net/ip.ts';
import type { LookupCache } from './cache.ts';
import { mergeContacts } from './rank.ts';
import {
  askAbusix,
  askAbuseNetZone,
  askAsn,
  askBlocklists,
  askDomain,
  askReverseName,
} from './dns/steps.ts';
import type { Endpoints } from './endpoints.ts';
import { offlineFacts } from './offline.ts';
import { wasCancelled, type Patience } from './patience.ts';
import { askRdap, roleOf } from './rdap/rdap.ts';
import {
  factTitles,
  stepNames,
  stepTitles,
  type Fact,
  type FactName,
  type Report,
  type StepName,
  type StepOutcome,
  type StepReport,
} from './report.ts';
import type { Subject } from './subject.ts';
import { summarise } from './summary.ts';
import type { Transports } from './transport.ts';
import { askAbuseNet, askRegistries } from './whois/steps.ts';

export interface LookupContext extends Patience {
  /** What there is of them; a step without its transport says so and is left out. */
  readonly transports: Transports;
  /** Why transports are missing, as a clause: "nothing may leave this machine". Null: the platform has none. */
  readonly without: string | null;
  readonly endpoints: Endpoints;
  readonly cache: LookupCache;
  readonly now: () => Date;
  /** Called when a step begins and when it ends, with everything that is known by then. */
  readonly onStep?: (
    step: StepName,
    state: 'started' | StepReport['status'],
    report: Report,
  ) => void;
}

interface StepContext extends Patience {
  readonly endpoints: Endpoints;
  readonly cache: LookupCache;
  readonly now: () => Date;
  readonly transports: Transports;
}

type Kind = Subject['kind'];
type OfKind<K extends Kind> = Extract<Subject, { readonly kind: K }>;

interface Step {
  readonly kinds: readonly Kind[];
  /** What of the endpoints the outcome depends on. */
  readonly from: (endpoints: Endpoints) => readonly (string | null)[];
  /** Null where the transport is missing. Never rejects. */
  readonly start: (subject: Subject, context: StepContext) => Promise<StepOutcome> | null;
  /** The transport that it goes over. */
  readonly over: keyof Transports;
}

/** A step over one transport, which its client then need not ask for. */
function over<T extends keyof Transports, K extends Kind>(
  transport: T,
  kinds: readonly K[],
  from: Step['from'],
  run: (
    subject: OfKind<K>,
    context: StepContext & Readonly<Record<T, NonNullable<Transports[T]>>>,
  ) => Promise<StepOutcome>,
): Step {
  const isOurs = (subject: Subject): subject is OfKind<K> =>
    kinds.some((kind) => kind === subject.kind);
  return {
    kinds,
    from,
    over: transport,
    start(subject, context) {
      const means = context.transports[transport];
      if (means === null || !isOurs(subject)) return null;
      const own = { [transport]: means } as Readonly<Record<T, NonNullable<Transports[T]>>>;
      return run(subject, { ...context, ...own });
    },
  };
}

/** The first of two steps whose transport there is. */
function either(first: Step, second: Step): Step {
  return {
    ...first,
    from: (endpoints) => [...first.from(endpoints), ...second.from(endpoints)],
    start: (subject, context) => first.start(subject, context) ?? second.start(subject, context),
  };
}

const steps: Readonly<Record<StepName, Step>> = {
  rdap: over('http', ['ip', 'domain', 'asn'], ({ rdap }) => [rdap], askRdap),
  whois: over('connect', ['ip', 'domain', 'asn'], ({ whois }) => [whois], askRegistries),
  'reverse-name': over('dns', ['ip'], () => [], askReverseName),
  domain: over('dns', ['domain'], () => [], askDomain),
  asn: over('dns', ['ip', 'asn'], ({ asnZone }) => [asnZone], askAsn),
  blocklists: over('dns', ['ip'], ({ blocklists }) => blocklists, askBlocklists),
  abusix: over('dns', ['ip'], ({ abusixZone }) => [abusixZone], askAbusix),
  'abuse-net': either(
    over('connect', ['domain'], ({ abuseNet }) => [abuseNet], askAbuseNet),
    over('dns', ['domain'], ({ abuseNetZone }) => [abuseNetZone], askAbuseNetZone),
  ),
};

/** Why a step cannot be made on a platform. */
const missing: Readonly<Record<keyof Transports, string>> = {
  connect: 'that takes a TCP connection, which an editor in the browser cannot make',
  http: 'no web request can be made from here',
  dns: 'no name server can be asked from here',
};

/** Ranges whose addresses somebody on the Internet answers for; examples are asked about like anybody. */
const askable: readonly IpRange[] = ['public', 'documentation'];

/** The steps that make sense for a subject, in their order; none for addresses that belong to nobody. */
function stepsFor(subject: Subject): readonly StepName[] {
  if (subject.kind === 'ip' && !askable.includes(subject.range)) return [];
  return stepNames.filter((name) => steps[name].kinds.includes(subject.kind));
}

/** Whether there is anybody to ask about it. */
export function isAskable(subject: Subject): boolean {
  return stepsFor(subject).length > 0;
}

/**
 * Looks up one subject: all steps side by side, from the cache what still holds there. Never rejects;
 * what goes wrong is in the report, with all that was learned. After an abort it comes back at once
 * with what there is.
 * @param only these steps; absent: all that make sense
 */
export async function lookUp(
  subject: Subject,
  context: LookupContext,
  only: readonly StepName[] = stepNames,
): Promise<Report> {
  const { cache, now, onStep } = context;
  await cache.load();
  const chosen = stepsFor(subject).filter((name) => only.includes(name));
  const done = new Map<StepName, StepReport>();
  const report = (): Report => composeReport(subject, inOrder(done), now());
  await Promise.all(
    chosen.map(async (name) => {
      onStep?.(name, 'started', report());
      const one = fromCache(name, subject, context) ?? (await run(name, subject, context));
      done.set(name, one);
      onStep?.(name, one.status, report());
    }),
  );
  if ([...done.values()].some(({ cached, lifetime }) => !cached && lifetime > 0)) {
    await cache.save();
  }
  return report();
}

/** What is known without asking anybody: for hovers. Null when nothing was ever looked up, or nothing holds any more. */
export function knownReport(
  subject: Subject,
  context: Pick<LookupContext, 'cache' | 'endpoints' | 'now'>,
): Report | null {
  const found = stepsFor(subject).flatMap((name) => fromCache(name, subject, context) ?? []);
  return found.length === 0 ? null : composeReport(subject, found, context.now());
}

function inOrder(done: ReadonlyMap<StepName, StepReport>): readonly StepReport[] {
  return stepNames.flatMap((name) => done.get(name) ?? []);
}

function cacheKey(name: StepName, subject: Subject, endpoints: Endpoints): string {
  const about = name === 'domain' && subject.kind === 'domain' ? subject.host : subject.name;
  return ['step', name, about, ...steps[name].from(endpoints)].join(' ');
}

function fromCache(
  name: StepName,
  subject: Subject,
  { cache, endpoints }: Pick<LookupContext, 'cache' | 'endpoints'>,
): StepReport | null {
  const entry = cache.get(cacheKey(name, subject, endpoints));
  if (entry === null || !isOutcome(entry.value)) return null;
  return {
    ...entry.value,
    step: name,
    status: 'done',
    learnedAt: new Date(entry.learnedAt).toISOString(),
    cached: true,
  };
}

async function run(name: StepName, subject: Subject, context: LookupContext): Promise<StepReport> {
  const { cache, endpoints, signal, without } = context;
  const base = { step: name, learnedAt: context.now().toISOString(), cached: false };
  const started = signal.aborted ? cancelled : steps[name].start(subject, context);
  if (started === null) {
    const why = without ?? missing[steps[name].over];
    return { ...base, ...nothing, status: 'not-asked', problems: [why] };
  }
  const outcome = await started;
  const empty = outcome.facts.length === 0 && outcome.contacts.length === 0;
  const failed = outcome.problems.length > 0 && empty && outcome.lifetime === 0;
  const aborted = signal.aborted && outcome.problems.length > 0;
  if (!aborted) cache.put(cacheKey(name, subject, endpoints), outcome, outcome.lifetime);
  return { ...base, ...outcome, status: aborted ? 'cancelled' : failed ? 'failed' : 'done' };
}

const nothing: StepOutcome = { facts: [], contacts: [], raw: [], problems: [], lifetime: 0 };

const cancelled = Promise.resolve<StepOutcome>({
  ...nothing,
  problems: [wasCancelled],
});

/** What went wrong, and who was not asked for which reason. */
function problemsOf(found: readonly StepReport[]): readonly string[] {
  const unasked = new Map<string, StepName[]>();
  const problems = new Set<string>();
  const cut: StepName[] = [];
  for (const { step, status, problems: own } of found) {
    if (status === 'cancelled') cut.push(step);
    for (const problem of own) {
      if (problem === wasCancelled) continue;
      if (status !== 'not-asked') problems.add(problem);
      else unasked.set(problem, [...(unasked.get(problem) ?? []), step]);
    }
  }
  for (const [why, names] of unasked) {
    problems.add(`Not asked: ${listed(names)}, because ${why}.`);
  }
  if (cut.length > 0) problems.add(`${wasCancelled} Not heard to the end: ${listed(cut)}.`);
  return [...problems];
}

function listed(names: readonly StepName[]): string {
  return names.map((name) => english(stepTitles[name])).join(', ');
}

/** Facts that a subject has one of: the registry's data goes before the same in whois. */
const single: ReadonlySet<FactName> = new Set([
  'organisation',
  'network',
  'range',
  'handle',
  'parent',
  'country',
  'status',
  'registrar',
  'registered',
  'changed',
  'expires',
]);

function composeReport(subject: Subject, found: readonly StepReport[], now: Date): Report {
  const facts = mergeFacts([...offlineFacts(subject), ...found.flatMap((step) => step.facts)]);
  const contacts = mergeContacts([
    ...found.flatMap((step) => step.contacts),
    ...guesses(subject, facts),
  ]);
  const learned = found.filter(({ status }) => status === 'done').map((step) => step.learnedAt);
  const parts = {
    subject: subject.kind === 'domain' ? subject.host : subject.name,
    kind: subject.kind,
    facts,
    contacts,
    raw: found.flatMap(({ raw }) => raw),
    problems: problemsOf(found),
    learnedAt: learned.toSorted()[0] ?? now.toISOString(),
    steps: found,
  };
  return { ...parts, summary: summarise(parts) };
}

function mergeFacts(facts: readonly Fact[]): readonly Fact[] {
  const merged: Fact[] = [];
  for (const one of facts) {
    const twin = merged.some(
      ({ name, value }) => name === one.name && (single.has(name) || value === one.value),
    );
    if (!twin) merged.push(one);
  }
  const order = Object.keys(factTitles);
  return merged.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

/** By rule, where nobody was asked or nobody is named (RFC 2142). */
function guesses(subject: Subject, facts: readonly Fact[]): readonly Contact[] {
  switch (subject.kind) {
    case 'domain': {
      // No postmaster where there is no mail.
      const isDead = facts.some(({ name, value }) => name === 'mail' && value.startsWith('no'));
      return isDead || registrableDomain(subject.name) === null
        ? []
        : guessFromDomain(subject.name, roleOf(subject), `the domain ${subject.name}`);
    }
    case 'ip': {
      if (!askable.includes(subject.range)) return [];
      const name = facts.find((one) => one.name === 'reverse-name')?.value ?? '';
      const domain = registrableDomain(name);
      return [
        ...(domain === null
          ? []
          : guessFromDomain(domain, roleOf(subject), `the reverse name ${name}`)),
        guessFromAddress(subject.name, roleOf(subject)),
      ];
    }
    case 'asn':
      return [];
  }
}

/** Whether a value of the cache, which anybody may have written, has the form of an outcome. */
function isOutcome(value: unknown): value is StepOutcome {
  if (typeof value !== 'object' || value === null) return false;
  const { facts, contacts, raw, problems, lifetime } = value as Partial<
    Record<keyof StepOutcome, unknown>
  >;
  return (
    typeof lifetime === 'number' &&
    isListOf(facts, ['name', 'value']) &&
    facts.every(({ name }) => name !== undefined && Object.hasOwn(factTitles, name)) &&
    isListOf(contacts, ['address', 'channel', 'role', 'scope', 'source', 'confidence']) &&
    contacts.every((contact) => 'basis' in contact && isBasis(contact.basis)) &&
    isListOf(raw, ['from', 'query', 'text']) &&
    Array.isArray(problems) &&
    problems.every((problem) => typeof problem === 'string')
  );
}

/** A text, or a sentence with nothing but texts and such sentences in it, no deeper than ours are. */
function isBasis(value: unknown, depth = 2): boolean {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || depth === 0) return false;
  const { words, values } = value as Partial<Record<keyof Said, unknown>>;
  return (
    Array.isArray(words) &&
    words.every((word) => typeof word === 'string') &&
    Array.isArray(values) &&
    values.length === words.length - 1 &&
    values.every((inner) => isBasis(inner, depth - 1))
  );
}

function isListOf<K extends string>(
  value: unknown,
  keys: readonly K[],
): value is readonly Readonly<Partial<Record<K, string>>>[] {
  return (
    Array.isArray(value) &&
    (value as unknown[]).every(
      (one) =>
        typeof one === 'object' &&
        one !== null &&
        keys.every((key) => typeof (one as Partial<Record<K, unknown>>)[key] === 'string'),
    )
  );
}

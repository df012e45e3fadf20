/** The steps of a lookup that go over whois: the registries, and abuse.net. */
import { mailAddressesIn } from '../mail-address.ts';
import type { Endpoints } from '../endpoints.ts';
import { wasCancelled, type Patience } from '../patience.ts';
import { abuseNetContacts } from '../dns/steps.ts';
import { roleOf } from '../rdap/rdap.ts';
import type { StepOutcome } from '../report.ts';
import { quote, type Subject } from '../subject.ts';
import type { TcpConnect } from '../transport.ts';
import { readWhois } from './read.ts';
import { ask, askWhois, nothingLearned, readServer } from './whois.ts';

export interface WhoisStepContext extends Patience {
  readonly connect: TcpConnect;
  readonly endpoints: Endpoints;
}

/** Seconds. What registries say changes seldom. */
const lifetime = 24 * 3600;

export async function askRegistries(
  subject: Subject,
  context: WhoisStepContext,
): Promise<StepOutcome> {
  const answer = await askWhois(subject, { ...context, server: context.endpoints.whois });
  if (answer.kind === 'failed') {
    return { facts: [], contacts: [], raw: [], problems: [answer.message], lifetime: 0 };
  }
  const { sections } = answer;
  const problems = sections.flatMap(({ notes }) => notes);
  return {
    ...readWhois(sections, subject.name, roleOf(subject)),
    raw: sections.map(({ host, query, text }) => ({ from: host, query, text })),
    problems,
    lifetime: problems.length === 0 ? lifetime : 0,
  };
}

/** `abuse@example.com (for example.com)`, one a line; `(default, no info)` where it knows nothing. */
export async function askAbuseNet(
  subject: Subject & { readonly kind: 'domain' },
  context: WhoisStepContext,
): Promise<StepOutcome> {
  const server = readServer(context.endpoints.abuseNet);
  if (server === null) {
    return {
      ...nothing,
      problems: [
        `The server of abuse.net in the settings, ${quote(context.endpoints.abuseNet)}, is neither "host" nor "host:port". Correct it and try again; nothing was sent.`,
      ],
    };
  }
  const reply = await ask(server, subject.name, 'any', context);
  if (reply.text === '') {
    return {
      ...nothing,
      problems: [reply.cancelled ? wasCancelled : nothingLearned(server, reply)],
    };
  }
  const known = reply.text.split('\n').filter((line) => !line.includes('(default, no info)'));
  return {
    facts: [],
    contacts: abuseNetContacts(subject.name, known.flatMap(mailAddressesIn)),
    raw: [{ from: server.host, query: subject.name, text: reply.text }],
    problems:
      reply.trouble === null
        ? []
        : [
            `The answer of ${server.host} is incomplete: ${reply.trouble}. What had arrived is kept.`,
          ],
    lifetime: reply.trouble === null ? lifetime : 0,
  };
}

const nothing: StepOutcome = { facts: [], contacts: [], raw: [], problems: [], lifetime: 0 };

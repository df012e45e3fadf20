/** The only door to core/: text goes in, a route with judgements comes out. Never throws. */
import { fieldsNamed, scanHeader } from './message/fields.ts';
import type { Header } from './message/header.ts';
import { findForwarded } from './message/mime.ts';
import { parseReceived } from './received/parse.ts';
import { buildRoute } from './route/build.ts';
import { type OwnHosts, readOwnHosts } from './route/own-hosts.ts';
import type { Route } from './route/route.ts';
import { judge } from './rules/judge.ts';
import type { Finding } from './rules/rule.ts';

export interface AnalysisOptions {
  /** The reader's receiving servers: host names, domains, addresses or CIDR networks. Empty: found automatically. */
  readonly ownHosts?: readonly string[];
}

/** One message, judged. All offsets are into the text that `analyze` was given. */
export interface Analysis {
  readonly text: string;
  /** The MIME part that holds the message (`2.1`); null for the text's own message. */
  readonly part: string | null;
  readonly header: Header;
  readonly route: Route;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
}

/** How much of a body `analyzeForwarded` looks at unless told otherwise, in UTF-16 units. */
const DEFAULT_LIMIT = 32 * 1024 * 1024;

/** Judges the message that `text` holds, by its header alone: the body is not looked at. */
export function analyze(text: string, options: AnalysisOptions = {}): Analysis {
  return analyzeMessage(text, null, scanHeader(text), readOwnHosts(options.ownHosts ?? []));
}

/**
 * Judges the messages that were forwarded inside (`message/rfc822` parts, nested ones and digests
 * too), each by its own route. Looks at the body, at most at `limit` UTF-16 units of it.
 */
export function analyzeForwarded(
  outer: Analysis,
  options: AnalysisOptions & { readonly limit?: number } = {},
): Analysis[] {
  const own = readOwnHosts(options.ownHosts ?? []);
  const { text } = outer;
  return findForwarded(text, outer.header, options.limit ?? DEFAULT_LIMIT)
    .filter(({ encoded }) => !encoded)
    .map(({ part, start, end }) => analyzeMessage(text, part, scanHeader(text, start, end), own));
}

function analyzeMessage(
  text: string,
  part: string | null,
  header: Header,
  own: OwnHosts,
): Analysis {
  const fields = fieldsNamed(header, 'received').map((field) => parseReceived(text, field));
  const { route, findings } = judge({ text, header, route: buildRoute(fields, own) });
  return { text, part, header, route, findings };
}

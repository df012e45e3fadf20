/** The only door to core/: text goes in, a route with judgements comes out. Never throws. */
import type { Header } from './message/header.ts';
import type { Route } from './route/route.ts';
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

/** Judges the message that `text` holds, by its header alone: the body is not looked at. */
export declare function analyze(text: string, options?: AnalysisOptions): Analysis;

/**
 * Judges the messages that were forwarded inside (`message/rfc822` parts, nested ones and digests
 * too), each by its own route. Looks at the body, at most at `limit` UTF-16 units of it.
 */
export declare function analyzeForwarded(
  outer: Analysis,
  options?: AnalysisOptions & { readonly limit?: number },
): Analysis[];

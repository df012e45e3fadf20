/** What can be told of a document by its URI alone. */
import { URI } from 'vscode-uri';
import { isComplaintPath } from '../core/complaint/name.ts';

const maxLength = 8192;

/** Whether a value that came over the wire is the URI of a document. */
export function isUri(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > maxLength) return false;
  try {
    return URI.parse(value, true).path !== '';
  } catch {
    return false;
  }
}

/** Whether the document is our own output. */
export function isComplaintUri(uri: string): boolean {
  return isComplaintPath(URI.parse(uri).path);
}

/**
 * Schemes of documents that show an earlier version of a file: in diff views, time lines, reviews.
 * They are explained like others, but have no findings: the list of problems would tell of each twice.
 */
const earlierVersions: ReadonlySet<string> = new Set([
  'git',
  'gitfs',
  'gitlens',
  'gitlens-git',
  'pr',
  'review',
  'vscode-local-history',
  'vscode-scm',
  // The two sides of our own preview of a redaction.
  'spam-patrol-redaction',
]);

/** Whether the document shows what another one was. */
export function isEarlierVersion(uri: string): boolean {
  return earlierVersions.has(URI.parse(uri).scheme);
}

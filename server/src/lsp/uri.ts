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

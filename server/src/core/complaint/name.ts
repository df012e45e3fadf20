/** How complaint files are called: `<message>.complaint.eml`, then `<message>-2.complaint.eml` and so on. */

/** The last part of a path or URI path: what follows the last `/`. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * The path of the complaint about the message at `path` (with `/`), beside it. `attempt` counts
 * from 1: an existing file is evidence of an earlier complaint and is never overwritten.
 */
export function complaintPath(path: string, attempt: number): string {
  const name = baseName(path);
  const stem = name.toLowerCase().endsWith('.eml') ? name.slice(0, -'.eml'.length) : name;
  const suffix = attempt === 1 ? '' : `-${attempt}`;
  return `${path.slice(0, path.length - name.length)}${stem}${suffix}.complaint.eml`;
}

/** Whether a file of this name is our own output. */
export function isComplaintPath(path: string): boolean {
  return baseName(path).toLowerCase().endsWith('.complaint.eml');
}

/** How messages made of Outlook files are called: `<file>.eml`, then `<file>-2.eml` and so on. */

/** The path beside the file at `path` (with `/`). `attempt` counts from 1: nothing is ever overwritten. */
export function importedPath(path: string, attempt: number): string {
  const stem = path.toLowerCase().endsWith('.msg') ? path.slice(0, -'.msg'.length) : path;
  return `${stem}${attempt === 1 ? '' : `-${attempt}`}.eml`;
}

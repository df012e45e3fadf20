/** Errors in words for a notification. */

export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

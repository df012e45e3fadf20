/**
 * Loads the bundle with what few messages need, when one does: a browser fetches its worker anew for
 * every window. Knows where that bundle lies, nothing of what is in it.
 */
import type * as Extras from './extras-bundle.ts';

declare function importScripts(uri: string): void;

const loaded = globalThis as { spamPatrolExtras?: typeof Extras };
let place: string | null = null;

/** Tells where the bundle lies. */
export function extrasAt(uri: string): void {
  place = uri;
}

/** What is in the bundle. Throws when it cannot be loaded; the next call tries again. */
export function extras(): typeof Extras {
  if (loaded.spamPatrolExtras === undefined && place !== null) importScripts(place);
  if (loaded.spamPatrolExtras === undefined) throw new Error('a part of Spam Patrol is missing');
  return loaded.spamPatrolExtras;
}

/** Which hop a complaint is about. Whom to tell of it is for core/contacts/ to say. */
import type { Hop, Route } from '../route/route.ts';

/** The route of something that was never received: it names nobody. */
export const noRoute: Route = { hops: [], border: null, source: null, claimedOrigin: null };

/** The hop that a complaint is about: the one that recorded the source, or else the border. */
export function reportedHop(route: Route): Hop | null {
  const index = route.source?.hop ?? route.border;
  return index === null ? null : (route.hops[index] ?? null);
}

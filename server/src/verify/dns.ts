/** Name servers by Node. Knows no question. */
import { promises } from 'node:dns';
import type { Resolve } from './resolver.ts';

/** @param server an IP address, with a port or without; null: those of the system */
export function nodeResolve(server: string | null): Resolve {
  // The deadline of the whole run is shorter than what these add up to with several servers.
  const resolver = new promises.Resolver({ timeout: 3000, tries: 2 });
  if (server !== null) {
    try {
      resolver.setServers([server]);
    } catch {
      throw new Error(
        'the name server of the settings must be an IP address, with or without a port, such as 192.0.2.53:53',
      );
    }
  }
  return (name, type) => resolver.resolve(name, type);
}

/** The world of a lookup for a process of its own: what it is told by flags and by its environment. */
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { whoisAnswer } from '../lookup/registries.ts';
import { World } from '../lookup/world.ts';
import { answers } from '../servers/whois-servers.ts';
import { Folder } from './cli.ts';

export class CliWorld {
  readonly world: World;
  readonly flags: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly #folder: Folder;

  private constructor(world: World, flags: readonly string[], folder: Folder) {
    this.world = world;
    this.flags = flags;
    this.#folder = folder;
    this.env = {
      HTTPS_PROXY: world.web.proxy,
      https_proxy: undefined,
      ALL_PROXY: undefined,
      all_proxy: undefined,
      NO_PROXY: undefined,
      no_proxy: undefined,
      NODE_EXTRA_CA_CERTS: `${folder.path}/ca.pem`,
    };
  }

  static async start(): Promise<CliWorld> {
    const world = await World.start();
    // Nobody refers on: the next server would be one on the Internet.
    const whois = await world.whois.host('first.example', (query, socket) => {
      socket.end(whoisAnswer(/^[\d.]+$/.test(query) ? 'arin' : 'denic'));
    });
    const abuseNet = await world.whois.host('abuse.example', answers(whoisAnswer('abuse-net')));
    const folder = new Folder({ 'ca.pem': world.web.certificate });
    const flags = [
      ...['--server', `127.0.0.1:${whois}`, '--abuse-net', `127.0.0.1:${abuseNet}`],
      ...['--dns', world.names.address],
    ];
    return new CliWorld(world, flags, folder);
  }

  async stop(): Promise<void> {
    this.#folder.remove();
    await this.world.stop();
  }
}

/** Flags and an environment by which every server is at a port where nobody listens. */
export async function nobody(): Promise<{
  readonly flags: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.close();
  await once(server, 'close');
  return {
    flags: ['--server', address, '--abuse-net', address, '--dns', address],
    env: {
      HTTPS_PROXY: `http://${address}`,
      https_proxy: undefined,
      NO_PROXY: undefined,
      no_proxy: undefined,
    },
  };
}

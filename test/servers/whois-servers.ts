/** whois servers (RFC 3912) on the loopback interface, under the names that they have on the Internet. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { nodeConnect } from '../../server/src/node/tcp.ts';
import type { TcpConnect } from '../../server/src/lookup/transport.ts';

/** What a server does with a connection; `query` is the line it was sent, without CRLF. */
export type Behaviour = (query: string, socket: Socket) => void;

export const answers =
  (text: string | Uint8Array): Behaviour =>
  (_, socket) => {
    socket.end(text);
  };

export class WhoisServers {
  readonly #servers: Server[] = [];
  readonly #ports = new Map<string, number>();
  /** `host: query` in the order of arrival. */
  readonly queries: string[] = [];
  /** `host:port` of every attempt to connect. */
  readonly attempts: string[] = [];

  /** Gives the port on 127.0.0.1. */
  async host(name: string, behaviour: Behaviour): Promise<number> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      let received = '';
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString('latin1');
        if (!received.endsWith('\r\n')) return;
        this.queries.push(`${name}: ${received.slice(0, -2)}`);
        behaviour(received.slice(0, -2), socket);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#servers.push(server);
    const { port } = server.address() as AddressInfo;
    this.#ports.set(name, port);
    return port;
  }

  /** A name that leads to a port where nobody listens. */
  async deadHost(name: string): Promise<void> {
    await this.host(name, () => undefined);
    const server = this.#servers.pop();
    server?.close();
    if (server !== undefined) await once(server, 'close');
  }

  readonly connect: TcpConnect = (host, port, _reach, signal) => {
    this.attempts.push(`${host}:${port}`);
    const mapped = this.#ports.get(host);
    return mapped === undefined
      ? Promise.reject(
          Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }),
        )
      : nodeConnect('127.0.0.1', mapped, 'any', signal);
  };

  close(): void {
    for (const server of this.#servers) server.close();
  }
}

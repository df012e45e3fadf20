/**
 * The web as far as a test needs it: one https server on the loopback interface that is all hosts at
 * once, with certificates of an authority of its own, behind a proxy that leads every name to it.
 */
import { once } from 'node:events';
import {
  createServer as createPlain,
  type IncomingMessage,
  type ServerResponse,
  type Server,
} from 'node:http';
import { createServer as createSecure } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { HttpOptions } from '../../server/src/lookup/transport.ts';
import { makeAuthority, type Authority, type Certificate } from './certificates.ts';

export type Page = (response: ServerResponse, request: IncomingMessage) => void;

/** JSON as RDAP servers send it. */
export const rdap =
  (value: unknown): Page =>
  (response) => {
    response.setHeader('content-type', 'application/rdap+json');
    response.end(JSON.stringify(value));
  };

export const status =
  (code: number, fields: Readonly<Record<string, string>> = {}, body = ''): Page =>
  (response) => {
    response.writeHead(code, fields).end(body);
  };

/** Keys cost time: all tests share these. */
let authority: Authority | null = null;
const certificates = new Map<string, Certificate>();

function certificateFor(issuer: Authority, hosts: readonly string[]): Certificate {
  const key = hosts.join(' ');
  const certificate = certificates.get(key) ?? issuer.issue(hosts);
  certificates.set(key, certificate);
  return certificate;
}

export class Web {
  /** `https://host/path`, in the order of arrival. */
  readonly requests: string[] = [];
  /** `host:port` that the proxy was asked for. */
  readonly connections: string[] = [];
  readonly #pages = new Map<string, Page>();
  readonly #sockets = new Set<Socket>();
  readonly #secure: Server;
  readonly #proxy: Server;
  readonly #authority: Authority;

  private constructor(authority: Authority, secure: Server, proxy: Server) {
    this.#authority = authority;
    this.#secure = secure;
    this.#proxy = proxy;
  }

  /** @param hosts whom the server has certificates for */
  static async start(hosts: readonly string[]): Promise<Web> {
    authority ??= makeAuthority();
    const certificate = certificateFor(authority, ['127.0.0.1', 'localhost', ...hosts]);
    const secure = createSecure(certificate);
    const proxy = createPlain();
    const web = new Web(authority, secure, proxy);
    secure.on('request', (request, response) => {
      web.#serve(request, response);
    });
    secure.on('tlsClientError', () => undefined);
    proxy.on('connect', (request: IncomingMessage, socket: Socket) => {
      web.#lead(request.url ?? '', socket);
    });
    for (const server of [secure, proxy]) {
      server.on('connection', (socket: Socket) => {
        web.#sockets.add(socket);
        socket.once('close', () => web.#sockets.delete(socket));
        socket.on('error', () => undefined);
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return web;
  }

  /** What stands at `https://host/path`; anything else is absent (404). */
  page(url: string, page: Page): void {
    this.#pages.set(url, page);
  }

  get certificate(): string {
    return this.#authority.certificate;
  }

  get proxy(): string {
    return `http://127.0.0.1:${(this.#proxy.address() as AddressInfo).port}`;
  }

  /** The server itself, without the proxy. */
  get port(): number {
    return (this.#secure.address() as AddressInfo).port;
  }

  get options(): HttpOptions {
    return {
      proxy: this.proxy,
      noProxy: [],
      strictSsl: true,
      extraCertificates: [this.certificate],
    };
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      [this.#secure, this.#proxy].map((server) => new Promise((resolve) => server.close(resolve))),
    );
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const url = `https://${request.headers.host ?? ''}${request.url ?? ''}`;
    this.requests.push(url);
    const page = this.#pages.get(url);
    if (page === undefined) response.writeHead(404).end();
    else page(response, request);
  }

  #lead(target: string, socket: Socket): void {
    this.connections.push(target);
    const server = connect(this.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(socket).pipe(server);
    });
    this.#sockets.add(server);
    server.once('close', () => this.#sockets.delete(server));
    server.on('error', () => socket.destroy());
    socket.on('error', () => server.destroy());
    socket.once('close', () => server.destroy());
    server.once('close', () => socket.destroy());
  }
}

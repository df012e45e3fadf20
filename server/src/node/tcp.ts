/** TCP connections of Node. Knows no protocol and no patience: whoever asks sets the limits by the signal. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { TcpConnect, TcpSocket } from '../lookup/transport.ts';
import { type AddressLookup, checkedLookup, checkHost, systemAddresses } from './addresses.ts';

async function* chunks(socket: Socket): AsyncGenerator<Uint8Array> {
  for await (const chunk of socket) yield chunk as Uint8Array;
}

/** An abort ends a connection at any time. @param addresses where names lead, for hosts that strangers name */
export function tcpConnector(addresses: AddressLookup = systemAddresses): TcpConnect {
  return async (host, port, reach, signal) => {
    signal.throwIfAborted();
    checkHost(host, reach);
    const socket = connect({
      host,
      port,
      ...(reach === 'public' && { lookup: checkedLookup(addresses) }),
    });
    // A connection may break while nobody reads: Node would end the process over an error that nobody hears.
    socket.on('error', () => undefined);
    const abort = (): void => {
      socket.destroy(new Error('The connection was cancelled.'));
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('close', () => {
      signal.removeEventListener('abort', abort);
    });
    await once(socket, 'connect');
    return {
      send: (bytes) =>
        new Promise((resolve, reject) => {
          socket.write(bytes, (error) => {
            if (error) reject(error);
            else resolve();
          });
        }),
      read: () => chunks(socket),
      close: () => {
        socket.destroy();
      },
    } satisfies TcpSocket;
  };
}

export const nodeConnect: TcpConnect = tcpConnector();

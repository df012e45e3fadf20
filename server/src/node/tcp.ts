/** TCP connections of Node. Knows no protocol and no patience: whoever asks sets the limits by the signal. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { TcpConnect, TcpSocket } from '../lookup/transport.ts';

async function* chunks(socket: Socket): AsyncGenerator<Uint8Array> {
  for await (const chunk of socket) yield chunk as Uint8Array;
}

/** Opens a TCP connection. An abort ends the connection at any time. */
export const nodeConnect: TcpConnect = async (host, port, signal) => {
  signal.throwIfAborted();
  const socket = connect({ host, port });
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

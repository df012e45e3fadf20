/** A whois server (RFC 3912) on the loopback interface that gives every question the same answer. */
import { createServer } from 'node:net';

/** `address` is what the setting `spamPatrol.whois.server` takes. */
export function startWhoisServer() {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (question) => {
      socket.end(`% about ${String(question).trim()}\r\nOrgAbuseEmail: abuse@provider.example\r\n`);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve({ address: `127.0.0.1:${server.address().port}`, stop: () => server.close() });
    });
  });
}

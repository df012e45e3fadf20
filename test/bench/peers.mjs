/** Who is measured, and how each is called for the same thing: everything it can say about a message from its header. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const core = () => import(new URL('../../.cache/bench/core.mjs', import.meta.url).href);

/**
 * `load` gives one function from a message to a promise or a value. `input`: what it likes best,
 * so that nobody pays for a conversion. `task`s it takes part in; without it all.
 */
export const peers = [
  {
    id: 'trace',
    name: 'Spam Patrol, full trace',
    input: 'text',
    async load() {
      const { analyze, analyzeForwarded } = await core();
      return (message) => {
        const analysis = analyze(message);
        return [analysis, analyzeForwarded(analysis)];
      };
    },
  },
  {
    id: 'scan',
    name: 'Spam Patrol, bare field scan',
    input: 'text',
    async load() {
      const { scanHeader } = await core();
      return (message) => scanHeader(message);
    },
  },
  {
    id: 'postal-mime',
    name: 'postal-mime',
    input: 'bytes',
    async load() {
      const { default: PostalMime } = await import('postal-mime');
      return (message) => PostalMime.parse(message);
    },
  },
  {
    id: 'mailparser',
    name: 'mailparser (simpleParser)',
    input: 'bytes',
    async load() {
      const { simpleParser } = await import('mailparser');
      return (message) => simpleParser(message);
    },
  },
  {
    id: 'eml-parse-js',
    name: 'eml-parse-js (readEml)',
    input: 'text',
    async load() {
      const { readEml } = require('eml-parse-js');
      return (message) => readEml(message);
    },
  },
  {
    id: 'mailauth',
    name: 'mailauth (header and Received parsers)',
    input: 'bytes',
    async load() {
      // Its authentication asks the DNS; these are the parts that read, and all that can be compared.
      const { MessageParser } = require('mailauth/lib/dkim/message-parser.js');
      const { parseReceived } = require('mailauth/lib/parse-received.js');
      return (message) =>
        new Promise((resolve, reject) => {
          const parser = new MessageParser();
          parser.on('error', reject);
          parser.on('finish', () => {
            const rows = parser.headers ? parser.headers.parsed : [];
            resolve(
              rows.filter(({ key }) => key === 'received').map(({ line }) => parseReceived(line)),
            );
          });
          parser.end(message);
        });
    },
  },
];

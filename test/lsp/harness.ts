/** The real server on an in-memory connection, with a client that waits for events and never sleeps. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  CancellationToken,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import { nodeRuntime } from '../../server/src/node/runtime.ts';

export interface Options {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  /** The language that the editor is read in. */
  readonly locale?: string;
  /** What the client answers to `workspace/configuration`; absent: it cannot be asked. */
  readonly settings?: () => unknown;
  readonly runtime?: Partial<Runtime>;
  /** The test has servers on the loopback interface. Without it, whatever touches the network is noted and fails. */
  readonly network?: 'loopback';
  /** The folder that the editor has open. */
  readonly rootUri?: string;
  /** To listen for what the server says right after `initialized`. */
  readonly beforeStart?: (harness: Harness) => void;
}

/** Our own client, in an editor that is read in a language of ours. */
export async function readIn(locale: 'de' | 'es' | 'fr' | 'ja'): Promise<Options> {
  const bundle = new URL(`../../l10n/bundle.l10n.${locale}.json`, import.meta.url);
  const translations: unknown = JSON.parse(await readFile(bundle, 'utf8'));
  return { locale, initializationOptions: { clientFiles: true, translations } };
}

/** Timers below this are the server waiting for idleness; the test decides when that is. */
const longestIdle = 1000;

/** A value that arrives once, for those who asked before and those who ask later. */
class Mailbox<T> {
  readonly #letters: T[] = [];
  readonly #readers: ((letter: T) => void)[] = [];

  put(letter: T): void {
    const reader = this.#readers.shift();
    if (reader === undefined) this.#letters.push(letter);
    else reader(letter);
  }

  next(): Promise<T> {
    const letter = this.#letters.shift();
    return letter === undefined
      ? new Promise((resolve) => this.#readers.push(resolve))
      : Promise.resolve(letter);
  }

  get isEmpty(): boolean {
    return this.#letters.length === 0;
  }
}

export class Harness {
  readonly client: ProtocolConnection;
  initialized: InitializeResult = { capabilities: {} };
  /** Every analysis that the server made: `message <uri>`, `forwarded <uri>` or `parts <uri>`. */
  readonly analyses: string[] = [];
  /** Whatever was about to leave the machine: `tcp whois.iana.org:43`. */
  readonly touched: string[] = [];
  readonly #documents = new Map<string, TextDocument>();
  readonly #diagnostics = new Map<string, Mailbox<Diagnostic[]>>();
  readonly #idle = new Mailbox<() => void>();

  constructor(options: Options) {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const node = nodeRuntime();
    const runtime: Runtime = {
      ...node,
      ...(options.network === undefined && this.#guards()),
      later: (callback, milliseconds) => {
        if (milliseconds === 0 || milliseconds >= longestIdle) {
          return node.later(callback, milliseconds);
        }
        let live = true;
        this.#idle.put(() => {
          if (live) callback();
        });
        return {
          dispose: () => {
            live = false;
          },
        };
      },
      ...options.runtime,
    };
    startServer(
      createConnection(
        ProposedFeatures.all,
        new StreamMessageReader(toServer),
        new StreamMessageWriter(toClient),
      ),
      runtime,
      { onAnalyze: (uri, what) => this.analyses.push(`${what} ${uri}`) },
    );
    this.client = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.client.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#mailbox(uri).put(diagnostics);
    });
    const { settings } = options;
    if (settings !== undefined) {
      this.client.onRequest(ConfigurationRequest.type, ({ items }) =>
        items.map(({ section }) => (section === 'http' ? {} : settings())),
      );
    }
    this.client.listen();
  }

  /** Transports that nobody is to touch. */
  #guards(): Pick<Runtime, 'connect' | 'http' | 'dns' | 'run'> {
    const touch = (what: string): Error => {
      this.touched.push(what);
      return new Error(`${what} was touched`);
    };
    return {
      connect: (host, port) => Promise.reject(touch(`tcp ${host}:${port}`)),
      http: () => (url) => Promise.reject(touch(`http ${url}`)),
      dns: () => (name, type) =>
        Promise.resolve({
          kind: 'failed',
          code: 'UNREACHABLE',
          message: touch(`dns ${type} ${name}`).message,
        }),
      run: (program) => Promise.reject(touch(`program ${program}`)),
    };
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, 'eml', version, text));
    const textDocument = { uri, languageId: 'eml', version, text };
    await this.client.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces the first occurrence of `old`, as one incremental change. */
  async replace(uri: string, old: string, text: string): Promise<void> {
    const document = this.#document(uri);
    const start = document.getText().indexOf(old);
    if (start === -1) throw new Error(`${uri} does not hold ${JSON.stringify(old)}`);
    const range = {
      start: document.positionAt(start),
      end: document.positionAt(start + old.length),
    };
    const version = document.version + 1;
    TextDocument.update(document, [{ range, text }], version);
    await this.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** The next diagnostics of the document, whether they have come already or are still to come. */
  diagnostics(uri: string): Promise<Diagnostic[]> {
    return this.#mailbox(uri).next();
  }

  /** Whether diagnostics came that the test has not looked at. */
  hasDiagnostics(uri: string): boolean {
    return !this.#mailbox(uri).isEmpty;
  }

  /** Waits until the server waits for idleness, and grants it. */
  async becomeIdle(): Promise<void> {
    do (await this.#idle.next())();
    while (!this.#idle.isEmpty);
  }

  /** The text that a range covers. */
  textAt(uri: string, range: Diagnostic['range']): string {
    return this.#document(uri).getText(range);
  }

  /** Where the first occurrence of `word` stands. */
  rangeOf(uri: string, word: string): Diagnostic['range'] {
    const document = this.#document(uri);
    const start = document.getText().indexOf(word);
    if (start === -1) throw new Error(`${uri} does not hold ${JSON.stringify(word)}`);
    return { start: document.positionAt(start), end: document.positionAt(start + word.length) };
  }

  /** A request about a document, with what it needs beyond the document. */
  ask<R>(method: string, uri: string, more: object = {}): Promise<R> {
    return this.client.sendRequest(method, { textDocument: { uri }, ...more });
  }

  /** A request about the beginning of `word`, `behind` characters further on. */
  askAt<R>(method: string, uri: string, word: string, more: object = {}, behind = 0): Promise<R> {
    const { line, character } = this.rangeOf(uri, word).start;
    return this.ask(method, uri, { position: { line, character: character + behind }, ...more });
  }

  hover(uri: string, word: string): Promise<Hover | null> {
    const position = this.rangeOf(uri, word).start;
    return this.client.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  codeActions(
    uri: string,
    word: string,
    diagnostics: Diagnostic[] = [],
    only?: string[],
  ): Promise<CodeAction[]> {
    return this.client.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: this.rangeOf(uri, word),
      context: { diagnostics, ...(only && { only }) },
    });
  }

  execute<R>(command: string, argument?: unknown, token = CancellationToken.None): Promise<R> {
    const params = { command, arguments: argument === undefined ? [] : [argument] };
    return this.client.sendRequest('workspace/executeCommand', params, token);
  }

  async stop(): Promise<void> {
    await this.client.sendRequest('shutdown');
    this.client.dispose();
  }

  #document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  #mailbox(uri: string): Mailbox<Diagnostic[]> {
    let mailbox = this.#diagnostics.get(uri);
    if (mailbox === undefined) this.#diagnostics.set(uri, (mailbox = new Mailbox()));
    return mailbox;
  }
}

/** A running server behind `initialize`. Stop it at the end of the test. */
export async function startHarness(options: Options = {}): Promise<Harness> {
  const harness = new Harness(options);
  const { capabilities = {}, settings } = options;
  options.beforeStart?.(harness);
  harness.initialized = await harness.client.sendRequest('initialize', {
    processId: null,
    rootUri: options.rootUri ?? null,
    ...(options.locale !== undefined && { locale: options.locale }),
    capabilities:
      settings === undefined
        ? capabilities
        : { ...capabilities, workspace: { configuration: true, ...capabilities.workspace } },
    initializationOptions: options.initializationOptions,
  });
  await harness.client.sendNotification('initialized', {});
  return harness;
}

/** A promise for the first notification or request of a method. Requests are answered with `answer`. */
export function once<P>(harness: Harness, method: string): Promise<P> {
  return new Promise((resolve) => {
    harness.client.onNotification(method, resolve);
  });
}

export function onceAsked<P>(harness: Harness, method: string, answer: unknown): Promise<P> {
  return new Promise((resolve) => {
    harness.client.onRequest(method, (params: P) => {
      resolve(params);
      return answer;
    });
  });
}

/** Reads a file that the server wrote into a temporary folder of its own, and removes both. */
export async function takeTemporary(uri: string): Promise<Buffer> {
  const path = fileURLToPath(uri);
  const bytes = await readFile(path);
  await rm(dirname(path), { recursive: true });
  return bytes;
}

export interface Folder {
  /** The URI of a file of that name. */
  uri(name: string): string;
  path(name: string): string;
  write(name: string, bytes: Uint8Array | string): Promise<string>;
  remove(): Promise<void>;
}

/** A folder of its own for a test that needs a disk. */
export async function makeFolder(): Promise<Folder> {
  const root = await mkdtemp(join(tmpdir(), 'spam-patrol-test-'));
  const path = (name: string): string => join(root, name);
  const uri = (name: string): string => URI.file(path(name)).toString();
  return {
    path,
    uri,
    async write(name, bytes) {
      await writeFile(path(name), bytes);
      return uri(name);
    },
    remove: () => rm(root, { recursive: true }),
  };
}

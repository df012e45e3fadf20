/**
 * The server in a language that nobody speaks, in which a text that was not translated shows: our
 * words are in other letters, so that the Latin ones that are left must come from the message.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import {
  MessageType,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type Diagnostic,
  type DocumentLink,
  type DocumentSymbol,
  type InlayHint,
  type ShowMessageParams,
} from 'vscode-languageserver';
import { brandNamed } from '../../server/src/core/net/brands.ts';
import { allRules } from '../../server/src/core/rules/index.ts';
import { decodeWords } from '../../server/src/core/message/encoded-words.ts';
import {
  commands,
  complaintOfferRequest,
  routeRequest,
  type ComplaintOfferResult,
  type ComplaintResult,
  type PartResult,
  type ReportResult,
  type RouteResult,
} from '../../server/src/lsp/protocol.ts';
import { once, startHarness, type Harness, type Options } from './harness.ts';
import { forged, forwarding, plain } from './messages.ts';

const root = new URL('../../', import.meta.url);

/** Any bundle has all the keys: `npm run generate -- --check` sees to that. */
const keys = Object.keys(
  JSON.parse(readFileSync(new URL('l10n/bundle.l10n.de.json', root), 'utf8')) as object,
);

/** In fullwidth letters; the places of values, the code and the names of settings stay. */
function foreign(key: string): string {
  return key.replace(/\{\d\}|`[^`]*`|spamPatrol\.[\w.]+|spam-patrol \w+|[A-Za-z]/g, (piece) =>
    piece.length > 1 ? piece : String.fromCharCode(piece.charCodeAt(0) + 0xfee0),
  );
}

const translations = Object.fromEntries(keys.map((key) => [key, foreign(key)]));
const pseudo: Options = {
  locale: 'qps-ploc',
  initializationOptions: { clientFiles: true, translations },
};

/** Messages of every kind: the samples, and those on the pages of the rules. */
function messages(): (readonly [uri: string, text: string])[] {
  const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
  const samples = readdirSync(new URL('samples/', root)).map(
    (name) => [`untitled:${name}`, read(`samples/${name}`)] as const,
  );
  const pages = readdirSync(new URL('docs/rules/', root)).flatMap((name) =>
    [...read(`docs/rules/${name}`).matchAll(/```eml\n([^]*?)```/g)].map(([, text = ''], index) => {
      const end = name.startsWith('complaint-') ? 'complaint.eml' : 'eml';
      return [
        `untitled:${name.replace('.md', '')}-${index}.${end}`,
        text.replace('␍', '\r').replace('␀', '\0').replace('␣BOM', '\ufeff'),
      ] as const;
    }),
  );
  return [...samples, ...pages];
}

/** A message may be Markdown, says the protocol; ours is text. */
function textOf(diagnostic: Pick<Diagnostic, 'message'> | undefined): string {
  const message = diagnostic?.message ?? '';
  return typeof message === 'string' ? message : message.value;
}

const isDraft = (uri: string): boolean => uri.endsWith('.complaint.eml');

/** The Latin words of a text that neither the message holds nor a table of names does. */
function loose(shown: string, message: string): string[] {
  const held = `${message} ${decodeWords(message)}`.toLowerCase();
  const names = allRules.map(({ id }) => id).join('|');
  const ours = shown
    .replace(new RegExp(`\\b(?:${names})\\b`, 'g'), '')
    .replace(/spamPatrol\.[\w.]+|spam-patrol \w+|`by`|\btext\/plain\b/g, '');
  return (ours.match(/[A-Za-z]{2,}/g) ?? []).filter(
    (word) => !held.includes(word.toLowerCase()) && brandNamed(word) === null,
  );
}

/** All that an editor shows of an open message, but its hovers. */
async function shownOf(server: Harness, uri: string, text: string): Promise<string[]> {
  const whole = {
    start: { line: 0, character: 0 },
    end: { line: text.split('\n').length, character: 0 },
  };
  await server.open(uri, text);
  const found: Diagnostic[] = [...(await server.diagnostics(uri))];
  const lenses = server.ask<CodeLens[]>('textDocument/codeLens', uri);
  const symbols = server.ask<DocumentSymbol[]>('textDocument/documentSymbol', uri);
  const hints = server.ask<InlayHint[]>('textDocument/inlayHint', uri, { range: whole });
  if (!isDraft(uri)) await server.becomeIdle();
  const links = await server.ask<DocumentLink[]>('textDocument/documentLink', uri);
  if (server.hasDiagnostics(uri)) found.push(...(await server.diagnostics(uri)));
  const actions = await server.ask<CodeAction[]>('textDocument/codeAction', uri, {
    range: whole,
    context: { diagnostics: [] },
  });
  const { routes } = await server.client.sendRequest<RouteResult>(routeRequest, { uri });
  const named = (tree: readonly DocumentSymbol[]): string[] =>
    tree.flatMap(({ name, detail = '', children = [] }) => [name, detail, ...named(children)]);
  return [
    ...found.flatMap(({ message, relatedInformation = [] }) => [
      textOf({ message }),
      ...relatedInformation.map((one) => one.message),
    ]),
    ...(await lenses).flatMap(({ command }) => [command?.title ?? '', command?.tooltip ?? '']),
    ...named(await symbols),
    ...(await hints).flatMap(({ label, tooltip }) => [
      typeof label === 'string' ? label : '',
      typeof tooltip === 'object' ? tooltip.value : '',
    ]),
    ...links.map(({ tooltip = '' }) => tooltip),
    ...actions.map(({ title }) => title),
    ...routes.flatMap(({ picture }) => [
      ...picture.marks.flatMap(({ brief, message }) => [brief, message]),
      ...picture.hops.flatMap(({ reason, marks }) => [
        reason,
        ...marks.flatMap(({ brief, message }) => [brief, message]),
      ]),
    ]),
  ];
}

describe('the language of the server', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness(pseudo);
  });
  afterEach(() => server.stop());

  it('is that of the reader in all that an editor shows of a message', async () => {
    let count = 0;
    for (const [uri, text] of messages()) {
      const shown = await shownOf(server, uri, text);
      count += shown.length;
      for (const one of shown)
        if (loose(one, text).length > 0) console.log(uri, loose(one, text), one);
      await server.close(uri);
    }
    assert.ok(count > 1000, String(count));
  });

  const mail = 'untitled:mail.eml';

  it('is that of the reader in what becomes of a complaint', async () => {
    await server.open(mail, forwarding);
    const written = await server.execute<ComplaintResult>(commands.generateComplaint, {
      uri: mail,
      choices: {
        format: 'xarf',
        recipients: [
          { ...recipient, address: '+12015550143', channel: 'phone' },
          { ...recipient, address: 'sender@example.org' },
        ],
      },
    });
    assert.ok(written.kind === 'composed', JSON.stringify(written));
    assert.equal(written.notices.length, 6);
    const asked = await server.client.sendRequest<ComplaintOfferResult>(complaintOfferRequest, {
      uri: mail,
      recipients: [{ ...recipient, address: 'sender@example.org' }],
    });
    assert.ok(asked.kind === 'offer', JSON.stringify(asked));
    const guessed = await server.client.sendRequest<ComplaintOfferResult>(complaintOfferRequest, {
      uri: mail,
    });
    assert.ok(guessed.kind === 'offer' && guessed.offer.recipients.length > 0);
    const { formats, recipients, notices } = asked.offer;
    const said = [
      ...written.notices,
      ...notices,
      ...formats.flatMap(({ refusal }) => refusal ?? []),
      ...recipients.flatMap(({ cautions }) => cautions),
      ...guessed.offer.recipients.map(({ basis }) => basis),
    ];
    assert.ok(said.length > 8, said.join('\n'));
    for (const one of said) assert.deepEqual(loose(one, forwarding), [], one);
    // The letter speaks its recipient's language.
    assert.match(Buffer.from(written.base64, 'base64').toString(), /Dear|Hello/);
  });

  it('is that of the reader when a command works, and when it does not', async () => {
    const begun: string[] = [];
    server.client.onNotification('$/progress', ({ value }: { value: { title?: string } }) => {
      if (value.title !== undefined) begun.push(value.title);
    });
    await server.open(mail, forwarding);
    const told: string[] = [];
    for (const [command, argument] of [
      [commands.generateComplaint, { uri: 7 }],
      [commands.lookUp, { subjects: ['no subject'] }],
      [commands.lookUp, { subjects: ['AS99999999999'] }],
      [commands.lookUp, { subjects: ['+12'] }],
      [commands.contacts, { uri: 'untitled:other.complaint.eml' }],
      [commands.contacts, { uri: 'untitled:other.eml' }],
      [commands.contactPoints, { uri: mail, part: 'x' }],
      [commands.lookUpPhone, { uri: mail, number: '12' }],
      [commands.alive, { address: '10.0.0.7' }],
      [commands.verify, { uri: mail, part: '7', offline: true }],
      [commands.importMsg, { uri: 'mail.msg' }],
      [commands.openPart, { uri: mail, part: '9' }],
    ] as const) {
      const params = { command, arguments: [argument], workDoneToken: command };
      const result = await server.client.sendRequest<ReportResult>(
        'workspace/executeCommand',
        params,
      );
      assert.ok(result.kind === 'failed', JSON.stringify(result));
      told.push(result.message);
    }
    const part = await server.execute<PartResult>(commands.openPart, { uri: mail, part: '1' });
    assert.ok(part.kind === 'text', JSON.stringify(part));
    const given = 'no subject AS99999999999 AS4294967295 base64 mail.eml';
    for (const one of [...told, ...begun, part.title]) assert.deepEqual(loose(one, given), [], one);
    assert.ok(begun.length >= 4, begun.join());
  });

  it('is that of the reader in a notice, and in the completions of a draft', async () => {
    let notice: Promise<ShowMessageParams> | undefined;
    await server.stop();
    server = await startHarness({
      ...pseudo,
      settings: () => ({ ownHosts: ['two words'] }),
      beforeStart: (harness) => {
        notice = once<ShowMessageParams>(harness, 'window/showMessage');
      },
    });
    await server.open('untitled:a.complaint.eml', 'To: \nContent-Type: \n\n');
    assert.equal((await notice)?.type, MessageType.Warning);
    assert.match((await notice)?.message ?? '', /^spamPatrol\.ownHosts: two words \uff49\uff53/);
    const items = await server.askAt<CompletionItem[]>(
      'textDocument/completion',
      'untitled:a.complaint.eml',
      'Content-Type: ',
      {},
      'Content-Type: '.length,
    );
    assert.ok(items.length > 5);
    for (const { detail = '' } of items) assert.deepEqual(loose(detail, 'RFC'), [], detail);
  });

  const titles = async (options: Options): Promise<string[]> => {
    await server.stop();
    server = await startHarness(options);
    await server.open(mail, plain);
    const lenses = await server.ask<CodeLens[]>('textDocument/codeLens', mail);
    const [found] = await server.diagnostics(mail);
    assert.equal(found, undefined);
    return lenses.map(({ command }) => command?.title ?? '');
  };

  it('is English where a text has no translation, and where there are none', async () => {
    const some = { 'Generate complaint': 'Beschwerde verfassen', 'source {0}': 7 };
    const clientFiles = true;
    assert.deepEqual(await titles({ initializationOptions: { clientFiles, translations: some } }), [
      '1 hop \u00b7 source 192.0.2.7 \u00b7 no findings',
      'Beschwerde verfassen',
      'Who is responsible for 192.0.2.7?',
    ]);
    for (const locale of ['tlh', 'C', '../de', 'x'.repeat(200), '']) {
      const [first] = await titles({ locale });
      assert.equal(first, 'Generate complaint', locale);
    }
    const [, second] = await titles({ locale: 'de', initializationOptions: { clientFiles } });
    assert.equal(second, 'Generate complaint');
  });

  it('is found by the locale where an editor brings no translations', async () => {
    const asked: string[] = [];
    const runtime = {
      translations: (language: string) => {
        asked.push(language);
        return Promise.resolve(language === 'de' ? { 'Generate complaint': 'Beschwerde' } : null);
      },
    };
    const [first] = await titles({ locale: 'de_CH.UTF-8', runtime });
    assert.equal(first, 'Beschwerde');
    assert.deepEqual(asked, ['de-ch', 'de']);
  });

  it('is English, and the server lives, when the translations cannot be read', async () => {
    const runtime = { translations: () => Promise.reject(new Error('no disk')) };
    const [first] = await titles({ locale: 'de', runtime });
    assert.equal(first, 'Generate complaint');
  });

  it('is each connection\u2019s own', async () => {
    const english = await startHarness();
    try {
      for (const one of [server, english]) await one.open(mail, forged);
      const [ours] = await server.diagnostics(mail);
      const [theirs] = await english.diagnostics(mail);
      assert.match(textOf(theirs), /^[ -~]+$/);
      assert.doesNotMatch(textOf(ours), /^[ -~]+$/);
    } finally {
      await english.stop();
    }
  });
});

const recipient = {
  address: '',
  channel: 'mail',
  role: 'network',
  scope: '192.0.2.0/24',
  basis: 'mail.example.org',
  confidence: 'guessed',
} as const;

import assert from 'node:assert/strict';
import { defaultEndpoints } from '../../server/src/lookup/endpoints.ts';
import { defaultHttpOptions } from '../../server/src/lookup/transport.ts';
import { readSettings } from '../../server/src/lsp/settings.ts';
import { once, onceAsked, startHarness, takeTemporary } from './harness.ts';
import { plain } from './messages.ts';

const uri = 'file:///mail/one.eml';

describe('settings', () => {
  it('are the defaults when the editor sends nothing, or anything', () => {
    const defaults = {
      ownHosts: [],
      organisations: [],
      rules: new Map(),
      ownAddresses: [],
      reporter: null,
      dnsServer: null,
      lookup: {
        wishes: {
          endpoints: defaultEndpoints,
          http: defaultHttpOptions,
          nameServers: null,
          offline: null,
        },
        geoFiles: [],
        phoneTemplate: '',
      },
      complaint: {
        format: 'letter',
        grouping: 'together',
        inquiry: false,
        language: 'en',
        legal: [],
        redact: false,
        texts: new Map(),
        textsFolder: null,
      },
      faults: [],
      inlayHints: new Set(['hopNumber', 'delay', 'decodedWords', 'decodedHosts']),
      links: 'defanged',
    };
    for (const section of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { reporter: 7, whois: [], ownHosts: 'x', organisations: 7 },
      { reporter: 7, whois: [], ownHosts: 'x', complaint: 7 },
      { complaint: { format: 'pdf', language: 7, legal: ['x'], texts: { x: 'y', network: 7 } } },
      { reporter: 7, whois: [], ownHosts: 'x', inlayHints: [false], links: 7 },
    ]) {
      assert.deepEqual(readSettings(section), defaults);
    }
    assert.deepEqual(
      [...readSettings({ rules: { 'no-date': 'off', 'bare-cr': 'loud', x: 7 } }).rules],
      [['no-date', 'off']],
    );
    assert.deepEqual(readSettings({ ownHosts: ['mx.example', 7, ' ', null] }).ownHosts, [
      'mx.example',
    ]);
  });

  it('leave out hosts and organisations that mean nothing, and say so', () => {
    const { ownHosts, organisations, faults } = readSettings({
      ownHosts: [
        'mx.example',
        '.example.com',
        '192.0.2.0/24',
        '2001:db8::/32',
        'two words',
        '192.0.2.0/99',
        '300.0.2.1',
      ],
      organisations: [
        'a.example = B.example',
        'a.example',
        'com=example.com',
        'a.example=b.example=c.example',
        7,
      ],
    });
    assert.deepEqual(ownHosts, ['mx.example', '.example.com', '192.0.2.0/24', '2001:db8::/32']);
    assert.deepEqual(organisations, [
      ['a.example', 'b.example'],
      ['a.example', 'b.example', 'c.example'],
    ]);
    assert.deepEqual(
      faults.map((fault) => /^spamPatrol\.(\w+: .*?) (?:is|does)/.exec(fault)?.[1]),
      [
        'ownHosts: two words',
        'ownHosts: 192.0.2.0/99',
        'ownHosts: 300.0.2.1',
        'organisations: a.example',
        'organisations: com=example.com',
      ],
    );
  });

  it('that mean nothing are told once', async () => {
    const told: string[] = [];
    const server = await startHarness({
      settings: () => ({ organisations: ['example.com'] }),
      beforeStart: ({ client }) => {
        client.onNotification('window/showMessage', ({ message }: { message: string }) => {
          told.push(message);
        });
      },
    });
    await server.open(uri, plain);
    await server.diagnostics(uri);
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.diagnostics(uri);
    assert.equal(told.length, 1);
    assert.match(
      told[0] ?? '',
      /^spamPatrol\.organisations: example\.com .*example\.com=example\.net/,
    );
    await server.stop();
  });

  it('turn rules off and change their level', async () => {
    let rules: object = {};
    const server = await startHarness({ settings: () => ({ rules }) });
    await server.open(uri, plain.replace('Subject:', 'Subject: one\r\nSubject:'));
    const found = async (): Promise<unknown[]> =>
      (await server.diagnostics(uri)).map(({ code, severity }) => [code, severity]);
    assert.deepEqual(await found(), [['duplicate-header', 3]]);
    rules = { 'duplicate-header': 'hint' };
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await found(), [['duplicate-header', 4]]);
    rules = { 'duplicate-header': 'off' };
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await found(), []);
    await server.stop();
  });

  it('are asked for once, and again when they have changed: every message is judged anew', async () => {
    let asked = 0;
    const server = await startHarness({
      settings: () => {
        asked++;
        return { ownHosts: [] };
      },
    });
    await server.open(uri, plain);
    await server.diagnostics(uri);
    await server.hover(uri, 'Received');
    assert.equal(asked, 1);
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.diagnostics(uri);
    assert.equal(asked, 2);
    assert.deepEqual(server.analyses, [`message ${uri}`, `message ${uri}`]);
    await server.stop();
  });

  it('come with initialize or with the notification from an editor that cannot be asked', async () => {
    const from = (name: string) => ({ reporter: { name, address: 'jo@example.com' } });
    const server = await startHarness({ initializationOptions: { settings: from('First') } });
    const untitled = 'untitled:one';
    await server.open(untitled, plain);
    const complain = async (): Promise<string> => {
      const result: { uri: string } = await server.execute('spamPatrol.generateComplaint', {
        uri: untitled,
      });
      return (await takeTemporary(result.uri)).toString('latin1');
    };
    assert.match(await complain(), /^From: .*First/m);
    await server.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { spamPatrol: from('Second') },
    });
    assert.match(await complain(), /^From: .*Second/m);
    await server.stop();
  });

  it('that cannot be had are logged, and the defaults taken', async () => {
    const server = await startHarness({
      settings: () => {
        throw new Error('no settings today');
      },
    });
    const logged = once<{ message: string }>(server, 'window/logMessage');
    await server.open(uri, plain);
    await server.diagnostics(uri);
    assert.match((await logged).message, /settings/);
    await server.stop();
  });

  it('are registered for where the editor wants that', async () => {
    const method = 'workspace/didChangeConfiguration';
    let asked: Promise<{ registrations: { method: string }[] }> | undefined;
    const server = await startHarness({
      capabilities: { workspace: { didChangeConfiguration: { dynamicRegistration: true } } },
      beforeStart: (harness) => {
        asked = onceAsked(harness, 'client/registerCapability', null);
      },
    });
    assert.deepEqual(
      (await asked)?.registrations.map((registration) => registration.method),
      [method],
    );
    await server.stop();
  });
});

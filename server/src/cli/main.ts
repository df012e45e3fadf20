/** Entry of dist/cli.js: the commands, their options, and exit codes. Does no work of its own. */
import { isMainThread } from 'node:worker_threads';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readOrganisation } from '../core/net/hosts.ts';
import { isOwnHost } from '../core/route/own-hosts.ts';
import { narrowest } from '../core/picture/draw.ts';
import { allRules } from '../core/rules/index.ts';
import { readRuleSettings, ruleSettings, type RuleSettings } from '../core/rules/levels.ts';
import { formats as complaintFormats, type FormatId } from '../core/complaint/formats/formats.ts';
import { legalParagraphs, type LegalId } from '../core/complaint/letter.ts';
import { languages, type Language } from '../core/complaint/texts/languages.ts';
import { version } from '../core/version.ts';
import { formats, type FormatName } from './formats/index.ts';
import { wantsColours } from './formats/text.ts';
import { printAlive } from './alive.ts';
import { complain } from './complain.ts';
import { printContacts } from './contacts.ts';
import type { LookupFlags } from './lookups.ts';
import { draw, themes, type Theme } from './draw.ts';
import { readRecipient, type Recipient } from './recipient.ts';
import { defaultEndpoints } from '../lookup/endpoints.ts';
import { importFiles } from './import.ts';
import { endWithReader, reasonOf, safe, warn } from './output.ts';
import { serveThread } from './threads.ts';
import { trace } from './trace.ts';
import { verify } from './verify.ts';
import { printWhois, type WhoisFlags } from './whois.ts';

function collect(value: string, values: readonly string[]): string[] {
  return [...values, value];
}

const ownHost = () =>
  new Option(
    '--own-host <name|cidr>',
    'a receiving server of yours: host name, domain, address or network; repeatable; without it they are found automatically',
  )
    .argParser(collectOwnHost)
    .default([], 'found automatically');

/** Checked: a network that is misspelt would make strangers of the reader's own servers. */
function collectOwnHost(value: string, hosts: readonly string[]): string[] {
  if (!isOwnHost(value)) {
    throw new InvalidArgumentError(
      'It must be a host name, an address or a network (192.0.2.0/24).',
    );
  }
  return [...hosts, value];
}

const organisation = () =>
  new Option(
    '--organisation <a=b>',
    'domains that belong to one organisation (example.com=example.net); repeatable; adds to those that are known',
  )
    .argParser(collectOrganisation)
    .default([], 'none');

function collectOrganisation(
  value: string,
  organisations: readonly (readonly string[])[],
): (readonly string[])[] {
  const domains = readOrganisation(value);
  if (domains === null) {
    throw new InvalidArgumentError('It must be two or more domains: example.com=example.net.');
  }
  return [...organisations, domains];
}

/** `id=level`, checked: a rule whose name is misspelt would go on speaking. */
function collectRule(value: string, settings: RuleSettings): RuleSettings {
  const [id = '', level = ''] = value.split('=', 2);
  if (!allRules.some((rule) => rule.id === id)) {
    throw new InvalidArgumentError(`There is no rule ${safe(id)}; docs/rules lists all.`);
  }
  const [setting] = readRuleSettings([[id, level]]);
  if (setting === undefined) {
    throw new InvalidArgumentError(`The level must be one of: ${ruleSettings.join(', ')}.`);
  }
  return new Map([...settings, setting]);
}

function readCount(value: string): number {
  const count = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (count < 1) throw new InvalidArgumentError('It must be a number from 1 to 999.');
  return count;
}

const program = new Command('spam-patrol')
  .description('See where a mail really came from.')
  .version(version)
  // 1 means that something was found: a wrong call is 2.
  .exitOverride()
  .configureHelp({ sortSubcommands: false })
  .showHelpAfterError('Add --help to see how it is called.');

program
  .command('trace')
  .summary('draw the route of messages and say what is wrong with it')
  .description(
    'Draws the route of each message, newest hop first, and lists what is wrong with it.\n' +
      'Messages forwarded inside a message are traced too. Nothing leaves this machine.\n' +
      'With --report: where all of them came from, which servers hid that, and what they have in common.',
  )
  .argument(
    '[paths...]',
    'files, folders, mailboxes (mbox), or - for one message on standard input',
  )
  .addOption(
    new Option('--format <format>', 'how to print it')
      .choices(Object.keys(formats))
      .default('text'),
  )
  .addOption(ownHost())
  .addOption(organisation())
  .addOption(
    new Option(
      '--rule <id=level>',
      `another level for a rule (${ruleSettings.join(', ')}); repeatable`,
    )
      .argParser(collectRule)
      .default(new Map(), 'as the rules have it'),
  )
  .option('--report', 'one report on all messages in the place of their routes', false)
  .addOption(
    new Option(
      '--threads <count>',
      'how many threads trace a large set of files (default: one a core; a small set takes one)',
    ).argParser(readCount),
  )
  .option('--glob <pattern>', 'which files of a folder to trace', '*.eml')
  .addOption(
    new Option('--files-from <list>', 'read more paths from standard input, one a line').choices([
      '-',
    ]),
  )
  .addHelpText(
    'after',
    '\nExit code: 0 nothing at warning or above, 1 something was, 2 wrong call, unreadable file or no message at all.',
  )
  .action(
    async (
      paths: string[],
      options: {
        format: FormatName;
        ownHost: string[];
        organisation: string[][];
        rule: RuleSettings;
        report: boolean;
        threads?: number;
        glob: string;
        filesFrom?: '-';
      },
      command: Command,
    ) => {
      const filesFromStandardInput = options.filesFrom !== undefined;
      if (paths.length === 0 && !filesFromStandardInput) {
        command.error('error: Nothing to trace: name a file, a folder, or - for standard input.');
      }
      if (
        paths.includes('-') &&
        (filesFromStandardInput || paths.indexOf('-') !== paths.lastIndexOf('-'))
      ) {
        command.error(
          'error: Standard input can be read only once: it is a message or a list of files.',
        );
      }
      if (options.report && options.format !== 'text' && options.format !== 'json') {
        command.error('error: A report is printed as text or as json.');
      }
      process.exitCode = await trace(paths, {
        format: options.format,
        formatOptions: { colours: wantsColours(), version },
        report: options.report,
        threads: { script: new URL(import.meta.url), count: options.threads ?? null },
        ownHosts: options.ownHost,
        organisations: options.organisation,
        rules: options.rule,
        glob: options.glob,
        filesFromStandardInput,
      });
    },
  );

function pixels(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= narrowest && number <= 4000) return number;
  throw new InvalidArgumentError(`It must be a number of pixels from ${narrowest} to 4000.`);
}

program
  .command('draw')
  .summary('draw the route of a message as a picture (SVG)')
  .description(
    'Draws the route of one message, newest hop on top, as an SVG on standard output.\n' +
      'The picture fetches nothing. Nothing leaves this machine.',
  )
  .argument('<file>', 'a message, or - for standard input')
  .addOption(ownHost())
  .addOption(organisation())
  .option('--part <number>', 'draw the message forwarded in this MIME part, as trace names it')
  .addOption(
    new Option('--theme <theme>', 'for which ground').choices(Object.keys(themes)).default('light'),
  )
  .addOption(new Option('--width <pixels>', 'how wide').argParser(pixels).default(760))
  .addHelpText('after', '\nExit code: 0 drawn, 2 wrong call or unreadable file.')
  .action(
    async (
      file: string,
      options: {
        ownHost: string[];
        organisation: string[][];
        part?: string;
        theme: Theme;
        width: number;
      },
    ) => {
      const { ownHost: ownHosts, organisation: organisations, part = null, theme, width } = options;
      process.exitCode = await draw(file, { ownHosts, organisations, part, theme, width });
    },
  );

program
  .command('complain')
  .summary('write a complaint about a message, ready to be sent by you')
  .description(
    'Writes a complaint about each message to <message>.complaint.eml beside it, for your mail program.\n' +
      'Nothing is overwritten, nothing is sent. With --format text it is printed instead.',
  )
  .argument('<files...>', 'messages, one a file, or - for standard input')
  .addOption(ownHost())
  .addOption(organisation())
  .option(
    '--part <number>',
    'complain about the message forwarded in this MIME part, as trace names it',
  )
  .addOption(
    new Option('--format <format>', 'how letter and message become one file')
      .choices(complaintFormats.map(({ id }) => id))
      .default('letter'),
  )
  .addOption(
    new Option(
      '--to <[role:]address>',
      'whom to tell instead of those that the route lets guess, such as web-host:abuse@example.net; repeatable',
    )
      .argParser((value: string, values: readonly Recipient[]) => {
        const recipient = readRecipient(value);
        if (typeof recipient === 'string') throw new InvalidArgumentError(recipient);
        return [...values, recipient];
      })
      .default([], 'guessed from the route'),
  )
  .option('--each', 'a letter for each recipient, not one for all of a role', false)
  .addOption(
    new Option('--language <language>', 'the language of the letter')
      .choices(languages.map(({ id }) => id))
      .default('en'),
  )
  .addOption(
    new Option(
      '--legal <law>',
      `add a paragraph about a law (${legalParagraphs.map(({ id }) => id).join(', ')}); repeatable`,
    )
      .argParser((value: string, values: readonly LegalId[]) => {
        const found = legalParagraphs.find(({ id }) => id === value);
        if (found === undefined) {
          throw new InvalidArgumentError(`There is no paragraph about ${safe(value)}.`);
        }
        return [...values, found.id];
      })
      .default([], 'none'),
  )
  .option('--redact', 'replace your own addresses in the message (RFC 6590)', false)
  .addOption(
    new Option(
      '--own-address <address>',
      'an address of yours, which --redact replaces besides --address and those that the message was delivered to; repeatable',
    )
      .argParser((value: string, values: readonly string[]) => [...values, value])
      .default([], 'none'),
  )
  .option(
    '--redact-key <file>',
    'the key of --redact, so that an address turns into the same letters every time; made when missing',
  )
  .option('--archive', 'put the message into an archive with the password "infected"', false)
  .option('--texts <folder>', 'your own texts, one file a text (network.txt), instead of ours')
  .option('--log <file>', 'keep a log of complaints there, and say who was told before')
  .option('--name <name>', 'your name, which signs the complaint')
  .option('--address <address>', 'your mail address, for From')
  .option('--out <folder>', 'write the complaints there; made when missing')
  .action(
    async (
      files: string[],
      options: {
        ownHost: string[];
        organisation: string[][];
        part?: string;
        format: FormatId;
        to: readonly Recipient[];
        each: boolean;
        language: Language;
        legal: readonly LegalId[];
        redact: boolean;
        ownAddress: readonly string[];
        redactKey?: string;
        archive: boolean;
        texts?: string;
        log?: string;
        name?: string;
        address?: string;
        out?: string;
      },
      command: Command,
    ) => {
      const { format, language, legal, redact, archive } = options;
      const { ownHost: ownHosts, organisation: organisations } = options;
      const { part = null, name = '', address, out = null } = options;
      if (name !== '' && address === undefined) {
        command.error('error: --name needs --address: From is made of both.');
      }
      if (options.redactKey !== undefined && !redact) {
        command.error('error: --redact-key is the key of --redact: add that, or leave both away.');
      }
      const reporter = address === undefined ? null : { name, address };
      process.exitCode = await complain(files, {
        ownHosts,
        organisations,
        part,
        format,
        recipients: options.to.length === 0 ? null : options.to,
        grouping: options.each ? 'each' : 'together',
        language,
        legal,
        redact,
        ownAddresses: options.ownAddress,
        keyFile: options.redactKey ?? null,
        archive,
        textsFolder: options.texts ?? null,
        logFile: options.log ?? null,
        reporter,
        folder: out,
      });
    },
  );

/** Whom to ask, for the commands that look something up. */
const addLookupOptions = (command: Command): Command =>
  command
    .option('--json', 'print the results as JSON', false)
    .option('--offline', 'ask nobody; say what is known without', false)
    .option('--server <host[:port]>', 'where whois starts', defaultEndpoints.whois)
    .addOption(
      new Option('--rdap <url>', 'ask this RDAP server about everything').default(
        undefined,
        'as IANA lists them',
      ),
    )
    .addOption(
      new Option(
        '--dns <address[:port]|url>',
        'the name server to ask: an IP address, or one by https',
      ).default(undefined, 'those of the system'),
    )
    .addOption(
      new Option('--blocklist <zone>', 'a block list to ask (DNS); repeatable')
        .argParser(collect)
        .default([], defaultEndpoints.blocklists.join(', ')),
    )
    .option('--abuse-net <host[:port]>', 'the whois server of abuse.net', defaultEndpoints.abuseNet)
    .option(
      '--cache <folder>',
      'keep what was learned there, and ask again when it no longer holds',
    )
    .addHelpText(
      'after',
      '\nWeb requests go through HTTPS_PROXY (NO_PROXY) and trust NODE_EXTRA_CA_CERTS, too.\n' +
        'Exit code: 0 somebody answered or nobody was to be asked, 1 nobody could be asked, 2 wrong call.',
    );

addLookupOptions(
  program
    .command('whois')
    .summary('ask the registries who runs an address or a domain')
    .description(
      'Asks the registries (RDAP, whois) and name servers who runs an IP address, a host or a network, ' +
        'whether it is what it says, and whom to tell. Of a telephone number it says country and kind, ' +
        'and where you can look it up; nobody is asked about that.',
    )
    .argument(
      '<subject>',
      'an IP address, a host or domain, a mailbox or web address (its host is meant), the number of a network (AS64496), or a telephone number (+12015550123)',
    )
    .option('--phone-url <url>', 'where telephone numbers are looked up, with {number} in it', '')
    .addOption(
      new Option('--geo-file <file>', 'a GeoIP file of your own (.mmdb); repeatable')
        .argParser(collect)
        .default([], 'none'),
    ),
).action(async (subject: string, options: WhoisFlags) => {
  process.exitCode = await printWhois(subject, options);
});

interface ContactsFlags extends LookupFlags {
  ownHost: string[];
  organisation: string[][];
  part?: string;
}

addLookupOptions(
  program
    .command('contacts')
    .summary('find out whom to tell about a message')
    .description(
      'Looks up who runs the network that a message came from, the mailboxes that answers go to and the ' +
        'sites that it advertises, and lists whom to tell, best first. Sends no mail.',
    )
    .argument('<file>', 'a message, or - for standard input')
    .option('--part <number>', 'the message forwarded in this MIME part, as trace names it')
    .addOption(ownHost())
    .addOption(organisation()),
).action(async (file: string, options: ContactsFlags) => {
  const { ownHost: ownHosts, organisation: organisations, part = null } = options;
  process.exitCode = await printContacts(file, { ownHosts, organisations, part }, options);
});

program
  .command('alive')
  .summary('trace the way to an address')
  .description(
    'Runs the traceroute of the system to an IP address, 30 seconds at most, and says what its answer ' +
      'means: that nobody answers is a sign, not a proof. Sends packets to the address.',
  )
  .argument('<address>', 'an IP address')
  .option('--json', 'print the result as JSON', false)
  .addHelpText(
    'after',
    '\nExit code: 0 the address answered, 1 it did not, 2 wrong call, or no program that traces.',
  )
  .action(async (address: string, options: { json: boolean }) => {
    process.exitCode = await printAlive(address, options);
  });

program
  .command('verify')
  .summary('verify the signatures of a message')
  .description(
    'Verifies DKIM signatures and the ARC chain, and checks SPF and DMARC as of the server that took the ' +
      'message from a stranger.\nAsks name servers for the keys and policies of the domains in the message.',
  )
  .argument('<file>', 'a message, or - for standard input')
  .option('--part <number>', 'verify the message forwarded in this MIME part, as trace names it')
  .option('--offline', 'compare the hashes of the body only; nothing leaves this machine', false)
  .option('--dns <address[:port]>', 'the name server to ask, an IP address')
  .option('--json', 'print the results as JSON', false)
  .addOption(ownHost())
  .addOption(organisation())
  .addHelpText(
    'after',
    '\nExit code: 0 nothing speaks against the message, 1 something does, 2 wrong call, unreadable file or no answer.',
  )
  .action(
    async (
      file: string,
      options: {
        part?: string;
        offline: boolean;
        dns?: string;
        json: boolean;
        ownHost: string[];
        organisation: string[][];
      },
      command: Command,
    ) => {
      const { part = null, offline, dns: dnsServer = null, json: asJson } = options;
      const { ownHost: ownHosts, organisation: organisations } = options;
      if (offline && dnsServer !== null) {
        command.error('error: --offline asks no name server: leave --dns away.');
      }
      process.exitCode = await verify(file, {
        ownHosts,
        organisations,
        part,
        offline,
        dnsServer,
        json: asJson,
      });
    },
  );

program
  .command('import')
  .summary('make mail of messages that Outlook saved (.msg)')
  .description(
    'Writes each message to <file>.eml beside it.\n' +
      'The transport headers stay as they are, so that it can be traced; body and attachments are put together anew, so that signatures do not verify.\n' +
      'Nothing is overwritten.',
  )
  .argument('<files...>', 'messages saved by Outlook')
  .action(async (files: string[]) => {
    process.exitCode = await importFiles(files);
  });

program
  .command('language-server')
  .summary('start the language server, for editors')
  .description('Starts the language server. It speaks the Language Server Protocol to an editor.')
  .requiredOption('--stdio', 'speak over standard input and output')
  .action(async () => {
    // Half of the bundle: the other commands start without it.
    const { startNodeServer } = await import('../node/server.ts');
    startNodeServer();
  });

if (isMainThread) await run();
else serveThread();

async function run(): Promise<void> {
  endWithReader();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed its sentence, or the help that was asked for.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
    } else {
      warn(`Something went wrong: ${reasonOf(error)}.`);
      process.exitCode = 2;
    }
  }
}

/** Entry of dist/cli.js: the commands, their options, and exit codes. Does no work of its own. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { narrowest } from '../core/picture/draw.ts';
import { allRules } from '../core/rules/index.ts';
import { readRuleSettings, ruleSettings, type RuleSettings } from '../core/rules/levels.ts';
import { json, ndjson } from './formats/json.ts';
import { sarif } from './formats/sarif.ts';
import { text } from './formats/text.ts';
import type { Format } from './formats/format.ts';
import { complain } from './complain.ts';
import { draw, themes, type Theme } from './draw.ts';
import { endQuietlyWithReader, reasonOf, safe, warn } from './output.ts';
import { trace } from './trace.ts';
import { verify } from './verify.ts';
import { printWhois } from './whois.ts';

/** Set by the build from package.json. */
declare const __VERSION__: string;

type FormatName = 'text' | 'json' | 'ndjson' | 'sarif';

const formats = {
  text: () => text(process.stdout.isTTY),
  json,
  ndjson,
  sarif: () => sarif(__VERSION__),
} satisfies Record<FormatName, () => Format>;

function collect(value: string, values: readonly string[]): string[] {
  return [...values, value];
}

const ownHost = () =>
  new Option(
    '--own-host <name|cidr>',
    'a receiving server of yours: host name, domain, address or network; repeatable; without it they are found automatically',
  )
    .argParser(collect)
    .default([], 'found automatically');

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

const program = new Command('spam-patrol')
  .description('See where a mail really came from.')
  .version(__VERSION__)
  // 1 means that something was found: a wrong call is 2.
  .exitOverride()
  .configureHelp({ sortSubcommands: false })
  .showHelpAfterError('Add --help to see how it is called.');

program
  .command('trace')
  .summary('draw the route of messages and say what is wrong with it')
  .description(
    'Draws the route of each message, newest hop first, and lists what is wrong with it.\n' +
      'Messages forwarded inside a message are traced too. Nothing leaves this machine.',
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
  .addOption(
    new Option(
      '--rule <id=level>',
      `another level for a rule (${ruleSettings.join(', ')}); repeatable`,
    )
      .argParser(collectRule)
      .default(new Map(), 'as the rules have it'),
  )
  .option('--glob <pattern>', 'which files of a folder to trace', '*.eml')
  .addOption(
    new Option('--files-from <list>', 'read more paths from standard input, one a line').choices([
      '-',
    ]),
  )
  .addHelpText(
    'after',
    '\nExit code: 0 nothing at warning or above, 1 something was, 2 wrong call or unreadable file.',
  )
  .action(
    async (
      paths: string[],
      options: {
        format: FormatName;
        ownHost: string[];
        rule: RuleSettings;
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
      process.exitCode = await trace(paths, {
        format: formats[options.format](),
        ownHosts: options.ownHost,
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
  .option('--part <number>', 'draw the message forwarded in this MIME part, as trace names it')
  .addOption(
    new Option('--theme <theme>', 'for which ground').choices(Object.keys(themes)).default('light'),
  )
  .addOption(new Option('--width <pixels>', 'how wide').argParser(pixels).default(760))
  .addHelpText('after', '\nExit code: 0 drawn, 2 wrong call or unreadable file.')
  .action(
    async (
      file: string,
      options: { ownHost: string[]; part?: string; theme: Theme; width: number },
    ) => {
      const { ownHost: ownHosts, part = null, theme, width } = options;
      process.exitCode = await draw(file, { ownHosts, part, theme, width });
    },
  );

program
  .command('complain')
  .summary('write a complaint about a message, ready to be sent by you')
  .description(
    'Writes a complaint about each message to <message>.complaint.eml beside it, for your mail program.\n' +
      'Nothing is overwritten, nothing is sent.',
  )
  .argument('<files...>', 'messages, one a file')
  .addOption(ownHost())
  .option(
    '--part <number>',
    'complain about the message forwarded in this MIME part, as trace names it',
  )
  .option('--name <name>', 'your name, which signs the complaint')
  .option('--address <address>', 'your mail address, for From')
  .option('--out <folder>', 'write the complaints there')
  .action(
    async (
      files: string[],
      options: { ownHost: string[]; part?: string; name?: string; address?: string; out?: string },
      command: Command,
    ) => {
      const { ownHost: ownHosts, part = null, name = '', address, out = null } = options;
      if (name !== '' && address === undefined) {
        command.error('error: --name needs --address: From is made of both.');
      }
      const reporter = address === undefined ? null : { name, address };
      process.exitCode = await complain(files, { ownHosts, part, reporter, folder: out });
    },
  );

program
  .command('whois')
  .summary('ask the registries who runs an address or a domain')
  .description('Asks the registries (whois, port 43) who runs an IP address or a domain.')
  .argument('<subject>', 'an IP address or a domain')
  .option('--server <host[:port]>', 'where to ask first', 'whois.iana.org')
  .action(async (subject: string, { server }: { server: string }) => {
    process.exitCode = await printWhois(subject, server);
  });

program
  .command('verify')
  .summary('verify the signatures of a message')
  .description(
    'Verifies DKIM signatures and the ARC chain, and checks SPF and DMARC as of the server that took the\n' +
      'message from a stranger. Asks name servers for the keys and policies of the domains in the message.',
  )
  .argument('<file>', 'a message, or - for standard input')
  .option('--offline', 'compare the hashes of the body only; nothing leaves this machine', false)
  .option('--dns <address[:port]>', 'the name server to ask, an IP address')
  .option('--json', 'print the results as JSON', false)
  .addOption(ownHost())
  .addHelpText(
    'after',
    '\nExit code: 0 nothing speaks against the message, 1 something does, 2 it could not be verified.',
  )
  .action(
    async (
      file: string,
      options: { offline: boolean; dns?: string; json: boolean; ownHost: string[] },
      command: Command,
    ) => {
      const { offline, dns: dnsServer = null, json: asJson, ownHost: ownHosts } = options;
      if (offline && dnsServer !== null) {
        command.error('error: --offline asks no name server: leave --dns away.');
      }
      process.exitCode = await verify(file, { ownHosts, offline, dnsServer, json: asJson });
    },
  );

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

endQuietlyWithReader();
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

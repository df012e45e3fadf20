/** Programs that name themselves in `X-Mailer` or `User-Agent`. Anybody can type such a name. */
import { type Markdown, md } from '../text/markdown.ts';

/** Null for programs that say nothing by themselves. */
export function mailerWords(mailer: string): Markdown | null {
  const lower = mailer.slice(0, 200).toLowerCase();
  return mailers.find(({ holds }) => lower.includes(holds))?.words ?? null;
}

/** The first that fits wins. In lower case. */
const mailers: readonly { readonly holds: string; readonly words: Markdown }[] = [
  {
    holds: 'outlook express',
    words: md`Outlook Express, last shipped in 2006. In newer mail mostly the mask of a bulk mailer.`,
  },
  {
    holds: 'microsoft windows live mail',
    words: md`Windows Live Mail, out of use since 2017.`,
  },
  { holds: 'microsoft office outlook', words: md`Outlook 2003 or 2007 by its name.` },
  {
    holds: 'microsoft outlook',
    words: md`Outlook; the number says which: 14 is 2010, 15 is 2013, 16 all later ones.`,
  },
  {
    holds: 'microsoft cdo',
    words: md`A library of Windows servers: a script or a web form sent it.`,
  },
  {
    holds: 'phpmailer',
    words: md`A library of PHP: a web site's script sent it. Hijacked sites have it too.`,
  },
  { holds: 'php', words: md`A script of a web site sent it. Hijacked sites send so too.` },
  { holds: 'swiftmailer', words: md`A library of PHP: a web site's script sent it.` },
  {
    holds: 'the bat!',
    words: md`The Bat!, a mail program for Windows. Bulk mailers of the 2000s loved its name.`,
  },
  { holds: 'foxmail', words: md`Foxmail, a mail program from China.` },
  {
    holds: 'iphone mail',
    words: md`The mail program of an iPhone; in parentheses the version of its system.`,
  },
  {
    holds: 'ipad mail',
    words: md`The mail program of an iPad; in parentheses the version of its system.`,
  },
  { holds: 'apple mail', words: md`The mail program of a Mac; in parentheses its version.` },
  { holds: 'git-send-email', words: md`Git: a change to a program, sent to a mailing list.` },
  { holds: 'thunderbird', words: md`Thunderbird, a mail program.` },
  { holds: 'mutt', words: md`Mutt, a mail program of the terminal.` },
  { holds: 'evolution', words: md`Evolution, a mail program of Linux desktops.` },
  {
    holds: 'roundcube',
    words: md`Roundcube: it was written in a browser, with a web mail of many small providers.`,
  },
  {
    holds: 'squirrelmail',
    words: md`SquirrelMail: it was written in a browser, with a web mail program long out of care.`,
  },
  { holds: 'zimbra', words: md`Zimbra: it was written in a browser.` },
  { holds: 'mailchimp', words: md`Mailchimp, a service for newsletters.` },
];

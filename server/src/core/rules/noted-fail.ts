/** What the reader's own server noted of its checks, when they failed: the first thing that an expert looks for. */
import { property, type AuthResult } from '../auth/results.ts';
import { indexOf } from '../message/field-index.ts';
import { isListMail } from '../message/lists.ts';
import { plain } from '../text/plain.ts';
import { say, type Said } from '../text/said.ts';
import { defineRule, type RuleContext } from './rule.ts';

export const notedFail = defineRule({
  id: 'noted-fail',
  level: 'information',
  effect: 'none',
  summary: 'Your own server noted that nothing confirms the sender: DMARC or SPF failed.',
  *check(context) {
    const results = (context.results ?? []).flatMap((field) => field.results);
    // By a signature, though a forwarder broke the rest.
    if (results.some((result) => result.method.value === 'dmarc' && hasPassed(result))) return;
    const isSigned = results.some((result) => result.method.value === 'dkim' && hasPassed(result));
    for (const [method, sentence] of methods) {
      const failed = results.find((result) => result.method.value === method && hasFailed(result));
      if (failed === undefined || (method === 'spf' && isSigned)) continue;
      yield {
        start: failed.start,
        end: failed.result.end,
        hop: null,
        // Lists change what they pass on, and then no signature fits.
        ...(isListMail(context.header) ? { level: 'hint' } : {}),
        message: say`Your own server noted ${method}=fail: ${sentence(failed, context)}. Forwarders and mailing lists cause that, too; so does whoever borrows a name.`,
      };
      return;
    }
  },
});

/** The one that says most comes first; the others follow from it. */
const methods: readonly (readonly [string, (result: AuthResult, context: RuleContext) => Said])[] =
  [
    [
      'dmarc',
      (result, context) =>
        say`neither a signature nor the client address confirms that the message comes from ${author(result, context)}`,
    ],
    [
      'compauth',
      (result, context) =>
        say`by all of Microsoft's checks together, nothing confirms that the message comes from ${author(result, context)}`,
    ],
    [
      'spf',
      (result) => {
        const sender = property(result, 'smtp.mailfrom')?.value.value ?? '';
        const domain = sender.slice(sender.lastIndexOf('@') + 1);
        return domain === ''
          ? say`the domain of the envelope sender does not allow the client address to send its mail`
          : say`${plain(domain, 80)}, the domain of the envelope sender, does not allow the client address to send its mail`;
      },
    ],
  ];

function author(result: AuthResult, context: RuleContext): Said {
  const written = property(result, 'header.from')?.value.value ?? '';
  const domain = written === '' ? (indexOf(context).mailboxes('from')[0]?.domain ?? '') : written;
  return domain === '' ? say`the domain in From` : say`${plain(domain, 80)}, the domain in From`;
}

function hasFailed({ result }: AuthResult): boolean {
  return result.value === 'fail';
}

function hasPassed({ result }: AuthResult): boolean {
  return result.value === 'pass';
}

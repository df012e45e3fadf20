/** The words of the route view in the user's language. Knows what is said, not where. */
import { l10n } from 'vscode';
import type { PageWords } from '../route-view/messages.ts';

export function pageWords(): PageWords {
  return {
    message: l10n.t('Message'),
    ownMessage: l10n.t('This message'),
    forwardedIn: l10n.t('Forwarded in part {0}'),
    moreForwarded: l10n.t('{0} more forwarded messages are not listed'),
    hopsList: l10n.t('Hops, newest first'),
    marksList: l10n.t('Findings elsewhere in the header'),
    reader: l10n.t('Your mailbox'),
    noSubject: l10n.t('A message without a subject'),
    oneHop: l10n.t('1 hop'),
    manyHops: l10n.t('{0} hops'),
    cameFrom: l10n.t('came from {0}'),
    noSource: l10n.t('no source can be named'),
    onTheWay: l10n.t('on its way for {0}'),
    utc: l10n.t('times in UTC'),
    from: l10n.t('from'),
    calledItself: l10n.t('called itself'),
    source: l10n.t('source'),
    origin: l10n.t('claimed origin'),
    noName: l10n.t('a server without a name'),
    noAddress: l10n.t('no address recorded'),
    encrypted: l10n.t('encrypted'),
    notEncrypted: l10n.t('not encrypted'),
    noDate: l10n.t('no date'),
    believableAbove: l10n.t('believable above'),
    claimedBelow: l10n.t('claimed below'),
    brokenBelow: l10n.t('The next field is signed by somebody else than this client.'),
    elsewhere: l10n.t('Elsewhere in the header'),
    leftOut: l10n.t(
      '{0} more hops are not drawn here. The command line lists all: spam-patrol trace.',
    ),
    moreMarks: l10n.t('{0} more findings are not shown here. The Problems view lists all.'),
    hopNumber: l10n.t('Hop {0} of {1}'),
    delay: l10n.t('Delay {0}'),
    scale: l10n.t('Delay'),
    trust: {
      own: l10n.t('believable, written by your own servers'),
      border: l10n.t('believable, the border: your own server about a stranger'),
      claimed: l10n.t('a claim'),
      contradicted: l10n.t('forged'),
      'beneath-forgery': l10n.t('worthless, beneath a forgery'),
    },
    trustLabel: {
      own: '',
      border: '',
      claimed: '',
      contradicted: l10n.t('forged'),
      'beneath-forgery': l10n.t('beneath a forgery'),
    },
    kindLabel: {
      relay: '',
      local: l10n.t('local handover'),
      anonymous: l10n.t('anonymous relay'),
      unparsed: l10n.t('not understood'),
    },
    level: {
      error: l10n.t('error'),
      warning: l10n.t('warning'),
      information: l10n.t('information'),
      hint: l10n.t('hint'),
    },
    empty: {
      'no-header': l10n.t(
        'There is no mail header here. Save the original message (“Show original”, “View source”) and open that.',
      ),
      'no-received': l10n.t(
        'There is no Received field, so there is no route. Drafts and sent copies have none; a received message shows them in its original form (“Show original”, “View source”).',
      ),
      complaint: l10n.t('This is a complaint of yours. It has no route before it is sent.'),
    },
  };
}

/**
 * Organisations that hand mail around under several names. Knows names only: a row mends a link
 * between two hops of one organisation, it never makes anybody trustworthy (names under `.internal`
 * are anybody's).
 */

/** Each row is one organisation: registrable domains, or a top-level domain that cannot be registered. */
const organisations: readonly (readonly string[])[] = [
  // Mailbox providers.
  ['outlook.com', 'office365.com', 'exchangelabs.com', 'microsoft.com', 'hotmail.com'],
  ['google.com', 'googlemail.com', 'gmail.com', '1e100.net'],
  ['yahoo.com', 'yahoodns.net', 'yahooinc.com', 'aol.com'],
  ['icloud.com', 'me.com', 'mac.com', 'apple.com', 'appleid.com'],
  ['messagingengine.com', 'fastmail.com', 'internal'],
  ['zoho.com', 'zohomail.com'],
  ['yandex.net', 'yandex.ru', 'yandex.com'],
  ['gmx.net', 'gmx.com', 'gmx.de', 'web.de', 'mail.com'],
  ['163.com', '126.com', 'netease.com'],
  ['protonmail.ch', 'proton.ch', 'proton.me'],
  // Access providers.
  ['t-online.de', 't-online.com', 'telekom.de', 't-ipconnect.de'],
  ['orange.fr', 'wanadoo.fr'],
  ['btinternet.com', 'bt.com', 'cpcloud.co.uk', 'synchronoss.net'],
  ['bigpond.com', 'bigpond.net.au', 'telstra.com'],
  ['charter.net', 'rr.com', 'spectrum.net', 'twc.com'],
  ['att.net', 'sbcglobal.net', 'bellsouth.net', 'prodigy.net', 'swbell.net', 'pacbell.net'],
  // Hosting.
  ['aliyun.com', 'aliyun-inc.com', 'alibaba-inc.com'],
  ['strato.de', 'rzone.de'],
  ['kundenserver.de', 'ionos.com', 'ionos.de', '1and1.com', 'perfora.net'],
  ['bluehost.com', 'unifiedlayer.com', 'hostgator.com', 'websitewelcome.com'],
  ['ovh.net', 'ovh.com', 'ovh.ca'],
  ['sourceforge.net', 'sourceforge.com'],
  ['kernel.org', 'vger.email'],
  // Filters and relays.
  ['pphosted.com', 'proofpoint.com', 'ppops.net', 'ppe-hosted.com'],
  ['hornetsecurity.com', 'antispameurope.com'],
  ['messagelabs.com', 'symanteccloud.com'],
  ['mailchannels.net', 'mailchannels.com'],
  // Services that send for others.
  ['sparkpostmail.com', 'sparkpost.com'],
  ['mailchimp.com', 'mailchimpapp.net', 'mcsv.net', 'rsgsv.net', 'mcdlv.net', 'mandrillapp.com'],
  ['mailgun.net', 'mailgun.org', 'mailgun.com'],
  ['sendgrid.net', 'sendgrid.com'],
  ['pstmrk.it', 'mtasv.net', 'postmarkapp.com'],
  ['facebook.com', 'facebookmail.com'],
];

const organisationByDomain: ReadonlyMap<string, readonly string[]> = new Map(
  organisations.flatMap((row) => row.map((domain) => [domain, row])),
);

/** The row that a domain (lower case) belongs to; undefined for the organisations with one name. */
export function organisationOf(domain: string): readonly string[] | undefined {
  return (
    organisationByDomain.get(domain) ??
    organisationByDomain.get(domain.slice(domain.lastIndexOf('.') + 1))
  );
}

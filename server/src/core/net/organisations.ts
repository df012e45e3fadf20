/**
 * Organisations that hand mail around under several names. Knows names only: a row mends a link
 * between two hops of one organisation, it never makes anybody trustworthy (names under `.internal`
 * are anybody's).
 */

/** Each row is one organisation: registrable domains, or a top-level domain that cannot be registered. */
const organisations: readonly (readonly string[])[] = [
  ['outlook.com', 'office365.com', 'exchangelabs.com', 'microsoft.com', 'hotmail.com'],
  ['google.com', 'googlemail.com', 'gmail.com', '1e100.net'],
  ['yahoo.com', 'yahoodns.net', 'yahooinc.com', 'aol.com'],
  ['sourceforge.net', 'sourceforge.com'],
  ['kernel.org', 'vger.email'],
  ['messagingengine.com', 'fastmail.com', 'internal'],
  ['aliyun.com', 'aliyun-inc.com'],
  ['t-online.de', 't-online.com'],
  ['zoho.com', 'zohomail.com'],
  ['pphosted.com', 'proofpoint.com'],
  ['sparkpostmail.com', 'sparkpost.com'],
  ['icloud.com', 'me.com', 'mac.com', 'apple.com', 'appleid.com'],
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

/** Brands that forgers like to borrow: their names and the domains that are theirs. Looks nothing up. */
import { isDigit, isLetter } from '../text/chars.ts';
import { skeleton } from './confusables.ts';
import { type Kinship, registrableDomain } from './hosts.ts';

export interface Brand {
  readonly name: string;
  /** Registrable domains; the brand's own servers are called by one of them. */
  readonly domains: readonly string[];
  /**
   * People have their mailboxes there, and its mail leaves by its own servers alone. Others pay
   * services to send, or connect customers whose machines bear their name.
   */
  readonly isMailbox?: true;
}

/** Large mailbox providers first: their names stand in forged HELO; then those that phishing pretends to be. */
const brands: readonly Brand[] = [
  {
    name: 'Yahoo',
    isMailbox: true,
    domains: ['yahoo.com', 'yahoo.co.uk', 'yahoo.co.jp', 'ymail.com', 'yahoodns.net'],
  },
  {
    name: 'Microsoft',
    isMailbox: true,
    domains: [
      'microsoft.com',
      'hotmail.com',
      'msn.com',
      'live.com',
      'outlook.com',
      'office365.com',
      'office.com',
      'exchangelabs.com',
      'microsoftonline.com',
    ],
  },
  {
    name: 'AOL',
    isMailbox: true,
    domains: ['aol.com', 'aim.com', 'netscape.net', 'netscape.com', 'compuserve.com'],
  },
  {
    name: 'Google',
    isMailbox: true,
    domains: ['google.com', 'gmail.com', 'googlemail.com', '1e100.net'],
  },
  {
    name: 'Apple',
    isMailbox: true,
    domains: ['apple.com', 'icloud.com', 'me.com', 'mac.com'],
  },
  {
    name: 'Amazon',
    domains: [
      'amazon.com',
      'amazon.co.uk',
      'amazon.de',
      'amazon.co.jp',
      'amazonses.com',
      'amazonaws.com',
    ],
  },
  { name: 'PayPal', domains: ['paypal.com', 'paypal.co.uk', 'paypal.de'] },
  { name: 'eBay', domains: ['ebay.com', 'ebay.co.uk', 'ebay.de'] },
  {
    name: 'Facebook',
    domains: ['facebook.com', 'facebookmail.com', 'meta.com', 'instagram.com', 'whatsapp.com'],
  },
  { name: 'Netflix', domains: ['netflix.com'] },
  { name: 'DHL', domains: ['dhl.com', 'dhl.de', 'dpdhl.com'] },
  { name: 'FedEx', domains: ['fedex.com'] },
  { name: 'UPS', domains: ['ups.com'] },
  { name: 'LinkedIn', domains: ['linkedin.com'] },
  {
    name: 'Excite',
    isMailbox: true,
    domains: ['excite.com'],
  },
  {
    name: 'Lycos',
    isMailbox: true,
    domains: ['lycos.com', 'mailcity.com'],
  },
  {
    name: 'mail.com',
    isMailbox: true,
    domains: ['mail.com', 'email.com'],
  },
  {
    name: 'EarthLink',
    domains: ['earthlink.net', 'mindspring.com', 'mindspring.net'],
  },
  {
    name: 'AT&T',
    domains: [
      'att.com',
      'att.net',
      'prodigy.net',
      'sbcglobal.net',
      'bellsouth.net',
      'swbell.net',
      'pacbell.net',
      'ameritech.net',
    ],
  },
  { name: 'Adobe', domains: ['adobe.com', 'adobesign.com'] },
  { name: 'American Express', domains: ['americanexpress.com', 'aexp.com'] },
  { name: 'Bank of America', domains: ['bankofamerica.com', 'bofa.com'] },
  { name: 'Binance', domains: ['binance.com'] },
  { name: 'Citibank', domains: ['citi.com', 'citibank.com'] },
  { name: 'Coinbase', domains: ['coinbase.com'] },
  { name: 'DocuSign', domains: ['docusign.com', 'docusign.net'] },
  { name: 'Dropbox', domains: ['dropbox.com', 'dropboxmail.com'] },
  { name: 'HSBC', domains: ['hsbc.com', 'hsbc.co.uk'] },
  { name: 'McAfee', domains: ['mcafee.com'] },
  { name: 'MetaMask', domains: ['metamask.io', 'consensys.net'] },
  { name: 'OneDrive', domains: ['onedrive.com', 'microsoft.com'] },
  { name: 'Sparkasse', domains: ['sparkasse.de'] },
  { name: 'Trust Wallet', domains: ['trustwallet.com'] },
  { name: 'USPS', domains: ['usps.com', 'usps.gov'] },
  { name: 'Walmart', domains: ['walmart.com'] },
  { name: 'Wells Fargo', domains: ['wellsfargo.com'] },
  { name: 'WeTransfer', domains: ['wetransfer.com'] },
];

const byDomain = new Map(
  brands.flatMap((brand) => brand.domains.map((domain) => [domain, brand] as const)),
);

/** The brand whose host this name claims to be; null for all others. */
export function brandOf(host: string): Brand | null {
  const domain = registrableDomain(host);
  return domain === null ? null : (byDomain.get(domain) ?? null);
}

/** Longer texts are searched up to here. UTF-16 units. */
const longest = 500;

/** The names of brands by their first word. */
const byFirstWord = new Map<string, { readonly brand: Brand; readonly words: string }[]>();
for (const brand of brands) {
  const words = wordsOf(brand.name);
  const first = words.slice(1, words.indexOf(' ', 1));
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { brand, words }]);
}

/** The brand whose name stands in the text as words of its own, look-alike letters read as what they look like. */
export function brandNamed(text: string): Brand | null {
  if (!mayNameBrand(text)) return null;
  const words = wordsOf(text.slice(0, longest));
  for (let at = 0; at >= 0 && at < words.length - 1; at = words.indexOf(' ', at + 1)) {
    const named = byFirstWord.get(words.slice(at + 1, words.indexOf(' ', at + 1)));
    const found = named?.find((one) => words.startsWith(one.words, at));
    if (found !== undefined) return found.brand;
  }
  return null;
}

/** For each letter the lengths of the first words that begin with it, a bit each. */
const firstWords = new Uint32Array(128);
for (const word of byFirstWord.keys()) {
  const letter = word.charCodeAt(0);
  firstWords[letter] = (firstWords[letter] ?? 0) | (1 << word.length);
}

/** Whether a word of the text is a brand's first, or the text is not ASCII and may look like one; most names hold none. */
export function mayNameBrand(text: string): boolean {
  let start = -1;
  for (let at = 0; at <= text.length && at <= longest; at++) {
    const code = at < longest ? text.charCodeAt(at) : NaN;
    if (code > 127) return true;
    if (isLetter(code) || isDigit(code)) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      const first = text.charCodeAt(start);
      const lengths = firstWords[isDigit(first) ? first : first | 32] ?? 0;
      if (
        at - start < 32 &&
        (lengths & (1 << (at - start))) !== 0 &&
        byFirstWord.has(text.slice(start, at).toLowerCase())
      )
        return true;
      start = -1;
    }
  }
  return false;
}

/** Between blanks, so that a name inside a longer word is not found. */
function wordsOf(text: string): string {
  return ` ${skeleton(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

const byLabel = new Map(
  brands.flatMap((brand) =>
    brand.domains.map((domain) => [domain.slice(0, domain.indexOf('.')), brand] as const),
  ),
);

/** The brand that has a domain of this first label: nobody but Amazon has `amazon.fr`. */
export function brandOfLabel(label: string): Brand | null {
  return byLabel.get(label) ?? null;
}

/** Whether the host may speak for the brand: one of its domains, or the same name under another top-level domain. */
export function isOfBrand(host: string, brand: Brand, kin: Kinship): boolean {
  const domain = registrableDomain(host);
  if (domain === null) return false;
  return (
    brandOfLabel(domain.slice(0, domain.indexOf('.'))) === brand ||
    brand.domains.some((own) => kin(domain, own))
  );
}

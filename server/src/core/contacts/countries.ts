/** Which country a number without a country code is dialled in: what a message gives away about its writer. Guesses only. */

/** By the charset that somebody writes in. */
const charsets: readonly (readonly [start: string, country: string])[] = [
  ['gb', 'CN'],
  ['hz', 'CN'],
  ['big5', 'TW'],
  ['euc-kr', 'KR'],
  ['ks_c', 'KR'],
  ['iso-2022-kr', 'KR'],
  ['iso-2022-jp', 'JP'],
  ['shift_jis', 'JP'],
  ['euc-jp', 'JP'],
  ['windows-1254', 'TR'],
  ['iso-8859-9', 'TR'],
  ['koi8-u', 'UA'],
  ['koi8-r', 'RU'],
  ['windows-1251', 'RU'],
  ['iso-8859-8', 'IL'],
  ['windows-1255', 'IL'],
  ['tis-620', 'TH'],
  ['windows-874', 'TH'],
];

/** By what the country is called, in English and at home. In lower case. */
const names: ReadonlyMap<string, string> = new Map(
  (
    'AR argentina,AT austria,AT österreich,AT oesterreich,AU australia,BE belgium,BE belgique,BE belgië,BR brazil,BR brasil,CH switzerland,CH schweiz,' +
    'CH suisse,CN china,CN beijing,CN shanghai,CN shenzhen,CZ prague,DE germany,DE deutschland,DK denmark,DK danmark,ES spain,ES españa,FI finland,' +
    'FR france,GB england,GB scotland,GB wales,GB britain,GB london,GR greece,HK hongkong,HK kong,IE ireland,IE éire,IE dublin,IL israel,IN india,IN delhi,' +
    'IN mumbai,IT italy,IT italia,JP japan,JP tokyo,KR korea,KR seoul,MX mexico,MX méxico,MY malaysia,NG nigeria,NG lagos,NL netherlands,NL nederland,' +
    'NL amsterdam,NO norway,NO norge,NZ zealand,PH philippines,PL poland,PL polska,PT portugal,RU russia,RU moscow,SE sweden,SE sverige,SG singapore,' +
    'TH thailand,TR turkey,TR türkiye,TR turkiye,TR ankara,TR istanbul,TW taiwan,UA ukraine,ZA johannesburg'
  )
    .split(',')
    .map((row) => [row.slice(3), row.slice(0, 2)]),
);

/** The same where nobody puts blanks between words; and what only one of them calls a telephone, or a fax. */
const namesWithin: readonly (readonly [name: string, country: string])[] = [
  ['中国', 'CN'],
  ['北京', 'CN'],
  ['上海', 'CN'],
  ['深圳', 'CN'],
  ['广州', 'CN'],
  ['台灣', 'TW'],
  ['臺灣', 'TW'],
  ['台北', 'TW'],
  ['香港', 'HK'],
  ['日本', 'JP'],
  ['电话', 'CN'],
  ['传真', 'CN'],
  ['手机', 'CN'],
  ['傳真', 'TW'],
];

/** Country codes of the DNS that anybody registers in, whatever the country. */
const anybodys = new Set(
  'ac ag ai am bz cc cd co cx eu fm gg im io je la ly me ms mu nu pw sc sh st su tc tk tm to tv us vc vg vu ws'.split(
    ' ',
  ),
);

/** Above everything that is guessed: a hint that stands beside the number. */
const enough = 2;
/** More are not tried. */
const mostCountries = 4;

/** Collects what a message gives away. */
export class CountryEvidence {
  readonly #weights = new Map<string, number>();

  /** The number of the message is written with this country's code, or its address is there. */
  addCountry(country: string): void {
    this.#add(country, 4);
  }

  addCharset(charset: string): void {
    const row = charsets.find(([start]) => charset.startsWith(start));
    if (row !== undefined) this.#add(row[1], 3);
  }

  /** @param weight 3 for an address that answers go to, 2 for a site, 1 for what a server looked up */
  addHost(host: string, weight: 1 | 2 | 3): void {
    const suffix = host.slice(host.lastIndexOf('.') + 1);
    if (suffix.length !== 2 || anybodys.has(suffix)) return;
    this.#add(suffix === 'uk' ? 'GB' : suffix.toUpperCase(), weight);
  }

  /** What the text names: countries, their money. */
  addText(text: string): void {
    if (text.includes('£')) this.#add('GB', 2);
    for (const country of countriesNamed(text)) this.#add(country, 2);
  }

  /** The likeliest first. */
  countries(): string[] {
    return [...this.#weights]
      .filter(([, weight]) => weight >= enough)
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostCountries)
      .map(([country]) => country);
  }

  #add(country: string, weight: number): void {
    this.#weights.set(country, (this.#weights.get(country) ?? 0) + weight);
  }
}

/** In the order of the text, each once. */
export function countriesNamed(text: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of text.matchAll(/\p{L}{2,24}/gu)) {
    const country = names.get(word.toLowerCase());
    if (country !== undefined) found.add(country);
  }
  for (const [name, country] of namesWithin) if (text.includes(name)) found.add(country);
  return found;
}

/**
 * Which RDAP server answers for what, as far as it was known when the program was made: in the form of
 * IANA's lists (RFC 9224 §3), which replace it as soon as they have been fetched.
 *
 * Written by hand. IPv4: IANA's registry of address space of 2019-12-27, since when no block has
 * changed hands. IPv6: the registry of unicast addresses of 2019-11-06, and APNIC's block of 2024.
 * Numbers of networks: the registry of blocks; those of 32 bits are given up to the end of the range
 * that each registry's numbers are taken from. Domains: the larger registries, by their documentation.
 */
import type { Bootstrap } from './bootstrap.ts';

const afrinic = 'https://rdap.afrinic.net/rdap/';
const apnic = 'https://rdap.apnic.net/';
const arin = 'https://rdap.arin.net/registry/';
const lacnic = 'https://rdap.lacnic.net/rdap/';
const ripe = 'https://rdap.db.ripe.net/';

/** Blanks separate the keys. */
const keys = (text: string): string[] => text.trim().split(/\s+/);
const eights = (text: string): string[] => keys(text).map((octet) => `${octet}.0.0.0/8`);

export const snapshot: Bootstrap = {
  ipv4: [
    [eights('41 102 105 154 196 197'), [afrinic]],
    [
      eights(
        `1 14 27 36 39 42 43 49 58 59 60 61 101 103 106 110 111 112 113 114 115 116 117 118 119 120
        121 122 123 124 125 126 133 150 153 163 171 175 180 182 183 202 203 210 211 218 219 220 221
        222 223`,
      ),
      [apnic],
    ],
    [
      eights(
        `3 4 6 7 8 9 11 12 13 15 16 17 18 19 20 21 22 23 24 26 28 29 30 32 33 34 35 38 40 44 45 47 48
        50 52 54 55 56 63 64 65 66 67 68 69 70 71 72 73 74 75 76 96 97 98 99 100 104 107 108 128 129
        130 131 132 134 135 136 137 138 139 140 142 143 144 146 147 148 149 152 155 156 157 158 159
        160 161 162 164 165 166 167 168 169 170 172 173 174 184 192 198 199 204 205 206 207 208 209
        214 215 216`,
      ),
      [arin],
    ],
    [eights('177 179 181 186 187 189 190 191 200 201'), [lacnic]],
    [
      eights(
        `2 5 25 31 37 46 51 53 57 62 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 109 141
        145 151 176 178 185 188 193 194 195 212 213 217`,
      ),
      [ripe],
    ],
  ],
  ipv6: [
    [keys('2001:4200::/23 2c00::/12'), [afrinic]],
    [
      keys(
        `2001:200::/23 2001:c00::/23 2001:e00::/23 2001:4400::/23 2001:8000::/19 2001:a000::/20
        2001:b000::/20 2400::/12 2410::/12`,
      ),
      [apnic],
    ],
    [
      keys(`2001:400::/23 2001:1800::/23 2001:4800::/23 2600::/12 2610::/23 2620::/23 2630::/12`),
      [arin],
    ],
    [keys('2001:1200::/23 2800::/12'), [lacnic]],
    [
      keys(
        `2001:600::/23 2001:800::/22 2001:1400::/22 2001:1a00::/23 2001:1c00::/22 2001:2000::/19
        2001:4000::/23 2001:4600::/23 2001:4a00::/23 2001:4c00::/23 2001:5000::/20 2003::/18
        2a00::/12 2a10::/12`,
      ),
      [ripe],
    ],
  ],
  asn: [
    [keys('36864-37887 327680-393215'), [afrinic]],
    [
      keys(
        `4608-4865 7467-7722 9216-10239 17408-18431 23552-24575 37888-38911 45056-46079 55296-56319
        58368-59391 63488-64098 64297-64395 131072-196607`,
      ),
      [apnic],
    ],
    [
      keys(
        `1-1876 1902-2042 2044-2046 2048-2106 2137-2584 2615-2772 2823-2829 2880-3153 3354-4607
        4866-5376 5632-6655 6912-7466 7723-8191 10240-12287 13312-15359 16384-17407 18432-20479
        21504-23455 23457-23551 25600-26623 26624-27647 29696-30719 31744-33791 35840-36863
        39936-40959 46080-47103 53248-55295 62464-63487 64198-64296 393216-458751`,
      ),
      [arin],
    ],
    [keys('27648-28671 52224-53247 61440-61951 64099-64197 262144-327679'), [lacnic]],
    [
      keys(
        `1877-1901 2043-2043 2047-2047 2107-2136 2585-2614 2773-2822 2830-2879 3154-3353 5377-5631
        6656-6911 8192-9215 12288-13311 15360-16383 20480-21503 24576-25599 28672-29695 30720-31743
        33792-35839 38912-39935 40960-45055 47104-52223 56320-58367 59392-61439 61952-62463
        64396-64495 196608-262143`,
      ),
      [ripe],
    ],
  ],
  dns: [
    [['com'], ['https://rdap.verisign.com/com/v1/']],
    [['net'], ['https://rdap.verisign.com/net/v1/']],
    [['cc'], ['https://tld-rdap.verisign.com/cc/v1/']],
    [['org'], ['https://rdap.publicinterestregistry.org/rdap/']],
    [
      keys(
        `info mobi pro live life world today email company services solutions agency digital media
        network news rocks social group ltd systems technology tools support center city zone
        international guru expert directory academy business capital care cash chat click credit
        deals exchange finance fund games gold help loans marketing money plus report run sale
        software tax team tips vacations ventures video wtf`,
      ),
      ['https://rdap.identitydigital.services/rdap/'],
    ],
    [['biz'], ['https://rdap.nic.biz/']],
    [['us'], ['https://rdap.nic.us/']],
    [['xyz'], ['https://rdap.centralnic.com/xyz/']],
    [['icu'], ['https://rdap.centralnic.com/icu/']],
    [
      keys('online site store tech website space fun host press uno'),
      ['https://rdap.radix.host/rdap/'],
    ],
    [['top'], ['https://rdap.zdnsgtld.com/top/']],
    [['shop'], ['https://rdap.gmoregistry.net/rdap/']],
    [['club'], ['https://rdap.nic.club/']],
    [['vip'], ['https://rdap.nic.vip/']],
    [keys('app dev page zip new how'), ['https://pubapi.registry.google/rdap/']],
    [['cloud'], ['https://rdap.registry.cloud/rdap/']],
    [['ar'], ['https://rdap.nic.ar/']],
    [['br'], ['https://rdap.registro.br/']],
    [['ca'], ['https://rdap.ca.fury.ca/rdap/']],
    [['cz'], ['https://rdap.nic.cz/']],
    [['fi'], ['https://rdap.fi/rdap/rdap/']],
    [['fr'], ['https://rdap.nic.fr/']],
    [['nl'], ['https://rdap.sidn.nl/']],
    [['no'], ['https://rdap.norid.no/']],
    [['pl'], ['https://rdap.dns.pl/']],
    [['si'], ['https://rdap.register.si/']],
    [['uk'], ['https://rdap.nominet.uk/uk/']],
  ],
};

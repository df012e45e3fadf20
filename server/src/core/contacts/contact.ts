/** Whom to tell: the shape that lookups give and complaints take. Knows nothing of how a contact was found. */

/**
 * In the order of a complaint: the network of the source before those who profit, before the relays
 * that it went through, before those above them.
 * `network` runs the network of the source address · `drop-box` runs the mailbox that answers go to ·
 * `web-host` runs the network of an advertised site · `registrar` registered its name, or that of a
 * drop box · `phone-carrier` · `anonymous-relay` runs a server that recorded no client address ·
 * `open-relay` runs a server that took mail from strangers for strangers · `upstream` sells the
 * source's network its connection · `own-provider` is the reader's own · `forged-domain` owns a name
 * that was merely borrowed: a victim · `other` was named by the user, who did not say why.
 */
export type ContactRole =
  | 'network'
  | 'drop-box'
  | 'web-host'
  | 'registrar'
  | 'phone-carrier'
  | 'anonymous-relay'
  | 'open-relay'
  | 'upstream'
  | 'own-provider'
  | 'forged-domain'
  | 'other';

/** Where the knowledge comes from, best first. `rfc2142` and `literal` are guesses by rule: nobody was asked. */
export type ContactSource =
  'rdap' | 'abusix' | 'whois' | 'abuse.net' | 'whois-technical' | 'rfc2142' | 'literal';

/** One way to reach somebody who is responsible. */
export interface Contact {
  /** A mail address, or what else the channel takes. Checked: nothing in it ends a header line or adds an address. */
  readonly address: string;
  /** `form`: `address` is the https URL of a web form · `phone`: an E.164 number. */
  readonly channel: 'mail' | 'form' | 'phone';
  readonly role: ContactRole;
  /** What the contact answers for: `192.0.2.0/24`, `example.com`, `AS64496`. */
  readonly scope: string;
  /** What of the message it serves: mailboxes, web addresses, numbers, as a letter writes them. Absent where nobody found that out. */
  readonly about?: readonly string[];
  readonly source: ContactSource;
  /** What it rests on; goes on after "taken from" or "guessed from". Plain text, checked values only. */
  readonly basis: string;
  /** `published` for abuse reports · `registered` for other purposes · `guessed`. */
  readonly confidence: 'published' | 'registered' | 'guessed';
}

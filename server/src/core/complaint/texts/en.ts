/** What our letters say, in English. The list of texts that the other languages follow. Knows no message. */

export const en = {
  network: `Subject: Spam from your system{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

I received a spam message from an address in your network:

{facts}

What happened: {#time}at that time {/time}a machine with this address connected to {recorder} and handed over the message, which nobody here had asked for.{#provider} It seems to be one of the servers by which {provider} sends the mail of its customers, so I suppose that somebody used an account there, or had one forward the message: your logs can tell which.{/provider}

{belief}

{learned}

Would you please look into it, and take whatever steps are necessary so that no more of this is sent from your system? The name of the greeting and the addresses in From and Reply-To are easily made up, so I do not hold them against anybody. If the address is no longer yours, I would be grateful for a word about whom to ask instead.

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  'anonymous-relay': `Subject: Spam from your system{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

A spam message that I received was handed to the mail server {server}, which wrote no client address into its Received field, so that its logs alone can tell where the message came from:

{facts}

What happened: {#time}at that time {/time}a machine connected to this server{#helo} under the name {helo}{/helo} and handed over the message, which nobody here had asked for.{#helo} A client can greet with any name it likes, so the name accuses nobody.{/helo}{#unproven} The field stands beneath the last one that I can believe, so it may have been made up; your logs can tell.{/unproven}

{belief}

{learned}

Why I write to you: a server that takes mail from others and does not say from which address hides whoever uses it, and people who send spam look for such servers. Two habits keep them away. A server should record the address of the client in its Received field, beside the name that the client gave (RFC 5321, section 4.4; RFC 2505, section 2.2): the address is known for every connection. And it should refuse mail that comes neither from its own users nor for them (RFC 2505, section 2.1).

Would you please look up in your logs who handed over this message, and tell those who are responsible for that address? And would you see to it that the server records client addresses from now on, and takes mail for other domains from your own users only?

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  'open-relay': `Subject: Spam from your system{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

A spam message that I received went through the mail server {server}, as a Received field in that server's name says:

{facts}

What happened: according to this field, the server took the message from somebody else's machine for somebody else's mailbox and passed it on, without a login being recorded.{#unproven} The field stands beneath the last one that I can believe, so it may have been made up; your logs can tell.{/unproven}

{belief}

{learned}

Why I write to you: sooner or later, a server that passes on mail from anybody to anybody is used by people who send spam, and is then listed by those who filter it. A server should refuse mail that comes neither from its own users nor for them (RFC 2505, section 2.1), and record the address of every client in its Received field (RFC 5321, section 4.4).

Would you please look into your logs, tell those who are responsible for the client's address, and close the server for strangers? If that client is a customer whom you know by the address, then it is the customer's message that I complain about.

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  'drop-box': `Subject: Spam that collects answers at your service{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

A spam message that I received wants its answers sent to a mailbox at your service:

{facts}

{belief}

I do not say that the message was sent from your system: the mailbox is where those who profit from it wait for their customers. Whoever wrote the message chose the address, so please see for yourselves whether its owner has a part in this.

{learned}

Would you please look into it, and close the mailbox if it serves to collect the answers to spam?

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  'web-host': `Subject: Spam for a web site in your network{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

A spam message that I received leads its readers to a web site for which you are responsible ({scope}):

{facts}

{belief}

I do not say that the message was sent from your system: it advertises what is offered there. Whoever wrote it chose the links, so please see for yourselves whether the owner of the site has a part in this.

{learned}

Would you please look into it, and take whatever steps are necessary so that nobody is led there by spam any more?

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  registrar: `Subject: Spam that leads to a domain registered through you{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

A spam message that I received sends its readers to a domain that was registered through you ({scope}).

{facts}

{belief}

I do not say that the message was sent from your system, nor from this domain: the domain is where its readers are meant to go. Whoever wrote the message chose it, so please see for yourselves whether its holder has a part in this.

{learned}

Would you please look into it, and take whatever steps your terms of registration provide for?

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  'phone-carrier': `Subject: Spam that advertises a telephone number of yours{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

A spam message that I received asks its readers to call a number in your network:

{facts}

{belief}

The number is how those who profit from the message are reached. Whoever wrote it chose the number, so please see for yourselves whether its subscriber has a part in this.

{learned}

Would you please look into it, and take whatever steps your terms of service provide for?

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  upstream: `Subject: Spam from a network that you connect{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

I received a spam message from an address in a network that you, as those responsible for {scope}, connect to the Internet:

{facts}

What happened: {#time}at that time {/time}a machine with this address connected to {recorder} and handed over the message, which nobody here had asked for.

{belief}

{#earlier}I wrote to the network itself on {earlier}; the message at hand has come all the same.{/earlier}

{learned}

Would you please see to it that your customer looks into this, and that no more of it is sent from there?

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  'own-provider': `Subject: Spam in my mailbox{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

A spam message reached the mailbox that I have with you:

{facts}

{belief}

{learned}

I send it to you for your filters and your block lists.{#separately} Those who are responsible for the address that it came from hear from me separately.{/separately}

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  'forged-domain': `Subject: Your domain in a forged mail{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

I received a spam message that uses the name of your domain ({scope}). You probably had no part in this: anybody can write such a name into From, Reply-To or a greeting. But you should know that it is being used, if you do not know already.

{facts}

{belief}

{learned}

There is nothing that you need to do for me. In case it helps you to find out who is behind it, I add the message. An SPF record and a DMARC policy let receiving servers tell your own mail from such forgeries.

{evidence}

With kind regards

{signature}`,

  nobody: `Subject: Spam{#subject} ("{subject}"){/subject}

Ladies and gentlemen,

I received a spam message.{^source} Its header names no address that can be believed, so I cannot say from which system it was sent.{/source}

{facts}

{belief}

{learned}

If your logs know this message, would you please look into it, and take whatever steps are necessary so that no more of this is sent from your system?

{legal}

{evidence}

Thank you for your time and your help.

{signature}`,

  inquiry: `Subject: Your offer

Hello,

Your offer{#subject} "{subject}"{/subject} reached me, and I would like to know more before I order.

[[What you would like to know: what it costs, how it is paid, how it is delivered]]

Who would I be dealing with? Please tell me the name and the address of your company, and a telephone number at which I can reach you.

Thank you

{name}`,

  belief: `Why I believe this: the Received field that says so was written by {recorder}, the server that accepted the message on the receiving side and reads the address from the connection itself; the sender cannot choose it.{beneath}`,
  'belief-elsewhere': `It came to me from {source}{#source-name} ({source-name}){/source-name}{#time} at {time} UTC{/time}: the Received field that says so was written by {recorder}, the server that accepted the message on the receiving side and reads the address from the connection itself.{beneath}`,
  'belief-server': `Why I believe this: {recorder}, the server on my side, took the message from your server ({source}), and the field that I quote stands right beneath its own.`,
  'beneath-one': ` The Received field beneath came with the message: the sender can write it freely, so I conclude nothing from it.`,
  'beneath-many': ` The {count} Received fields beneath came with the message: the sender can write them freely, so I conclude nothing from them.`,
  'forged-one': ` The Received field beneath came with the message: no honest server can have written it, so I conclude nothing from it.`,
  'forged-many': ` The {count} Received fields beneath came with the message: no honest server can have written all of them, so I conclude nothing from them.`,
  origin: ` What stands beneath came with the message: according to that, it began at {origin-address}. I can neither confirm that nor rule it out; your logs can.`,

  'evidence-attached': `The message is attached{^redacted} as it was received{/redacted}, with complete{^redacted} and unmodified{/redacted} headers.`,
  'evidence-inline': `The message follows, with complete headers.`,
  'evidence-inside': `The message is part of the report that is attached, with complete{^redacted} and unmodified{/redacted} headers.`,
  'evidence-archived': `The message is attached in an archive, so that no filter stops it and nobody opens it by accident. Its password is: {password}`,
  'evidence-redacted': ` Only my own addresses in it are replaced by other letters; signatures over what was replaced no longer fit.`,

  'learned-heading': `What I found out besides:`,
  'fact-lookup': `Lookup`,
  'fact-phone': `Telephone`,
  'fact-uri': `Web address`,
  'fact-domain': `Domain`,
  'fact-advertiser': `Advertiser`,
  'fact-campaign': `Same campaign`,
  'fact-note': `Note`,
  'campaign-one': `one other message with {about}{#first}, received on {first}{/first}{#sources}, from {sources}{/sources}`,
  'campaign-many': `{count} other messages with {about}{#first}, received {^last}on {first}{/last}{#last}between {first} and {last}{/last}{/first}{#sources}, from {sources}{/sources}`,

  'label-address': `Address`,
  'label-origin': `Came from`,
  'label-mailbox': `Mailbox`,
  'label-time': `Time (UTC)`,
  'label-recorder': `Recorded by`,
  'label-id': `Id there`,
  'label-helo': `Greeting (HELO)`,
  'label-ident': `User (ident)`,
  'label-server': `Server`,
  'label-client': `Client`,
  'address-with-port': `{source}{#source-name} ({source-name}){/source-name}, port {port}`,
  address: `{source}{#source-name} ({source-name}){/source-name}`,
  'not-recorded': `not recorded`,
  'receiving-server': `the receiving server`,

  'about-unknown': `[[name it here]]`,
  'about-which': `[[choose: {about}]]`,
  'about-more': `and {count} more, in the message`,

  'mark-start': `----- the message{^redacted}, as it was received{/redacted} -----`,
  'mark-end': `----- end of the message -----`,
  'mark-lines': `[… {count} lines without addresses or numbers left out …]`,
  'mark-part': `[… {file}, {size} bytes, left out …]`,
  'mark-decoded': `[… decoded from {encoding} …]`,
  'mailto-rest': `[The rest did not fit: attach the message as a file, with all its headers.]`,

  'legal-can-spam': `For your information: in the United States the CAN-SPAM Act (15 U.S.C. 7701-7713) forbids commercial mail with false or misleading header information or deceptive subjects, and asks for a working way to opt out and a valid postal address (section 7704).`,
  'legal-eprivacy': `For your information: in the European Union, mail for direct marketing to natural persons needs their consent beforehand, may not conceal who sends it, and must name a valid address for objections (Directive 2002/58/EC, Article 13). Whoever processes an address for direct marketing has to stop when its owner objects (Regulation (EU) 2016/679, Article 21).`,
  'legal-casl': `For your information: Canada's Anti-Spam Legislation (S.C. 2010, c. 23, section 6) forbids commercial electronic messages without the recipient's consent, and asks every one to identify its sender and to offer a way to unsubscribe.`,
  'legal-spam-act': `For your information: in Australia the Spam Act 2003 (sections 16 to 18) forbids unsolicited commercial electronic messages, and asks for accurate information about the sender and a working way to unsubscribe.`,
  'legal-47-usc-227': `For the record, as letters of 1997 had it: "By US Code Title 47, Sec. 227(a)(2)(B), a computer/modem/printer meets the definition of a telephone fax machine. By Sec. 227(b)(1)(C), it is unlawful to send any unsolicited advertisement to such equipment." (Historical: this reading was never held to apply to electronic mail.)`,
} as const;

/** A text of ours that a user may replace. */
export type TextId = keyof typeof en;

/** What one language says. */
export type Texts = Readonly<Record<TextId, string>>;

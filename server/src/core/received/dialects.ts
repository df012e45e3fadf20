/**
 * The dialect table: how each family of mail servers writes its trace fields. A row is data: to teach
 * the parser a new family, add a row and a fixture that shows it. Only the few families whose fields
 * name no software are recognised by shape, in parse.ts.
 *
 * Sources: the servers' own code and manuals, and the fields of about 25,000 real messages.
 */
import { isDigit, isLetter } from '../text/chars.ts';
import { isWord } from './notes.ts';

/** A mail server family and what its way of writing a trace field means. */
export interface Family extends Habits {
  /** Stable, for machines. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** What the word after `from` is: the HELO name, or the name that the reverse lookup gave. */
  readonly first: 'helo' | 'rdns';
  /** Whether a reverse name is written down when there is one. `open`: depends on how it was set up. */
  /** … `never`: no look-up is made, and the word `unknown` in its place says nothing. */
  readonly reverse: 'yes' | 'no' | 'open' | 'never';
  /** `never`: this software writes no client address; what looks like one is the client's own text. */
  readonly client: 'recorded' | 'never';
}

/** Habits that few families have. */
interface Habits {
  /** Whether the user who logged in stands between the HELO name and the address. */
  readonly userBeforeAddress: boolean;
  /** Whether a clause of the server's own stands in front of `by`, where others have the client's text alone. */
  readonly clauseBeforeBy: boolean;
  /** Whether the first word is the user who handed the message over, where no address is told. */
  readonly userFirst: boolean;
  /** Whether the user who logged in stands in the place of ident, where the protocol tells of a login. */
  readonly identIsUser: boolean;
  /** Whether old versions wrote HELO and ident in comments of their own: `rdns (helo) [ip] (ident)`. */
  readonly bareComments: boolean;
  /** Whether old versions wrote the address behind a dash: `helo - ip`. */
  readonly dash: boolean;
  /** Whether the address stands before HELO: what follows both is the client's text, not what stands in front. */
  readonly addressFirst: boolean;
  /** Whether old versions wrote the reverse name first and HELO in a comment, `(EHLO x)`, where the newer ones write HELO first. */
  readonly greets: boolean;
}

/** How a row is recognised; any one of the marks suffices. All in lower case, and whole words: `pp` is no `ppolicy`. */
interface Marks {
  /** How the software note starts: `(Postfix)`, `(8.11.6/8.11.6)` (`#` stands for a version number), `with SMTP (Lotus …)`. */
  readonly software?: readonly string[];
  /** How the text after `with` starts. */
  readonly with?: readonly string[];
  /** How the text after `via` starts. */
  readonly via?: readonly string[];
  /** The domain that the `by` host belongs to. */
  readonly hosts?: readonly string[];
  /** How the name of the `by` host starts, for machines that are called without their domain. */
  readonly names?: readonly string[];
  /** The first word of a comment that opens the field: `(qmail 1 invoked …)`. */
  readonly opening?: readonly string[];
}

const HASH = 35;
const DOT = 46;

interface Row extends Omit<Family, keyof Habits>, Partial<Habits>, Marks {}

const helo = { first: 'helo', client: 'recorded' } as const;
const rdns = { first: 'rdns', client: 'recorded' } as const;

/** Where two rows fit, the first one wins. */
const rows: readonly Row[] = [
  // HELO (rdns [ip]): the oldest and most copied form.
  // With a configuration of the site's own it records the client, as Sun did itself: `SMI-8.6/mail.byaddr`.
  {
    id: 'sendmail-sunos',
    name: 'Sendmail of SunOS, in a configuration of its own',
    ...helo,
    reverse: 'open',
    software: ['smi-#.#/#', 'smi-#.#/mail.'],
  },
  {
    id: 'sendmail-smi',
    name: 'Sendmail of SunOS (SMI)',
    first: 'helo',
    client: 'never',
    reverse: 'no',
    software: ['smi-', '#.#/smi-', '#.x/smi-'],
  },
  // Sendmail's third number never had three digits.
  {
    id: 'critical-path',
    name: 'Critical Path (Openwave) Messaging Server',
    ...helo,
    reverse: 'no',
    software: ['#.#.0##', '#.#.1##'],
  },
  {
    id: 'sendmail',
    name: 'Sendmail',
    ...helo,
    reverse: 'yes',
    software: [
      '#',
      'sendmail',
      'sun/',
      'aix',
      'nco',
      'sgi',
      'switch-',
      'sentrion',
      'linux',
      'sendmail',
      'awsendmail',
      'next-',
    ],
    opening: ['from'],
  },
  {
    id: 'postfix',
    name: 'Postfix',
    ...helo,
    reverse: 'yes',
    // mailcow calls its own so.
    software: ['postfix', 'vmailer', 'postcow'],
  },
  // `WEB.DE 4.110`: the Exim that web.de ran under a name of its own.
  {
    id: 'exim',
    name: 'Exim',
    ...rdns,
    reverse: 'yes',
    userFirst: true,
    bareComments: true,
    addressFirst: true,
    software: ['exim', 'nemesis-exim', 'web.de'],
  },
  {
    id: 'smail',
    name: 'Smail',
    ...helo,
    reverse: 'open',
    software: [
      'smail',
      'smail#',
      '/\\##/\\ smail',
      '/\\==/\\ smail',
      '/\\oo/\\ smail',
      '/\\**/\\ smail',
    ],
  },

  // qmail and what grew on it.
  {
    id: 'qmail',
    name: 'qmail',
    ...rdns,
    reverse: 'yes',
    identIsUser: true,
    software: ['qmail', 'netqmail', 's/qmail', 'sqmail'],
    opening: ['qmail', 'ofmipd', 'sqmail'],
  },
  // The first word is the sender, or the client's address.
  { id: 'qmail-scanner', name: 'qmail-scanner', ...helo, reverse: 'no', with: ['qmail-scanner'] },
  { id: 'simscan', name: 'simscan', ...helo, reverse: 'open', names: ['simscan'] },
  // vpopmail and ezmlm write no trace field of their own: they show as `(qmail … invoked by uid …)`.
  { id: 'qpsmtpd', name: 'qpsmtpd', ...rdns, reverse: 'yes', software: ['qpsmtpd'] },
  {
    id: 'cpmta',
    name: 'Critical Path (cpmta)',
    ...rdns,
    reverse: 'yes',
    software: ['cp', 'critical path'],
    opening: ['cpmta'],
  },
  { id: 'wp-smtpd', name: 'Poczta WP (wp-smtpd)', ...helo, reverse: 'open', opening: ['wp-smtpd'] },
  {
    id: 'yahoo',
    name: 'Yahoo',
    ...rdns,
    // Today's servers write the address twice and no name; those of 2002 wrote it.
    reverse: 'open',
    identIsUser: true,
    software: ['yahoo', 'vzm hermes', 'oath hermes'],
    with: ['nnfmp'],
    hosts: ['yahoo.com', 'yahoodns.net', 'yahoo.co.jp', 'ymail.com'],
    names: ['hermes--'],
    opening: ['egp:'],
  },

  // Microsoft.
  {
    id: 'exchange-ims',
    name: 'Microsoft Exchange 4 to 5.5 (Internet Mail Service)',
    ...helo,
    reverse: 'open',
    software: [
      'microsoft exchange internet mail',
      'microsoft exchange server internet mail',
      'microsoft mail connector',
      'microsoft exchange connector',
    ],
    with: ['internet mail service'],
  },
  {
    id: 'smtpsvc',
    name: 'Microsoft SMTP service (IIS, Exchange 2000 and 2003)',
    ...helo,
    reverse: 'no',
    dash: true,
    software: ['microsoft smtpsvc'],
    with: ['microsoft smtpsvc', 'microsoft mapi'],
  },
  {
    id: 'microsoft365',
    name: 'Microsoft 365 (Exchange Online)',
    ...helo,
    reverse: 'no',
    hosts: [
      'outlook.com',
      'office365.com',
      'exchangelabs.com',
      'office365.us',
      'outlook.cn',
      'outlook.de',
      'microsoftonline.com',
      'frontbridge.com',
      'bigfish.com',
    ],
  },
  {
    id: 'exchange',
    name: 'Microsoft Exchange 2007 and later',
    ...helo,
    reverse: 'no',
    with: ['microsoft smtp server', 'mapi'],
  },
  { id: 'hotmail', name: 'Hotmail', ...helo, reverse: 'no', hosts: ['hotmail.com', 'msn.com'] },

  // The other large providers.
  {
    id: 'google',
    name: 'Google',
    ...helo,
    reverse: 'yes',
    hosts: ['google.com', 'gmail.com', 'googlemail.com'],
  },
  {
    id: 'aol',
    name: 'AOL',
    ...helo,
    reverse: 'yes',
    software: ['mail_out_v', 'v##', 'rly', 'aol'],
    hosts: ['aol.com'],
  },
  // Proton Mail and Tuta need no row: Postfix signs there with its own name. So do Postfix and Oracle's
  // server at iCloud, and Cyrus at Fastmail: the rows are for the fields without.
  {
    id: 'icloud',
    name: 'Apple iCloud',
    ...helo,
    reverse: 'yes',
    hosts: ['icloud.com', 'me.com', 'apple.com'],
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    ...helo,
    reverse: 'no',
    software: ['meproxy'],
    hosts: ['messagingengine.com'],
  },
  {
    id: 'zoho',
    name: 'Zoho Mail',
    ...helo,
    reverse: 'yes',
    hosts: ['zoho.com', 'zoho.eu', 'zoho.in', 'zohomail.com'],
  },
  {
    id: 'yandex',
    name: 'Yandex Mail',
    ...helo,
    reverse: 'yes',
    software: ['nwsmtp', 'yandex', 'nsmtp'],
    hosts: ['yandex.net', 'yandex.ru'],
  },
  {
    id: 'mailru',
    name: 'Mail.ru',
    ...rdns,
    reverse: 'yes',
    userFirst: true,
    addressFirst: true,
    hosts: ['mail.ru'],
  },
  {
    id: 'coremail',
    name: 'Coremail (NetEase and others)',
    ...helo,
    reverse: 'never',
    software: ['coremail'],
    hosts: ['163.com', '126.com', 'yeah.net'],
  },
  {
    id: 'tencent',
    name: 'Tencent QQ Mail',
    ...helo,
    reverse: 'never',
    names: ['bizesmtp'],
    software: ['newesmtp', 'newmx', 'newxmesmtp', 'qq mail', 'foxmail'],
    hosts: ['qq.com'],
  },
  {
    id: 'aliyun',
    name: 'Aliyun Mail',
    ...helo,
    reverse: 'no',
    hosts: ['aliyun.com', 'aliyun-inc.com', 'alibaba.com'],
  },
  {
    id: 'nemesis',
    name: 'United Internet (GMX, web.de, IONOS)',
    ...helo,
    greets: true,
    reverse: 'no',
    software: ['nemesis', 'mp#', 'mrgmx', 'mrweb'],
    hosts: ['gmx.net', 'web.de', 'kundenserver.de', 'mail.com'],
  },
  {
    id: 't-online',
    name: 'T-Online',
    ...helo,
    reverse: 'no',
    hosts: ['t-online.de', 't-online.com'],
  },
  // Up to 2005 or so it wrote the reverse name, too.
  { id: 'comcast', name: 'Comcast', ...helo, reverse: 'open', hosts: ['comcast.net'] },
  {
    id: 'mailenable',
    name: 'MailEnable',
    ...helo,
    reverse: 'open',
    with: ['mailenable'],
    names: ['mailenable'],
  },

  // Services that send, forward and filter for others.
  {
    id: 'ses',
    name: 'Amazon SES',
    ...helo,
    reverse: 'yes',
    software: ['simpleemailservice'],
    hosts: ['amazonses.com'],
    names: ['inbound-smtp.', 'email-smtp.'],
  },
  {
    id: 'sendgrid',
    name: 'SendGrid',
    ...helo,
    reverse: 'open',
    software: ['sg', 'sendgrid'],
    hosts: ['sendgrid.net'],
    names: ['geopod-ismtpd-', 'filterdrecv-', 'recvd-', 'ismtpd-'],
  },
  {
    id: 'mailgun',
    name: 'Mailgun',
    ...helo,
    reverse: 'open',
    with: ['smtp mgrt'],
    hosts: ['mailgun.org', 'mailgun.net', 'postgun.com'],
  },
  {
    id: 'mailchimp',
    name: 'Mailchimp and Mandrill',
    ...helo,
    reverse: 'yes',
    software: ['mailchimp', 'mandrill'],
    hosts: ['mcdlv.net', 'mcsv.net', 'mandrillapp.com', 'rsgsv.net'],
  },
  {
    id: 'momentum',
    name: 'Momentum (Message Systems, SparkPost)',
    ...rdns,
    addressFirst: true,
    reverse: 'open',
    software: ['ecelerity', 'momentum'],
    hosts: ['sparkpostmail.com'],
  },
  { id: 'powermta', name: 'PowerMTA', ...helo, reverse: 'no', software: ['powermta'] },
  { id: 'greenarrow', name: 'GreenArrow', ...helo, reverse: 'open', software: ['greenarrow'] },
  {
    id: 'proofpoint',
    name: 'Proofpoint',
    ...helo,
    reverse: 'yes',
    software: ['pps', 'ppe hosted', 'proofpoint'],
    hosts: ['pphosted.com', 'ppe-hosted.com', 'gpphosted.com', 'ppops.net'],
  },
  {
    id: 'mimecast',
    name: 'Mimecast',
    ...helo,
    reverse: 'yes',
    software: ['mimecast'],
    hosts: ['mimecast.com', 'mimecast.co.za'],
  },
  {
    id: 'barracuda',
    name: 'Barracuda',
    ...helo,
    reverse: 'yes',
    software: ['barracuda', 'spam firewall', 'spam & virus firewall'],
    hosts: ['barracudanetworks.com', 'cudamail.com', 'cuda-inc.com', 'cudaops.com'],
    names: ['barracuda'],
  },
  {
    id: 'ironport',
    name: 'Cisco IronPort',
    ...rdns,
    reverse: 'yes',
    software: ['ironport'],
    with: ['esmtp/tls', 'smtp/tls'],
    hosts: ['iphmx.com'],
  },
  {
    id: 'sophos',
    name: 'Sophos',
    ...helo,
    reverse: 'open',
    software: ['sophos', 'puremessage'],
    hosts: ['sophos.com', 'reflexion.net'],
  },
  {
    id: 'fortimail',
    name: 'Fortinet FortiMail',
    ...helo,
    reverse: 'yes',
    software: ['fortimail', 'fortinet'],
    hosts: ['fortimail.com', 'fortinet.com'],
  },
  {
    id: 'trendmicro',
    name: 'Trend Micro',
    ...helo,
    reverse: 'open',
    software: ['imsva', 'interscan', 'trend', 'trendmicro', 'imss'],
    with: ['interscan'],
    hosts: ['trendmicro.com', 'trendmicro.eu'],
  },
  {
    id: 'messagelabs',
    name: 'Symantec Email Security.cloud (MessageLabs)',
    ...rdns,
    reverse: 'open',
    hosts: ['messagelabs.com'],
  },
  {
    id: 'symantec',
    name: 'Symantec Messaging Gateway (Brightmail)',
    ...helo,
    reverse: 'open',
    software: ['symantec', 'brightmail', 'smsgate', 'savsmtp'],
  },
  {
    id: 'fireeye',
    name: 'FireEye (Trellix)',
    ...helo,
    reverse: 'open',
    software: ['fireeye'],
    hosts: ['fireeyecloud.com', 'fireeye.com'],
  },
  // It calls a client `source` that it does not want to name.
  { id: 'postini', name: 'Postini', ...helo, reverse: 'no', hosts: ['postini.com', 'obsmtp.com'] },
  {
    id: 'spamexperts',
    name: 'SpamExperts',
    ...rdns,
    addressFirst: true,
    reverse: 'yes',
    hosts: ['antispamcloud.com', 'spamexperts.com'],
  },
  {
    id: 'mailchannels',
    name: 'MailChannels',
    ...helo,
    reverse: 'yes',
    software: ['trex'],
    hosts: ['mailchannels.net'],
  },
  {
    id: 'improvmx',
    name: 'ImprovMX (forwarding)',
    ...helo,
    reverse: 'yes',
    hosts: ['improvmx.com'],
  },
  { id: 'xwall', name: 'XWall', ...helo, reverse: 'no', with: ['xwall'] },
  {
    id: 'proxmox',
    name: 'Proxmox Mail Gateway',
    ...helo,
    reverse: 'yes',
    software: ['proxmox'],
  },
  {
    id: 'amavis',
    name: 'amavis (content filter)',
    ...helo,
    reverse: 'open',
    software: ['amavis', 'amavisd'],
  },
  {
    id: 'mailscanner',
    name: 'MailScanner and other content filters',
    ...helo,
    reverse: 'open',
    software: [
      'mailscanner',
      'mimedefang',
      'spamassassin',
      'dspam',
      'asmtp',
      'clamsmtp',
      'mailmarshal',
      'navgw',
      'f-secure',
    ],
  },
  {
    id: 'mailsweeper',
    name: 'Content Technologies MAILsweeper',
    ...helo,
    reverse: 'open',
    software: ['content technologies', 'vircom', 'emwac', 'clearswift', 'metainfo'],
  },

  // Stores and groupware.
  { id: 'cyrus', name: 'Cyrus', ...helo, reverse: 'yes', software: ['cyrus'] },
  { id: 'dovecot', name: 'Dovecot', ...helo, reverse: 'no', software: ['dovecot'] },
  { id: 'zimbra', name: 'Zimbra', ...rdns, reverse: 'yes', software: ['zimbra'] },
  { id: 'courier', name: 'Courier', ...helo, reverse: 'yes', software: ['courier'] },
  { id: 'stalwart', name: 'Stalwart', ...helo, reverse: 'yes', software: ['stalwart'] },
  { id: 'opensmtpd', name: 'OpenSMTPD', ...helo, reverse: 'yes', software: ['opensmtpd'] },
  { id: 'haraka', name: 'Haraka', ...helo, reverse: 'yes', software: ['haraka'] },
  {
    id: 'mdaemon',
    name: 'MDaemon',
    ...helo,
    reverse: 'open',
    software: ['mdaemon'],
    via: ['worldclient'],
  },
  // hMailServer, SmarterMail, Mailman, Sympa, msmtp and MailScanner sign with no name of their own (the
  // last four leave the field to the server beside them): their fields are read by their shape alone.
  // Sophos Email, IMSVA, FireEye's appliances and Zimbra's transfer agent sign as the Postfix that they are.
  {
    id: 'communigate',
    name: 'CommuniGate Pro',
    ...rdns,
    addressFirst: true,
    reverse: 'no',
    software: ['communigate', 'stalker'],
  },
  {
    id: 'ibm',
    name: 'IBM mainframes and gateways',
    ...helo,
    reverse: 'no',
    software: ['ibm vm', 'ibm mvs', 'ibm os/###', 'ibm z/os'],
    with: ['ibm esmtp'],
    hosts: ['collabserv.com'],
  },
  {
    id: 'domino',
    name: 'HCL (Lotus) Domino',
    ...helo,
    reverse: 'open',
    software: ['lotus', 'ibm domino', 'hcl', 'domino', 'ibm', 'smtp gateway'],
    with: ['lotus'],
  },
  {
    id: 'netmail',
    name: 'Novell NetMail (NIMS)',
    ...helo,
    userBeforeAddress: true,
    reverse: 'no',
    with: ['netmail', 'novell nims', 'nims'],
  },
  {
    id: 'groupwise',
    name: 'Novell (Micro Focus) GroupWise',
    ...helo,
    reverse: 'open',
    software: ['groupwise', 'novell', 'gwia', 'internet agent', 'open enterprise'],
    with: ['novell', 'novell_groupwise', 'groupwise', 'gwia'],
  },
  {
    id: 'sun-messaging',
    name: 'Sun, iPlanet and Oracle messaging servers',
    ...helo,
    reverse: 'open',
    software: [
      'iplanet',
      'sun java',
      'sun one',
      'sun internet',
      'oracle communications',
      'sims',
      'netscape',
      'java',
      'mshttpd',
    ],
  },
  { id: 'pmdf', name: 'PMDF', ...helo, reverse: 'open', software: ['pmdf'] },
  {
    id: 'intermail',
    name: 'InterMail (Openwave)',
    ...helo,
    reverse: 'no',
    software: ['intermail', 'openwave', 'email mx'],
  },
  { id: 'mirapoint', name: 'Mirapoint', ...helo, reverse: 'open', software: ['mirapoint', 'mos '] },
  { id: 'xmail', name: 'XMail', ...helo, reverse: 'no', with: ['[xmail'] },
  { id: 'mercury', name: 'Mercury', ...helo, reverse: 'open', software: ['mercury'] },
  { id: 'james', name: 'Apache James', ...rdns, reverse: 'open', software: ['james'] },
  { id: 'kerio', name: 'Kerio Connect', ...helo, reverse: 'no', software: ['kerio'] },
  {
    id: 'imail',
    name: 'Ipswitch IMail',
    ...helo,
    reverse: 'no',
    software: ['smtpd#', 'smtpd-#', 'imail', 'ipswitch', 'smtpd-win'],
  },
  {
    id: 'mailsite',
    name: 'Rockliffe MailSite',
    ...helo,
    reverse: 'open',
    software: ['mailsite', 'rockliffe'],
  },
  {
    id: 'icewarp',
    name: 'IceWarp (Merak)',
    ...helo,
    reverse: 'open',
    software: ['icewarp', 'merak'],
  },
  { id: 'axigen', name: 'Axigen', ...helo, reverse: 'open', software: ['axigen'] },
  {
    id: 'surgemail',
    name: 'SurgeMail and DMail',
    ...helo,
    reverse: 'open',
    software: ['surgemail', 'dmail', 'dsmtp'],
  },
  { id: 'quickmail', name: 'QuickMail Pro', ...helo, reverse: 'open', software: ['quickmail'] },
  {
    id: 'eims',
    name: 'Eudora Internet Mail Server',
    ...helo,
    reverse: 'open',
    software: ['eudora internet', 'eims'],
  },
  { id: 'ntmail', name: 'NTMail', ...helo, reverse: 'no', software: ['ntmail'] },
  {
    id: 'lsmtp',
    name: 'LSMTP and LISTSERV',
    ...helo,
    reverse: 'yes',
    software: ['lsmtp', 'listserv', 'smtpl'],
  },
  { id: 'slmail', name: 'SLmail', ...helo, reverse: 'open', software: ['slmail', 'slmtp'] },
  {
    id: 'post-office',
    name: 'Post.Office',
    ...helo,
    reverse: 'open',
    software: ['post.office', 'e-mail'],
  },
  {
    id: 'obtuse',
    name: 'Obtuse smtpd',
    ...rdns,
    clauseBeforeBy: true,
    addressFirst: true,
    reverse: 'yes',
    software: ['obtuse', 'smtpd v'],
  },
  { id: 'smap', name: 'TIS firewall (smap)', ...rdns, reverse: 'yes', via: ['smap', 'csmap'] },
  { id: 'raptor', name: 'Raptor firewall', ...helo, reverse: 'no', via: ['smtpd'] },
  {
    id: 'zmailer',
    name: 'ZMailer',
    ...rdns,
    addressFirst: true,
    reverse: 'yes',
    software: ['zmailer'],
    via: ['listexpand'],
    hosts: ['kernel.org'],
  },
  { id: 'mmdf', name: 'MMDF', ...helo, reverse: 'open', software: ['mmdf'] },
  {
    id: 'pp',
    name: 'PP and Isode M-Switch',
    ...helo,
    reverse: 'open',
    software: [
      'pp',
      'isode',
      'submission channel',
      'internal channel',
      'smtp internal',
      'smtp external',
    ],
  },
  { id: 'x400', name: 'X.400 gateways', ...helo, reverse: 'no', with: ['x.400', 'mixer', 'x400'] },

  // Lists, submission agents, webmail.
  {
    id: 'majordomo',
    name: 'Majordomo and bulk mailers',
    ...helo,
    reverse: 'open',
    software: ['bulk_mailer', 'majordomo'],
  },
  {
    id: 'debbugs',
    name: "Debbugs (Debian's bug tracker)",
    ...helo,
    reverse: 'no',
    via: ['spool'],
    opening: ['at'],
  },
  { id: 'ecartis', name: 'Ecartis (Listar)', ...helo, reverse: 'no', with: ['ecartis', 'listar'] },
  {
    id: 'nullmailer',
    name: 'nullmailer',
    ...helo,
    reverse: 'no',
    software: ['nullmailer'],
    opening: ['nullmailer'],
  },
  { id: 'ssmtp', name: 'sSMTP', ...helo, reverse: 'no', software: ['ssmtp'] },
  {
    id: 'dma',
    name: 'DragonFly Mail Agent',
    ...helo,
    clauseBeforeBy: true,
    reverse: 'no',
    software: ['dragonfly mail agent'],
  },
  { id: 'squirrelmail', name: 'SquirrelMail', ...helo, reverse: 'no' },
  { id: 'roundcube', name: 'Roundcube', ...rdns, reverse: 'yes', software: ['http/#'] },
  { id: 'horde', name: 'Horde (IMP)', ...helo, reverse: 'yes', software: ['horde', 'imp'] },
  {
    id: 'uucp',
    name: 'UUCP and rmail',
    ...helo,
    reverse: 'no',
    software: ['uucp', 'rmail'],
    with: ['uucp', 'uucico'],
  },
  { id: 'bsmtp', name: 'BSMTP', ...helo, reverse: 'no', with: ['bsmtp'] },

  // Mailbox fetchers: the address is the polled server's, not a sender's.
  { id: 'fetchmail', name: 'fetchmail', ...rdns, reverse: 'open', software: ['fetchmail'] },
  {
    id: 'getmail',
    name: 'getmail',
    ...rdns,
    reverse: 'open',
    software: ['getmail'],
    with: ['pop3-ssl', 'imap4-ssl', 'pop3 getmail', 'imap4 getmail', 'sdps'],
  },
  {
    id: 'pop-connector',
    name: 'POP and IMAP connectors',
    ...helo,
    reverse: 'open',
    software: [
      'popbeamer',
      'pop connector',
      'popcon',
      'pullution',
      'exchange pop3 connector',
      'microsoft connector for pop3',
    ],
    with: ['popbeamer', 'popcon', 'mapilab pop3', 'domainpop', 'multipop'],
  },
  {
    id: 'popbeamer',
    name: 'Small mail servers that poll mailboxes, too',
    ...helo,
    reverse: 'open',
    software: ['smtpbeamer', 'jana', 'vpop3', 'wingate'],
    with: ['smtpbeamer', 'vpop3'],
  },
];

/** The letter that a note starts with, in lower case, or `#` for a digit: the key of the look-up. */
function keyOf(text: string): number {
  const first = text.charCodeAt(0);
  if (isDigit(first)) return HASH;
  return isLetter(first) ? first | 32 : first;
}

/** Whether `text` starts with the mark, in any case, and no word goes on behind it; `#` in a mark stands for a digit. */
function startsWithMark(text: string, mark: string): boolean {
  if (text.length < mark.length) return false;
  for (let i = 0; i < mark.length; i += 1) {
    const code = text.charCodeAt(i);
    const wanted = mark.charCodeAt(i);
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    if (lower !== wanted && !(wanted === HASH && isDigit(code))) return false;
  }
  return !isLetter(mark.charCodeAt(mark.length - 1)) || !isLetter(text.charCodeAt(mark.length));
}

/** The families in the order of the rows, all of one shape: the parser asks for their traits in every field. */
const families: readonly Family[] = rows.map((row) => ({
  id: row.id,
  name: row.name,
  first: row.first,
  reverse: row.reverse,
  client: row.client,
  userBeforeAddress: row.userBeforeAddress === true,
  clauseBeforeBy: row.clauseBeforeBy === true,
  userFirst: row.userFirst === true,
  identIsUser: row.identIsUser === true,
  bareComments: row.bareComments === true,
  dash: row.dash === true,
  addressFirst: row.addressFirst === true,
  greets: row.greets === true,
}));

interface Entry {
  readonly mark: string;
  readonly family: Family;
}

type Index = ReadonlyMap<number, readonly Entry[]>;

function indexBy(
  marks: (row: Row) => readonly string[] | undefined,
  key: (mark: string) => number,
): Index {
  const index = new Map<number, Entry[]>();
  families.forEach((family, i) => {
    const row = rows[i];
    for (const mark of (row && marks(row)) ?? []) {
      const entries = index.get(key(mark)) ?? [];
      entries.push({ mark, family });
      index.set(key(mark), entries);
    }
  });
  return index;
}

function find(index: Index, text: string): Family | null {
  const entries = index.get(keyOf(text));
  if (entries === undefined) return null;
  for (const { mark, family } of entries) if (startsWithMark(text, mark)) return family;
  return null;
}

const bySoftware = indexBy((row) => row.software, keyOf);
const byWith = indexBy((row) => row.with, keyOf);
const byVia = indexBy((row) => row.via, keyOf);
const byStart = indexBy((row) => row.names, keyOf);
const byOpening = indexBy((row) => row.opening, keyOf);
const byDomain = indexBy(
  (row) => row.hosts,
  (domain) => domainKey(domain, 0),
);
const byId = new Map(families.map((family) => [family.id, family] as const));

/** The row with this id, for marks that are shapes and not words; null when there is none. */
export function familyById(id: string): Family | null {
  return byId.get(id) ?? null;
}

/** By the software note: `Postfix, from userid 501`, `8.11.6/8.11.6`. */
export function familyBySoftware(note: string): Family | null {
  return find(bySoftware, note);
}

/** By the first word of the comment that opens the field. */
export function familyByOpening(word: string): Family | null {
  return find(byOpening, word);
}

/** By the text after `with`. */
export function familyByProtocol(protocol: string): Family | null {
  return find(byWith, protocol);
}

/** By the text after `via`. */
export function familyByVia(via: string): Family | null {
  return find(byVia, via);
}

/** By the name of the `by` host. */
export function familyByHost(host: string): Family | null {
  return familyByDomain(host) ?? find(byStart, host);
}

/** The one that stands first in the table: Hotmail's old servers are told by their software, Microsoft 365's by their names. */
export function firstFamily(one: Family | null, other: Family | null): Family | null {
  if (one === null || other === null) return one ?? other;
  return families.indexOf(one) < families.indexOf(other) ? one : other;
}

/**
 * By the last two labels of the name, or three where the second is short (`yahoo.co.jp`), without a
 * copy of them: nearly every field has such a name, and few are listed.
 */
function familyByDomain(host: string): Family | null {
  const last = labelStart(host, host.length);
  const second = labelStart(host, last - 1);
  const found = familyAt(host, second);
  if (found !== null || second <= 0 || last - second > longestSecondLevel) return found;
  return familyAt(host, labelStart(host, second - 1));
}

/** With its dot, `com.` under a country. */
const longestSecondLevel = 4;

/** Where the label starts that ends at `end`. */
function labelStart(host: string, end: number): number {
  let start = Math.max(end, 0);
  while (start > 0 && host.charCodeAt(start - 1) !== DOT) start -= 1;
  return start;
}

function familyAt(host: string, start: number): Family | null {
  const entries = byDomain.get(domainKey(host, start));
  if (entries === undefined) return null;
  for (const { mark, family } of entries) if (isWord(host, start, host.length, mark)) return family;
  return null;
}

/** The length and the first letter of the domain that starts at `start`. */
function domainKey(host: string, start: number): number {
  return (host.length - start) * 128 + ((host.charCodeAt(start) | 32) & 127);
}

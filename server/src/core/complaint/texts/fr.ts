/** What our letters say, in French; no-break spaces stand before its high punctuation. Knows no message. */
import type { Texts } from './en.ts';

export const fr = {
  network: `Subject: Spam provenant de votre système{#subject} ("{subject}"){/subject}

Madame, Monsieur,

J'ai reçu un spam envoyé depuis une adresse de votre réseau :

{facts}

Ce qui s'est passé : {#time}à ce moment, {/time}une machine portant cette adresse s'est connectée à {recorder} et lui a remis le message, que personne ici n'avait demandé.{#provider} Il semble s'agir d'un des serveurs par lesquels {provider} envoie le courrier de ses clients ; je suppose donc que quelqu'un y a utilisé un compte, ou a fait transférer le message par un compte : vos journaux peuvent dire lequel.{/provider}

{belief}

{learned}

Pourriez-vous examiner ce cas et faire le nécessaire pour que rien de tel ne parte plus de votre système ? Le nom donné en salutation et les adresses dans From et Reply-To sont faciles à inventer ; je n'en tiens rigueur à personne. Si cette adresse n'est plus la vôtre, je vous serais reconnaissant de m'indiquer à qui m'adresser.

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  'anonymous-relay': `Subject: Spam provenant de votre système{#subject} ("{subject}"){/subject}

Madame, Monsieur,

Un spam que j'ai reçu a été remis au serveur de messagerie {server}, qui n'a inscrit aucune adresse de client dans son champ Received : seuls ses journaux peuvent dire d'où venait le message.

{facts}

Ce qui s'est passé : {#time}à ce moment, {/time}une machine s'est connectée à ce serveur{#helo} sous le nom {helo}{/helo} et lui a remis le message, que personne ici n'avait demandé.{#helo} Un client peut se présenter sous n'importe quel nom : ce nom n'accuse donc personne.{/helo}{#unproven} Ce champ se trouve sous le dernier auquel je puisse me fier et peut avoir été inventé ; vos journaux le diront.{/unproven}

{belief}

{learned}

Pourquoi je vous écris : un serveur qui accepte le courrier d'autrui sans dire de quelle adresse cache quiconque s'en sert, et ceux qui envoient du spam cherchent de tels serveurs. Deux habitudes les tiennent à distance. Un serveur devrait inscrire l'adresse du client dans son champ Received, à côté du nom que le client a donné (RFC 5321, section 4.4 ; RFC 2505, section 2.2) : cette adresse est connue à chaque connexion. Et il devrait refuser le courrier qui ne vient pas de ses propres utilisateurs et ne leur est pas destiné (RFC 2505, section 2.1).

Pourriez-vous chercher dans vos journaux qui a remis ce message, et prévenir les responsables de cette adresse ? Et pourriez-vous veiller à ce que le serveur enregistre désormais l'adresse des clients, et n'accepte de courrier pour d'autres domaines que de vos propres utilisateurs ?

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  'open-relay': `Subject: Spam provenant de votre système{#subject} ("{subject}"){/subject}

Madame, Monsieur,

Un spam que j'ai reçu est passé par le serveur de messagerie {server}, comme le dit un champ Received au nom de ce serveur :

{facts}

Ce qui s'est passé : d'après ce champ, le serveur a pris le message d'une machine étrangère pour une boîte aux lettres étrangère et l'a transmis, sans qu'aucune authentification soit notée.{#unproven} Ce champ se trouve sous le dernier auquel je puisse me fier et peut avoir été inventé ; vos journaux le diront.{/unproven}

{belief}

{learned}

Pourquoi je vous écris : un serveur qui transmet le courrier de n'importe qui à n'importe qui sert tôt ou tard à ceux qui envoient du spam, et se retrouve sur les listes de ceux qui le filtrent. Un serveur devrait refuser le courrier qui ne vient pas de ses propres utilisateurs et ne leur est pas destiné (RFC 2505, section 2.1), et inscrire l'adresse de chaque client dans son champ Received (RFC 5321, section 4.4).

Pourriez-vous consulter vos journaux, prévenir les responsables de l'adresse du client et fermer le serveur aux inconnus ? Si ce client est l'un des vôtres, que vous reconnaissez à son adresse, c'est de son message que je me plains.

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  'drop-box': `Subject: Spam dont les réponses arrivent chez vous{#subject} ("{subject}"){/subject}

Madame, Monsieur,

Un spam que j'ai reçu demande que les réponses soient envoyées à une boîte aux lettres de votre service :

{facts}

{belief}

Je ne dis pas que le message soit parti de votre système : c'est dans cette boîte que ceux qui en profitent attendent leurs clients. L'adresse a été choisie par l'auteur du message ; veuillez donc vérifier vous-même si son titulaire y est pour quelque chose.

{learned}

Pourriez-vous examiner ce cas, et fermer cette boîte si elle sert à recueillir les réponses à du spam ?

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  'web-host': `Subject: Spam pour un site de votre réseau{#subject} ("{subject}"){/subject}

Madame, Monsieur,

Un spam que j'ai reçu mène à un site web dont vous êtes responsable ({scope}) :

{facts}

{belief}

Je ne dis pas que le message soit parti de votre système : il fait la publicité de ce qui est offert là. Les liens ont été choisis par l'auteur du message ; veuillez donc vérifier vous-même si le titulaire du site y est pour quelque chose.

{learned}

Pourriez-vous examiner ce cas et faire le nécessaire pour que personne n'y soit plus conduit par du spam ?

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  registrar: `Subject: Spam menant à un domaine enregistré chez vous{#subject} ("{subject}"){/subject}

Madame, Monsieur,

Un spam que j'ai reçu mène à un domaine qui a été enregistré par votre intermédiaire ({scope}).

{facts}

{belief}

Je ne dis pas que le message soit parti de votre système, ni de ce domaine : c'est là que ses lecteurs doivent aller. Le domaine a été choisi par l'auteur du message ; veuillez donc vérifier vous-même si son titulaire y est pour quelque chose.

{learned}

Pourriez-vous examiner ce cas et prendre les mesures que prévoient vos conditions d'enregistrement ?

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  'phone-carrier': `Subject: Spam qui annonce un numéro de votre réseau{#subject} ("{subject}"){/subject}

Madame, Monsieur,

Un spam que j'ai reçu invite à appeler un numéro de votre réseau :

{facts}

{belief}

C'est par ce numéro que l'on joint ceux qui profitent du message. Il a été choisi par l'auteur du message ; veuillez donc vérifier vous-même si l'abonné y est pour quelque chose.

{learned}

Pourriez-vous examiner ce cas et prendre les mesures que prévoient vos conditions d'utilisation ?

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  upstream: `Subject: Spam provenant d'un réseau que vous raccordez{#subject} ("{subject}"){/subject}

Madame, Monsieur,

J'ai reçu un spam envoyé depuis une adresse d'un réseau que vous raccordez à Internet en tant que responsables de {scope} :

{facts}

Ce qui s'est passé : {#time}à ce moment, {/time}une machine portant cette adresse s'est connectée à {recorder} et lui a remis le message, que personne ici n'avait demandé.

{belief}

{#earlier}J'ai écrit au réseau lui-même le {earlier} ; le présent message est arrivé malgré cela.{/earlier}

{learned}

Pourriez-vous veiller à ce que votre client examine ce cas, et à ce que rien de tel ne parte plus de là ?

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  'own-provider': `Subject: Spam dans ma boîte aux lettres{#subject} ("{subject}"){/subject}

Madame, Monsieur,

Un spam est arrivé dans la boîte aux lettres que j'ai chez vous :

{facts}

{belief}

{learned}

Je vous l'envoie pour vos filtres et vos listes de blocage.{#separately} J'écris séparément aux responsables de l'adresse dont il est venu.{/separately}

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  'forged-domain': `Subject: Votre domaine dans un courrier falsifié{#subject} ("{subject}"){/subject}

Madame, Monsieur,

J'ai reçu un spam qui se sert du nom de votre domaine ({scope}). Vous n'y êtes probablement pour rien : n'importe qui peut écrire un tel nom dans From, dans Reply-To ou dans une salutation. Mais mieux vaut que vous le sachiez, si vous ne le savez pas déjà.

{facts}

{belief}

{learned}

Je ne vous demande rien. Si cela peut vous aider à trouver qui est derrière, je joins le message. Un enregistrement SPF et une politique DMARC permettent aux serveurs qui reçoivent de distinguer votre propre courrier de telles falsifications.

{evidence}

Bien cordialement

{signature}`,

  nobody: `Subject: Spam{#subject} ("{subject}"){/subject}

Madame, Monsieur,

J'ai reçu un spam.{^source} Son en-tête ne nomme aucune adresse à laquelle on puisse se fier ; je ne peux donc pas dire de quel système il est parti.{/source}

{facts}

{belief}

{learned}

Si vos journaux connaissent ce message, pourriez-vous examiner ce cas et faire le nécessaire pour que rien de tel ne parte plus de votre système ?

{legal}

{evidence}

Je vous remercie de votre temps et de votre aide.

{signature}`,

  inquiry: `Subject: Votre offre

Bonjour,

Votre offre{#subject} « {subject} »{/subject} m'est parvenue, et j'aimerais en savoir plus avant de commander.

[[Ce que vous aimeriez savoir : le prix, le mode de paiement, le mode de livraison]]

À qui aurais-je affaire ? Merci de m'indiquer le nom et l'adresse de votre société, ainsi qu'un numéro de téléphone où je puisse vous joindre.

Merci

{name}`,

  belief: `Pourquoi je le crois : le champ Received qui le dit a été écrit par {recorder}, le serveur qui a accepté le message du côté de la réception et qui prend l'adresse de la connexion elle-même ; l'expéditeur ne peut pas la choisir.{beneath}`,
  'belief-elsewhere': `Il m'est venu de {source}{#source-name} ({source-name}){/source-name}{#time}, le {time} UTC{/time} : le champ Received qui le dit a été écrit par {recorder}, le serveur qui a accepté le message du côté de la réception et qui prend l'adresse de la connexion elle-même.{beneath}`,
  'belief-server': `Pourquoi je le crois : {recorder}, le serveur de mon côté, a pris le message de votre serveur ({source}), et le champ que je cite se trouve juste au-dessous du sien.`,
  'beneath-one': ` Le champ Received placé au-dessous est venu avec le message : l'expéditeur peut l'écrire à sa guise, je n'en conclus donc rien.`,
  'beneath-many': ` Les {count} champs Received placés au-dessous sont venus avec le message : l'expéditeur peut les écrire à sa guise, je n'en conclus donc rien.`,
  'forged-one': ` Le champ Received placé au-dessous est venu avec le message : aucun serveur honnête ne peut l'avoir écrit, je n'en conclus donc rien.`,
  'forged-many': ` Les {count} champs Received placés au-dessous sont venus avec le message : aucun serveur honnête ne peut les avoir tous écrits, je n'en conclus donc rien.`,
  origin: ` Ce qui se trouve au-dessous est venu avec le message : d'après cela, il est parti de {origin-address}. Je ne peux ni le confirmer ni l'exclure ; vos journaux le peuvent.`,

  'evidence-attached': `Le message est joint{^redacted} tel qu'il a été reçu{/redacted}, avec ses en-têtes complets{^redacted} et inchangés{/redacted}.`,
  'evidence-inline': `Le message suit, avec ses en-têtes complets.`,
  'evidence-inside': `Le message fait partie du rapport joint, avec ses en-têtes complets{^redacted} et inchangés{/redacted}.`,
  'evidence-archived': `Le message est joint dans une archive, afin qu'aucun filtre ne l'arrête et que personne ne l'ouvre par mégarde. Le mot de passe est : {password}`,
  'evidence-redacted': ` Seules mes propres adresses y sont remplacées par d'autres lettres ; les signatures portant sur ce qui a été remplacé ne correspondent plus.`,

  'learned-heading': `Ce que j'ai trouvé par ailleurs :`,
  'fact-lookup': `Recherche`,
  'fact-phone': `Téléphone`,
  'fact-uri': `Adresse web`,
  'fact-domain': `Domaine`,
  'fact-advertiser': `Annonceur`,
  'fact-campaign': `Même campagne`,
  'fact-note': `Remarque`,
  'campaign-one': `un autre message avec {about}{#first}, reçu le {first}{/first}{#sources}, de {sources}{/sources}`,
  'campaign-many': `{count} autres messages avec {about}{#first}, reçus {^last}le {first}{/last}{#last}entre le {first} et le {last}{/last}{/first}{#sources}, de {sources}{/sources}`,

  'label-address': `Adresse`,
  'label-origin': `Venu de`,
  'label-mailbox': `Boîte aux lettres`,
  'label-time': `Heure (UTC)`,
  'label-recorder': `Noté par`,
  'label-id': `Identifiant`,
  'label-helo': `Salutation (HELO)`,
  'label-ident': `Utilisateur (ident)`,
  'label-server': `Serveur`,
  'label-client': `Client`,
  'address-with-port': `{source}{#source-name} ({source-name}){/source-name}, port {port}`,
  address: `{source}{#source-name} ({source-name}){/source-name}`,
  'not-recorded': `non noté`,
  'receiving-server': `le serveur de réception`,

  'about-unknown': `[[à préciser ici]]`,
  'about-which': `[[à choisir : {about}]]`,
  'about-more': `et {count} de plus, dans le message`,

  'mark-start': `----- le message{^redacted}, tel qu'il a été reçu{/redacted} -----`,
  'mark-end': `----- fin du message -----`,
  'mark-lines': `[… {count} lignes sans adresse ni numéro omises …]`,
  'mark-part': `[… {file}, {size} octets, omis …]`,
  'mark-decoded': `[… décodé de {encoding} …]`,
  'mailto-rest': `[Le reste n'a pas tenu : joignez le message sous forme de fichier, avec ses en-têtes complets.]`,

  'legal-can-spam': `Pour votre information : aux États-Unis, la loi CAN-SPAM (15 U.S.C. 7701-7713) interdit les courriers commerciaux dont les en-têtes ou l'objet sont faux ou trompeurs, et exige un moyen effectif de se désinscrire et une adresse postale valable (section 7704).`,
  'legal-eprivacy': `Pour votre information : dans l'Union européenne, la prospection directe par courrier électronique auprès de personnes physiques exige leur consentement préalable, ne peut dissimuler l'identité de l'émetteur et doit indiquer une adresse valable pour s'y opposer (directive 2002/58/CE, article 13). Quiconque traite une adresse à des fins de prospection doit cesser dès que son titulaire s'y oppose (règlement (UE) 2016/679, article 21).`,
  'legal-casl': `Pour votre information : la loi canadienne anti-pourriel (L.C. 2010, ch. 23, article 6) interdit les messages électroniques commerciaux envoyés sans le consentement du destinataire, et exige que chacun identifie son expéditeur et offre un moyen de se désabonner.`,
  'legal-spam-act': `Pour votre information : en Australie, le Spam Act 2003 (sections 16 à 18) interdit les messages électroniques commerciaux non sollicités, et exige des renseignements exacts sur l'expéditeur et un moyen effectif de se désabonner.`,
  'legal-47-usc-227': `Pour mémoire, comme le disaient les lettres de 1997 : "By US Code Title 47, Sec. 227(a)(2)(B), a computer/modem/printer meets the definition of a telephone fax machine. By Sec. 227(b)(1)(C), it is unlawful to send any unsolicited advertisement to such equipment." (Historique : cette lecture n'a jamais été retenue pour le courrier électronique.)`,
} as const satisfies Texts;

/** What our letters say, in German. Knows no message. */
import type { Texts } from './en.ts';

export const de = {
  network: `Subject: Spam aus Ihrem System{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

ich habe eine Spam-Nachricht von einer Adresse in Ihrem Netz erhalten:

{facts}

Was geschehen ist: {#time}Zu dieser Zeit hat ein Rechner{/time}{^time}Ein Rechner hat{/time} mit dieser Adresse eine Verbindung zu {recorder} aufgebaut und die Nachricht übergeben, um die hier niemand gebeten hatte.{#provider} Er scheint einer der Server zu sein, über die {provider} die Post seiner Kunden verschickt. Ich vermute daher, dass jemand dort ein Konto benutzt hat oder die Nachricht von einem Konto weiterleiten ließ: Ihre Logdateien zeigen, von welchem.{/provider}

{belief}

{learned}

Würden Sie der Sache bitte nachgehen und dafür sorgen, dass aus Ihrem System nichts dergleichen mehr verschickt wird? Der Name in der Begrüßung und die Adressen in From und Reply-To sind leicht erfunden; ich laste sie niemandem an. Falls die Adresse nicht mehr Ihnen gehört, wäre ich für einen Hinweis dankbar, an wen ich mich wenden kann.

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  'anonymous-relay': `Subject: Spam aus Ihrem System{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

eine Spam-Nachricht, die ich erhalten habe, wurde dem Mailserver {server} übergeben. Er hat keine Client-Adresse in sein Received-Feld geschrieben, so dass nur seine Protokolle sagen können, woher die Nachricht kam:

{facts}

Was geschehen ist: {#time}Zu dieser Zeit hat sich ein Rechner{/time}{^time}Ein Rechner hat sich{/time} mit diesem Server verbunden{#helo}, sich als {helo} gemeldet{/helo} und die Nachricht übergeben, um die hier niemand gebeten hatte.{#helo} Ein Client kann sich mit jedem beliebigen Namen melden; der Name belastet also niemanden.{/helo}{#unproven} Das Feld steht unter dem letzten, dem ich trauen kann, und könnte erfunden sein; Ihre Protokolle können es klären.{/unproven}

{belief}

{learned}

Warum ich Ihnen schreibe: Ein Server, der Post von anderen annimmt und nicht sagt, von welcher Adresse, verbirgt jeden, der ihn benutzt, und wer Spam verschickt, sucht nach solchen Servern. Zwei Gewohnheiten halten ihn fern. Ein Server sollte die Adresse des Clients in sein Received-Feld schreiben, neben den Namen, den der Client genannt hat (RFC 5321, Abschnitt 4.4; RFC 2505, Abschnitt 2.2): Die Adresse ist bei jeder Verbindung bekannt. Und er sollte Post ablehnen, die weder von seinen eigenen Nutzern kommt noch an sie gerichtet ist (RFC 2505, Abschnitt 2.1).

Würden Sie bitte in Ihren Protokollen nachsehen, wer diese Nachricht übergeben hat, und die für jene Adresse Verantwortlichen benachrichtigen? Und würden Sie dafür sorgen, dass der Server künftig die Adressen der Clients festhält und Post für fremde Domains nur von Ihren eigenen Nutzern annimmt?

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  'open-relay': `Subject: Spam aus Ihrem System{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

eine Spam-Nachricht, die ich erhalten habe, ist über den Mailserver {server} gegangen, wie ein Received-Feld im Namen dieses Servers sagt:

{facts}

Was geschehen ist: Diesem Feld zufolge hat der Server die Nachricht von einem fremden Rechner für ein fremdes Postfach angenommen und weitergegeben, ohne dass eine Anmeldung vermerkt wäre.{#unproven} Das Feld steht unter dem letzten, dem ich trauen kann, und könnte erfunden sein; Ihre Protokolle können es klären.{/unproven}

{belief}

{learned}

Warum ich Ihnen schreibe: Ein Server, der Post von jedermann an jedermann weitergibt, wird früher oder später für Spam benutzt und dann von denen gelistet, die Spam filtern. Ein Server sollte Post ablehnen, die weder von seinen eigenen Nutzern kommt noch an sie gerichtet ist (RFC 2505, Abschnitt 2.1), und die Adresse jedes Clients in sein Received-Feld schreiben (RFC 5321, Abschnitt 4.4).

Würden Sie bitte Ihre Protokolle prüfen, die für die Adresse des Clients Verantwortlichen benachrichtigen und den Server für Fremde schließen? Falls jener Client ein Kunde ist, den Sie an der Adresse erkennen, so gilt meine Beschwerde der Nachricht dieses Kunden.

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  'drop-box': `Subject: Spam sammelt Antworten bei Ihrem Dienst{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

eine Spam-Nachricht, die ich erhalten habe, will ihre Antworten an ein Postfach bei Ihrem Dienst geschickt haben:

{facts}

{belief}

Ich sage nicht, dass die Nachricht aus Ihrem System verschickt wurde: In diesem Postfach warten die auf Kunden, die von ihr leben. Die Adresse hat sich ausgesucht, wer die Nachricht geschrieben hat; bitte prüfen Sie selbst, ob der Inhaber etwas damit zu tun hat.

{learned}

Würden Sie der Sache bitte nachgehen und das Postfach schließen, falls es Antworten auf Spam sammelt?

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  'web-host': `Subject: Spam für eine Website in Ihrem Netz{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

eine Spam-Nachricht, die ich erhalten habe, führt auf eine Website, für die Sie verantwortlich sind ({scope}):

{facts}

{belief}

Ich sage nicht, dass die Nachricht aus Ihrem System verschickt wurde: Sie wirbt für das, was dort angeboten wird. Die Links hat sich ausgesucht, wer die Nachricht geschrieben hat; bitte prüfen Sie selbst, ob der Inhaber der Website etwas damit zu tun hat.

{learned}

Würden Sie der Sache bitte nachgehen und dafür sorgen, dass niemand mehr durch Spam dorthin geführt wird?

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  registrar: `Subject: Spam, der auf eine bei Ihnen registrierte Domain führt{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

eine Spam-Nachricht, die ich erhalten habe, führt auf eine Domain, die über Sie registriert wurde ({scope}).

{facts}

{belief}

Ich sage nicht, dass die Nachricht aus Ihrem System oder von dieser Domain verschickt wurde: Dorthin sollen ihre Leser gehen. Die Domain hat sich ausgesucht, wer die Nachricht geschrieben hat; bitte prüfen Sie selbst, ob ihr Inhaber etwas damit zu tun hat.

{learned}

Würden Sie der Sache bitte nachgehen und tun, was Ihre Registrierungsbedingungen vorsehen?

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  'phone-carrier': `Subject: Spam wirbt mit einer Rufnummer aus Ihrem Netz{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

eine Spam-Nachricht, die ich erhalten habe, fordert dazu auf, eine Nummer in Ihrem Netz anzurufen:

{facts}

{belief}

Über diese Nummer sind die zu erreichen, die von der Nachricht leben. Die Nummer hat sich ausgesucht, wer die Nachricht geschrieben hat; bitte prüfen Sie selbst, ob der Anschlussinhaber etwas damit zu tun hat.

{learned}

Würden Sie der Sache bitte nachgehen und tun, was Ihre Geschäftsbedingungen für solche Fälle vorsehen?

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  upstream: `Subject: Spam aus einem Netz, das Sie anbinden{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

ich habe eine Spam-Nachricht von einer Adresse in einem Netz erhalten, das Sie als Verantwortliche für {scope} an das Internet anbinden:

{facts}

Was geschehen ist: {#time}Zu dieser Zeit hat ein Rechner{/time}{^time}Ein Rechner hat{/time} mit dieser Adresse eine Verbindung zu {recorder} aufgebaut und die Nachricht übergeben, um die hier niemand gebeten hatte.

{belief}

{#earlier}An das Netz selbst habe ich am {earlier} geschrieben; die vorliegende Nachricht ist trotzdem gekommen.{/earlier}

{learned}

Würden Sie bitte dafür sorgen, dass Ihr Kunde der Sache nachgeht und von dort nichts dergleichen mehr verschickt wird?

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  'own-provider': `Subject: Spam in meinem Postfach{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

eine Spam-Nachricht ist in das Postfach gelangt, das ich bei Ihnen habe:

{facts}

{belief}

{learned}

Ich schicke sie Ihnen für Ihre Filter und Sperrlisten.{#separately} Wer für die Adresse verantwortlich ist, von der sie kam, hört gesondert von mir.{/separately}

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  'forged-domain': `Subject: Ihre Domain in einer gefälschten Mail{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

ich habe eine Spam-Nachricht erhalten, die den Namen Ihrer Domain benutzt ({scope}). Wahrscheinlich haben Sie nichts damit zu tun: Jeder kann einen solchen Namen in From, Reply-To oder eine Begrüßung schreiben. Aber Sie sollten wissen, dass er benutzt wird, falls Sie es nicht schon wissen.

{facts}

{belief}

{learned}

Sie brauchen nichts für mich zu tun. Falls es Ihnen hilft herauszufinden, wer dahinter steckt, lege ich die Nachricht bei. Mit einem SPF-Eintrag und einer DMARC-Richtlinie können empfangende Server Ihre eigene Post von solchen Fälschungen unterscheiden.

{evidence}

Mit freundlichen Grüßen

{signature}`,

  nobody: `Subject: Spam{#subject} ("{subject}"){/subject}

Sehr geehrte Damen und Herren,

ich habe eine Spam-Nachricht erhalten.{^source} Ihr Kopf nennt keine Adresse, der man trauen kann; ich kann deshalb nicht sagen, aus welchem System sie verschickt wurde.{/source}

{facts}

{belief}

{learned}

Falls Ihre Protokolle diese Nachricht kennen: Würden Sie der Sache bitte nachgehen und dafür sorgen, dass aus Ihrem System nichts dergleichen mehr verschickt wird?

{legal}

{evidence}

Vielen Dank für Ihre Zeit und Ihre Hilfe.

{signature}`,

  inquiry: `Subject: Ihr Angebot

Guten Tag,

Ihr Angebot{#subject} „{subject}“{/subject} hat mich erreicht, und bevor ich bestelle, wüsste ich gern mehr.

[[Was Sie wissen möchten: was es kostet, wie bezahlt und wie geliefert wird]]

Mit wem hätte ich es zu tun? Bitte nennen Sie mir Namen und Anschrift Ihrer Firma und eine Telefonnummer, unter der ich Sie erreiche.

Vielen Dank

{name}`,

  belief: `Warum ich das glaube: Das Received-Feld, das dies besagt, stammt von {recorder}, dem Server, der die Nachricht auf der empfangenden Seite angenommen hat und die Adresse der Verbindung selbst entnimmt; der Absender kann sie nicht wählen.{beneath}`,
  'belief-elsewhere': `Zu mir kam sie von {source}{#source-name} ({source-name}){/source-name}{#time}, am {time} UTC{/time}: Das Received-Feld, das dies besagt, stammt von {recorder}, dem Server, der die Nachricht auf der empfangenden Seite angenommen hat und die Adresse der Verbindung selbst entnimmt.{beneath}`,
  'belief-server': `Warum ich das glaube: {recorder}, der Server auf meiner Seite, hat die Nachricht von Ihrem Server ({source}) übernommen, und das zitierte Feld steht unmittelbar unter seinem eigenen.`,
  'beneath-one': ` Das Received-Feld darunter kam mit der Nachricht: Der Absender kann es frei schreiben, also schließe ich nichts daraus.`,
  'beneath-many': ` Die {count} Received-Felder darunter kamen mit der Nachricht: Der Absender kann sie frei schreiben, also schließe ich nichts aus ihnen.`,
  'forged-one': ` Das Received-Feld darunter kam mit der Nachricht: Kein ehrlicher Server kann es geschrieben haben, also schließe ich nichts daraus.`,
  'forged-many': ` Die {count} Received-Felder darunter kamen mit der Nachricht: Kein ehrlicher Server kann sie alle geschrieben haben, also schließe ich nichts aus ihnen.`,
  origin: ` Was darunter steht, kam mit der Nachricht: Danach hat sie bei {origin-address} begonnen. Ich kann das weder bestätigen noch ausschließen; Ihre Protokolle können es.`,

  'evidence-attached': `Die Nachricht ist angehängt{^redacted}, wie sie ankam{/redacted}, mit vollständigem{^redacted} und unverändertem{/redacted} Kopf.`,
  'evidence-inline': `Die Nachricht folgt, mit vollständigem Kopf.`,
  'evidence-inside': `Die Nachricht ist Teil des angehängten Berichts, mit vollständigem{^redacted} und unverändertem{/redacted} Kopf.`,
  'evidence-archived': `Die Nachricht ist in einem Archiv angehängt, damit kein Filter sie aufhält und niemand sie versehentlich öffnet. Das Passwort lautet: {password}`,
  'evidence-redacted': ` Nur meine eigenen Adressen darin sind durch andere Buchstaben ersetzt; Signaturen über das Ersetzte passen nicht mehr.`,

  'learned-heading': `Was ich außerdem herausgefunden habe:`,
  'fact-lookup': `Abfrage`,
  'fact-phone': `Telefon`,
  'fact-uri': `Webadresse`,
  'fact-domain': `Domain`,
  'fact-advertiser': `Werbender`,
  'fact-campaign': `Gleiche Kampagne`,
  'fact-note': `Bemerkung`,
  'campaign-one': `eine weitere Nachricht mit {about}{#first}, empfangen am {first}{/first}{#sources}, von {sources}{/sources}`,
  'campaign-many': `{count} weitere Nachrichten mit {about}{#first}, empfangen {^last}am {first}{/last}{#last}zwischen {first} und {last}{/last}{/first}{#sources}, von {sources}{/sources}`,

  'label-address': `Adresse`,
  'label-origin': `Kam von`,
  'label-mailbox': `Postfach`,
  'label-time': `Zeit (UTC)`,
  'label-recorder': `Festgehalten von`,
  'label-id': `Kennung dort`,
  'label-helo': `Begrüßung (HELO)`,
  'label-ident': `Benutzer (ident)`,
  'label-server': `Server`,
  'label-client': `Client`,
  'address-with-port': `{source}{#source-name} ({source-name}){/source-name}, Port {port}`,
  address: `{source}{#source-name} ({source-name}){/source-name}`,
  'not-recorded': `nicht festgehalten`,
  'receiving-server': `der empfangende Server`,

  'about-unknown': `[[hier nennen]]`,
  'about-which': `[[auswählen: {about}]]`,
  'about-more': `und {count} weitere, in der Nachricht`,

  'mark-start': `----- die Nachricht{^redacted}, wie sie ankam{/redacted} -----`,
  'mark-end': `----- Ende der Nachricht -----`,
  'mark-lines': `[… {count} Zeilen ohne Adressen oder Nummern weggelassen …]`,
  'mark-part': `[… {file}, {size} Bytes, weggelassen …]`,
  'mark-decoded': `[… aus {encoding} entschlüsselt …]`,
  'mailto-rest': `[Der Rest passte nicht hinein: Hängen Sie die Nachricht als Datei an, mit vollständigem Kopf.]`,

  'legal-can-spam': `Zu Ihrer Kenntnis: In den Vereinigten Staaten verbietet der CAN-SPAM Act (15 U.S.C. 7701-7713) kommerzielle Post mit falschen oder irreführenden Kopfzeilen oder Betreffzeilen und verlangt eine funktionierende Abmeldung und eine gültige Postanschrift (Abschnitt 7704).`,
  'legal-eprivacy': `Zu Ihrer Kenntnis: In der Europäischen Union braucht Post zur Direktwerbung an natürliche Personen deren vorherige Einwilligung, darf nicht verschleiern, wer sie verschickt, und muss eine gültige Adresse für Widersprüche nennen (Richtlinie 2002/58/EG, Artikel 13). Wer eine Adresse für Direktwerbung verarbeitet, muss damit aufhören, wenn ihr Inhaber widerspricht (Verordnung (EU) 2016/679, Artikel 21).`,
  'legal-casl': `Zu Ihrer Kenntnis: Kanadas Anti-Spam-Gesetz (S.C. 2010, c. 23, Abschnitt 6) verbietet kommerzielle elektronische Nachrichten ohne Einwilligung des Empfängers und verlangt von jeder, dass sie ihren Absender nennt und eine Abmeldung anbietet.`,
  'legal-spam-act': `Zu Ihrer Kenntnis: In Australien verbietet der Spam Act 2003 (Abschnitte 16 bis 18) unverlangte kommerzielle elektronische Nachrichten und verlangt zutreffende Angaben über den Absender und eine funktionierende Abmeldung.`,
  'legal-47-usc-227': `Der Vollständigkeit halber, wie Briefe von 1997 es sagten: "By US Code Title 47, Sec. 227(a)(2)(B), a computer/modem/printer meets the definition of a telephone fax machine. By Sec. 227(b)(1)(C), it is unlawful to send any unsolicited advertisement to such equipment." (Historisch: Für elektronische Post hat diese Auslegung nie gegolten.)`,
} as const satisfies Texts;

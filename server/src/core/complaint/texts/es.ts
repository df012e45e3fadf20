/** What our letters say, in Spanish. Knows no message. */
import type { Texts } from './en.ts';

export const es = {
  network: `Subject: Spam desde su sistema{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

He recibido un mensaje de spam desde una dirección de su red:

{facts}

Qué ocurrió: {#time}a esa hora, {/time}una máquina con esta dirección se conectó a {recorder} y le entregó el mensaje, que nadie aquí había pedido.{#provider} Parece ser uno de los servidores con los que {provider} envía el correo de sus clientes, así que supongo que alguien usó una cuenta allí o hizo que una cuenta reenviara el mensaje: sus registros pueden decir cuál.{/provider}

{belief}

{learned}

¿Podrían examinar el caso y tomar las medidas necesarias para que no salga nada más así de su sistema? El nombre del saludo y las direcciones de From y Reply-To son fáciles de inventar, así que no culpo a nadie por ellos. Si la dirección ya no es suya, les agradecería que me indicaran a quién dirigirme.

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  'anonymous-relay': `Subject: Spam desde su sistema{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

Un mensaje de spam que he recibido fue entregado al servidor de correo {server}, que no anotó ninguna dirección de cliente en su campo Received, de modo que solo sus registros pueden decir de dónde vino el mensaje:

{facts}

Qué ocurrió: {#time}a esa hora, {/time}una máquina se conectó a este servidor{#helo} con el nombre {helo}{/helo} y le entregó el mensaje, que nadie aquí había pedido.{#helo} Un cliente puede presentarse con el nombre que quiera, así que ese nombre no acusa a nadie.{/helo}{#unproven} El campo está debajo del último en el que puedo confiar y puede haber sido inventado; sus registros lo dirán.{/unproven}

{belief}

{learned}

Por qué les escribo: un servidor que acepta correo de otros y no dice desde qué dirección oculta a quien lo usa, y quienes envían spam buscan servidores así. Dos costumbres los mantienen lejos. Un servidor debería anotar la dirección del cliente en su campo Received, junto al nombre que dio el cliente (RFC 5321, sección 4.4; RFC 2505, sección 2.2): la dirección se conoce en cada conexión. Y debería rechazar el correo que no venga de sus propios usuarios ni sea para ellos (RFC 2505, sección 2.1).

¿Podrían buscar en sus registros quién entregó este mensaje y avisar a los responsables de esa dirección? ¿Y podrían procurar que en adelante el servidor anote las direcciones de los clientes y acepte correo para otros dominios solo de sus propios usuarios?

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  'open-relay': `Subject: Spam desde su sistema{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

Un mensaje de spam que he recibido pasó por el servidor de correo {server}, según dice un campo Received a nombre de ese servidor:

{facts}

Qué ocurrió: según este campo, el servidor aceptó el mensaje de una máquina ajena para un buzón ajeno y lo reenvió, sin que conste ninguna autenticación.{#unproven} El campo está debajo del último en el que puedo confiar y puede haber sido inventado; sus registros lo dirán.{/unproven}

{belief}

{learned}

Por qué les escribo: tarde o temprano, un servidor que reenvía correo de cualquiera a cualquiera es utilizado por quienes envían spam, y acaba en las listas de quienes lo filtran. Un servidor debería rechazar el correo que no venga de sus propios usuarios ni sea para ellos (RFC 2505, sección 2.1), y anotar la dirección de cada cliente en su campo Received (RFC 5321, sección 4.4).

¿Podrían revisar sus registros, avisar a los responsables de la dirección del cliente y cerrar el servidor a los desconocidos? Si ese cliente es uno de los suyos, al que reconocen por su dirección, entonces me quejo del mensaje de ese cliente.

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  'drop-box': `Subject: Spam que recoge respuestas en su servicio{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

Un mensaje de spam que he recibido pide que las respuestas se envíen a un buzón de su servicio:

{facts}

{belief}

No digo que el mensaje saliera de su sistema: en ese buzón esperan a sus clientes quienes se benefician de él. La dirección la eligió quien escribió el mensaje, así que les ruego que comprueben por sí mismos si su titular tiene algo que ver.

{learned}

¿Podrían examinar el caso y cerrar el buzón si sirve para recoger respuestas a spam?

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  'web-host': `Subject: Spam para un sitio web de su red{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

Un mensaje de spam que he recibido lleva a un sitio web del que ustedes son responsables ({scope}):

{facts}

{belief}

No digo que el mensaje saliera de su sistema: anuncia lo que allí se ofrece. Los enlaces los eligió quien escribió el mensaje, así que les ruego que comprueben por sí mismos si el titular del sitio tiene algo que ver.

{learned}

¿Podrían examinar el caso y tomar las medidas necesarias para que nadie más sea llevado allí por el spam?

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  registrar: `Subject: Spam que lleva a un dominio registrado con ustedes{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

Un mensaje de spam que he recibido lleva a un dominio que se registró por medio de ustedes ({scope}).

{facts}

{belief}

No digo que el mensaje saliera de su sistema ni de ese dominio: allí es adonde deben ir sus lectores. El dominio lo eligió quien escribió el mensaje, así que les ruego que comprueben por sí mismos si su titular tiene algo que ver.

{learned}

¿Podrían examinar el caso y tomar las medidas que prevean sus condiciones de registro?

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  'phone-carrier': `Subject: Spam que anuncia un número de su red{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

Un mensaje de spam que he recibido invita a llamar a un número de su red:

{facts}

{belief}

Por ese número se localiza a quienes se benefician del mensaje. Lo eligió quien escribió el mensaje, así que les ruego que comprueben por sí mismos si el abonado tiene algo que ver.

{learned}

¿Podrían examinar el caso y tomar las medidas que prevean sus condiciones de servicio?

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  upstream: `Subject: Spam desde una red que ustedes conectan{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

He recibido un mensaje de spam desde una dirección de una red que ustedes, como responsables de {scope}, conectan a Internet:

{facts}

Qué ocurrió: {#time}a esa hora, {/time}una máquina con esta dirección se conectó a {recorder} y le entregó el mensaje, que nadie aquí había pedido.

{belief}

{#earlier}A la propia red le escribí el {earlier}; este mensaje ha llegado a pesar de ello.{/earlier}

{learned}

¿Podrían procurar que su cliente examine el caso y que no salga nada más así de allí?

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  'own-provider': `Subject: Spam en mi buzón{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

Un mensaje de spam ha llegado al buzón que tengo con ustedes:

{facts}

{belief}

{learned}

Se lo envío para sus filtros y sus listas de bloqueo.{#separately} A los responsables de la dirección de la que vino les escribo aparte.{/separately}

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  'forged-domain': `Subject: Su dominio en un correo falsificado{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

He recibido un mensaje de spam que usa el nombre de su dominio ({scope}). Probablemente ustedes no tienen nada que ver: cualquiera puede escribir un nombre así en From, en Reply-To o en un saludo. Pero conviene que sepan que se está usando, si no lo saben ya.

{facts}

{belief}

{learned}

No tienen que hacer nada por mí. Por si les ayuda a averiguar quién está detrás, añado el mensaje. Un registro SPF y una política DMARC permiten a los servidores que reciben distinguir su propio correo de tales falsificaciones.

{evidence}

Un cordial saludo

{signature}`,

  nobody: `Subject: Spam{#subject} ("{subject}"){/subject}

Estimados señores y señoras:

He recibido un mensaje de spam.{^source} Su cabecera no nombra ninguna dirección en la que se pueda confiar, así que no puedo decir desde qué sistema se envió.{/source}

{facts}

{belief}

{learned}

Si sus registros conocen este mensaje, ¿podrían examinar el caso y tomar las medidas necesarias para que no salga nada más así de su sistema?

{legal}

{evidence}

Gracias por su tiempo y por su ayuda.

{signature}`,

  inquiry: `Subject: Su oferta

Buenos días:

Me ha llegado su oferta{#subject} «{subject}»{/subject} y me gustaría saber más antes de hacer un pedido.

[[Lo que le gustaría saber: cuánto cuesta, cómo se paga, cómo se entrega]]

¿Con quién estaría tratando? Le ruego que me indique el nombre y la dirección de su empresa, y un número de teléfono en el que pueda localizarle.

Gracias

{name}`,

  belief: `Por qué lo creo: el campo Received que lo dice lo escribió {recorder}, el servidor que aceptó el mensaje en el lado receptor y que toma la dirección de la propia conexión; el remitente no puede elegirla.{beneath}`,
  'belief-elsewhere': `A mí me llegó desde {source}{#source-name} ({source-name}){/source-name}{#time}, el {time} UTC{/time}: el campo Received que lo dice lo escribió {recorder}, el servidor que aceptó el mensaje en el lado receptor y que toma la dirección de la propia conexión.{beneath}`,
  'belief-server': `Por qué lo creo: {recorder}, el servidor de mi lado, tomó el mensaje de su servidor ({source}), y el campo que cito está justo debajo del suyo.`,
  'beneath-one': ` El campo Received que hay debajo vino con el mensaje: el remitente puede escribirlo a su antojo, así que no saco de él ninguna conclusión.`,
  'beneath-many': ` Los {count} campos Received que hay debajo vinieron con el mensaje: el remitente puede escribirlos a su antojo, así que no saco de ellos ninguna conclusión.`,
  'forged-one': ` El campo Received que hay debajo vino con el mensaje: ningún servidor honrado puede haberlo escrito, así que no saco de él ninguna conclusión.`,
  'forged-many': ` Los {count} campos Received que hay debajo vinieron con el mensaje: ningún servidor honrado puede haberlos escrito todos, así que no saco de ellos ninguna conclusión.`,
  origin: ` Lo que hay debajo vino con el mensaje: según eso, empezó en {origin-address}. No puedo confirmarlo ni descartarlo; sus registros sí.`,

  'evidence-attached': `El mensaje va adjunto{^redacted} tal como se recibió{/redacted}, con las cabeceras completas{^redacted} y sin modificar{/redacted}.`,
  'evidence-inline': `El mensaje sigue a continuación, con las cabeceras completas.`,
  'evidence-inside': `El mensaje forma parte del informe adjunto, con las cabeceras completas{^redacted} y sin modificar{/redacted}.`,
  'evidence-archived': `El mensaje va adjunto en un archivo comprimido, para que ningún filtro lo detenga y nadie lo abra por descuido. La contraseña es: {password}`,
  'evidence-redacted': ` Solo mis propias direcciones están sustituidas en él por otras letras; las firmas sobre lo sustituido ya no coinciden.`,

  'learned-heading': `Lo que he averiguado además:`,
  'fact-lookup': `Consulta`,
  'fact-phone': `Teléfono`,
  'fact-uri': `Dirección web`,
  'fact-domain': `Dominio`,
  'fact-advertiser': `Anunciante`,
  'fact-campaign': `Misma campaña`,
  'fact-note': `Nota`,
  'campaign-one': `otro mensaje con {about}{#first}, recibido el {first}{/first}{#sources}, desde {sources}{/sources}`,
  'campaign-many': `otros {count} mensajes con {about}{#first}, recibidos {^last}el {first}{/last}{#last}entre el {first} y el {last}{/last}{/first}{#sources}, desde {sources}{/sources}`,

  'label-address': `Dirección`,
  'label-origin': `Llegó desde`,
  'label-mailbox': `Buzón`,
  'label-time': `Hora (UTC)`,
  'label-recorder': `Anotado por`,
  'label-id': `Identificador`,
  'label-helo': `Saludo (HELO)`,
  'label-ident': `Usuario (ident)`,
  'label-server': `Servidor`,
  'label-client': `Cliente`,
  'address-with-port': `{source}{#source-name} ({source-name}){/source-name}, puerto {port}`,
  address: `{source}{#source-name} ({source-name}){/source-name}`,
  'not-recorded': `no consta`,
  'receiving-server': `el servidor receptor`,

  'about-unknown': `[[indíquelo aquí]]`,
  'about-which': `[[elija: {about}]]`,
  'about-more': `y {count} más, en el mensaje`,

  'mark-start': `----- el mensaje{^redacted}, tal como se recibió{/redacted} -----`,
  'mark-end': `----- fin del mensaje -----`,
  'mark-lines': `[… {count} líneas sin direcciones ni números omitidas …]`,
  'mark-part': `[… {file}, {size} bytes, omitido …]`,
  'mark-decoded': `[… descodificado de {encoding} …]`,
  'mailto-rest': `[El resto no cabía: adjunte el mensaje como archivo, con las cabeceras completas.]`,

  'legal-can-spam': `Para su información: en los Estados Unidos, la ley CAN-SPAM (15 U.S.C. 7701-7713) prohíbe el correo comercial con cabeceras o asuntos falsos o engañosos, y exige un modo efectivo de darse de baja y una dirección postal válida (sección 7704).`,
  'legal-eprivacy': `Para su información: en la Unión Europea, el correo de venta directa a personas físicas necesita su consentimiento previo, no puede ocultar quién lo envía y debe indicar una dirección válida para oponerse (Directiva 2002/58/CE, artículo 13). Quien trata una dirección para la mercadotecnia directa debe dejar de hacerlo cuando su titular se opone (Reglamento (UE) 2016/679, artículo 21).`,
  'legal-casl': `Para su información: la ley canadiense contra el spam (S.C. 2010, c. 23, artículo 6) prohíbe los mensajes electrónicos comerciales sin el consentimiento del destinatario, y exige que cada uno identifique a su remitente y ofrezca un modo de darse de baja.`,
  'legal-spam-act': `Para su información: en Australia, la Spam Act 2003 (secciones 16 a 18) prohíbe los mensajes electrónicos comerciales no solicitados, y exige datos exactos sobre el remitente y un modo efectivo de darse de baja.`,
  'legal-47-usc-227': `Para que conste, como decían las cartas de 1997: "By US Code Title 47, Sec. 227(a)(2)(B), a computer/modem/printer meets the definition of a telephone fax machine. By Sec. 227(b)(1)(C), it is unlawful to send any unsolicited advertisement to such equipment." (Histórico: esta lectura nunca se aceptó para el correo electrónico.)`,
} as const satisfies Texts;

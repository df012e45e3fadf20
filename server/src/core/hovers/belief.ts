/** Whether a field that servers write can be believed, and why, in words. Every hover says it the same way. */
import type { Belief } from '../auth/believed.ts';
import { type Markdown, md } from '../text/markdown.ts';

export function beliefWords({ cause, author }: Belief): Markdown {
  const name = author ?? '';
  switch (cause) {
    case 'above-border':
      return md`It stands above the last trace field that can be believed, so your own servers wrote it: that it is **genuine** can be believed.`;
    case 'own-name':
      return md`It is written in the name of ${name}, which is your own server, and stands right beneath that server's trace field. A server takes out what strangers wrote in its name (RFC 8601 §5), so it is **most likely genuine**.`;
    case 'own-microsoft':
      return md`It names no server, as Microsoft's servers do, and stands right beneath the trace field of one, which is your own: it is **most likely genuine**.`;
    case 'header-firewall':
      return md`Your own server is an Exchange server. Exchange takes out or renames every field of this name that comes from outside, so it is **most likely genuine**.`;
    case 'doubled':
      return md`Your own server wrote its field further up; this one came with the message. It proves nothing: a **claim**.`;
    case 'too-low':
      return author === null
        ? md`It stands among the fields that came with the message, and names no server: a **claim**. Your own server writes its fields on top.`
        : md`It is written in the name of ${name}, which is your own server, but stands among the fields that came with the message. Your server writes its fields on top, so the sender may have typed this one: a **claim**.`;
    case 'stranger-name':
      return md`It is written in the name of ${name}, which is none of your own servers, and stands beneath the last trace field that can be believed. The sender can have typed it as well: a **claim**.`;
    case 'no-name':
      return md`It stands beneath the last trace field that can be believed. Some servers put it there themselves, but the sender can have typed it as well: a **claim**.`;
    case 'set-aside':
      return md`A server found it on the message when it came in, and renamed it so that nobody takes it for the server's own: a **claim** of whoever sent the message.`;
    case 'no-route':
      return md`Believe it when one of your own servers wrote it; anybody can type the same.`;
  }
}

/** One closing line for the hovers of a field's parts. */
export function beliefLine({ cause, author }: Belief): Markdown {
  switch (cause) {
    case 'above-border':
      return md`*The field can be believed: your own servers wrote it.*`;
    case 'own-name':
    case 'own-microsoft':
      return md`*The field can most likely be believed: it stands right beneath your own server's trace field, as written by that server.*`;
    case 'header-firewall':
      return md`*The field can most likely be believed: your own Exchange server lets none of this name in from outside.*`;
    case 'doubled':
      return md`*The field is a claim: your own server wrote its field further up.*`;
    case 'too-low':
    case 'no-name':
      return md`*The field is a claim: it stands where the sender can have typed it.*`;
    case 'stranger-name':
      return md`*The field is a claim: ${author ?? ''} is none of your own servers.*`;
    case 'set-aside':
      return md`*The field is a claim: a server set it aside as the sender's.*`;
    case 'no-route':
      return md`*Whether the field can be believed is unknown: no trace field says which servers are yours.*`;
  }
}

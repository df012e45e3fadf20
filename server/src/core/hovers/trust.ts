/** How far a trace field can be believed, in words. Every hover says it the same way. */
import type { Hop, Trust } from '../route/route.ts';
import { join, type Markdown, md, prose } from '../text/markdown.ts';
import { english } from '../text/said.ts';

/** For the field as a whole, with the reason. */
export function verdict({ trust, trustReason }: Hop): Markdown {
  return join([verdicts[trust], prose(english(trustReason))], ' ');
}

/** One closing line for the hovers of a field's parts. */
export function standing({ trust }: Hop): Markdown {
  return standings[trust];
}

/** What a thing is worth that the server saw for itself: reads on from "x is …". */
export function observation({ trust }: Hop): Markdown {
  return observations[trust];
}

/** What a thing is worth that the client said: reads on from "x is …". */
export function claim({ trust }: Hop): Markdown {
  return claims[trust];
}

const verdicts = {
  own: md`**It can be believed.**`,
  border: md`**It can be believed.**`,
  claimed: md`**It is a claim.**`,
  contradicted: md`**It cannot be believed.**`,
  'beneath-forgery': md`**It is worth nothing, whatever it says.**`,
} satisfies Record<Trust, Markdown>;

const standings = {
  own: md`*The field can be believed: your own servers wrote it.*`,
  border: md`*The field can be believed: your own server wrote it, about a stranger.*`,
  claimed: md`*The field is a claim: whoever handed the message over to your server may have written it.*`,
  contradicted: md`*The field cannot be believed: no honest server wrote it.*`,
  'beneath-forgery': md`*The field is worth nothing: it stands beneath a fabricated one.*`,
} satisfies Record<Trust, Markdown>;

const observations = {
  own: md`an **observation**`,
  border: md`an **observation**`,
  claimed: md`an **observation, if the field is genuine**`,
  contradicted: md`**said to be an observation**, in a field that no honest server wrote`,
  'beneath-forgery': md`**said to be an observation**, in a field beneath a fabricated one`,
} satisfies Record<Trust, Markdown>;

const claims = {
  own: md`a **claim**`,
  border: md`a **claim**`,
  claimed: md`a **claim**`,
  contradicted: md`a **claim**, in a field that no honest server wrote`,
  'beneath-forgery': md`a **claim**, in a field beneath a fabricated one`,
} satisfies Record<Trust, Markdown>;

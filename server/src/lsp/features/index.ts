/** What the server can do, one file a feature; a new one is a line here. */
import type { Feature } from '../session.ts';
import { actions } from './actions.ts';
import { colours } from './colours.ts';
import { completion } from './completion.ts';
import { definition } from './definition.ts';
import { complaints } from './complaints.ts';
import { execute } from './execute.ts';
import { folding } from './folding.ts';
import { hints } from './hints.ts';
import { hover } from './hover.ts';
import { patrol } from './patrol.ts';
import { requests } from './requests.ts';
import { route } from './route.ts';
import { lenses } from './lenses.ts';
import { links } from './links.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';
import { selection } from './selection.ts';
import { symbols } from './symbols.ts';

export const features: readonly Feature[] = [
  hover,
  actions,
  symbols,
  folding,
  colours,
  hints,
  lenses,
  links,
  definition,
  references,
  selection,
  completion,
  rename,
  execute,
  complaints,
  requests,
  route,
  patrol,
];

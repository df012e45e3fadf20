/** What the server can do, one file a feature; a new one is a line here. */
import type { Feature } from '../session.ts';
import { actions } from './actions.ts';
import { complaints } from './complaints.ts';
import { execute } from './execute.ts';
import { hover } from './hover.ts';
import { patrol } from './patrol.ts';
import { requests } from './requests.ts';
import { route } from './route.ts';

export const features: readonly Feature[] = [
  hover,
  actions,
  execute,
  complaints,
  requests,
  route,
  patrol,
];

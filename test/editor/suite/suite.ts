/** The tests in their order. A list, because a bundle cannot look for files. */
import { activation } from './activation.test.ts';
import { complaints } from './complaint.test.ts';
import { diagnosticsOfMessages } from './diagnostics.test.ts';
import { everywhere } from './everywhere.test.ts';
import { hoversOfTraceFields } from './hovers.test.ts';
import { imports } from './import.test.ts';
import { language } from './language.test.ts';
import { lifecycle } from './lifecycle.test.ts';
import { parts } from './parts.test.ts';
import { pastedHeaders } from './pasted.test.ts';
import { patrols } from './patrol.test.ts';
import { routeView } from './route.test.ts';
import { verify } from './verify.test.ts';
import { lookups } from './lookups.test.ts';

export function describeSuite(): void {
  activation();
  diagnosticsOfMessages();
  hoversOfTraceFields();
  language();
  parts();
  complaints();
  lookups();
  verify();
  routeView();
  pastedHeaders();
  everywhere();
  patrols();
  imports();
  lifecycle();
}

/** What kinds of telephone numbers are called. */
import { say, type Said } from '../text/said.ts';
import type { PhoneType } from './point.ts';

export const phoneTypeWords: Readonly<Record<PhoneType, Said>> = {
  fixed: say`fixed`,
  mobile: say`mobile`,
  'fixed-or-mobile': say`fixed or mobile`,
  'toll-free': say`toll free`,
  'premium-rate': say`premium rate`,
  'shared-cost': say`shared cost`,
  personal: say`personal`,
  pager: say`pager`,
  voip: say`voip`,
  company: say`company`,
  voicemail: say`voicemail`,
};

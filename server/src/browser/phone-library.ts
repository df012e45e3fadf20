/** Stands for `libphonenumber-js/max` in a web worker: its tables come when the first number is looked at. */
import type * as Library from 'libphonenumber-js/max';
import { extras } from './extras.ts';

export const getCountries: typeof Library.getCountries = () => extras().getCountries();

export const getCountryCallingCode: typeof Library.getCountryCallingCode = (country) =>
  extras().getCountryCallingCode(country);

export const isSupportedCountry: typeof Library.isSupportedCountry = (
  country,
): country is Library.CountryCode => extras().isSupportedCountry(country);

export const parsePhoneNumberFromString: typeof Library.parsePhoneNumberFromString = (
  text: string,
  options?: Parameters<typeof Library.parsePhoneNumberFromString>[1],
) => extras().parsePhoneNumberFromString(text, options);

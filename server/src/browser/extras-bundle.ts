/** Entry of dist/extras.web.js: large libraries that few messages need. Loaded by extras.ts. */
export { ZipWriter } from '@zip.js/zip.js/lib/zip-core-writer.js';
export {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

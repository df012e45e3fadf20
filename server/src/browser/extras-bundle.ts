/** Entry of dist/extras.web.js: large libraries and texts that few messages need. Loaded by extras.ts. */
export { ZipWriter } from '@zip.js/zip.js/lib/zip-core-writer.js';
export {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
export { de } from '../core/complaint/texts/de.ts';
export { es } from '../core/complaint/texts/es.ts';
export { fr } from '../core/complaint/texts/fr.ts';
export { ja } from '../core/complaint/texts/ja.ts';

/** Where a name leads, for connections to hosts that a stranger named: never to this machine or the ones around it. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, refuseHost } from '../lookup/reach.ts';
import type { Reach } from '../lookup/transport.ts';

/** All addresses of a name. */
export type AddressLookup = (name: string) => Promise<readonly LookupAddress[]>;

export const systemAddresses: AddressLookup = (name) =>
  new Promise((resolve, reject) => {
    systemLookup(name, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });

/**
 * The lookup that `net.connect` makes for itself, so that what is checked is what is connected to: a
 * name that leads elsewhere the second time (DNS rebinding) has no second time.
 */
export function checkedLookup(addresses: AddressLookup): LookupFunction {
  return (name, options, callback) => {
    addresses(name).then(
      (found) => {
        const refused = found.find(({ address }) => !isPublicAddress(address));
        const [first] = found;
        if (refused !== undefined) {
          callback(notPublic(refused.address), '', 0);
        } else if (first === undefined) {
          callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
        } else if (options.all === true) {
          callback(null, [...found]);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), '', 0);
      },
    );
  };
}

/** Throws when `reach` does not allow the host, as far as its name tells. */
export function checkHost(host: string, reach: Reach): void {
  const refusal = reach === 'public' ? refuseHost(host) : null;
  if (refusal !== null) throw new Error(refusal);
}

function notPublic(address: string): Error {
  return new Error(`its name leads to ${address}, which is not a public address`);
}

/** The one timer of both platforms: Node and web workers count milliseconds alike. A `Runtime` hands it on, tests hand on another. */
import type { Runtime } from './runtime.ts';

export const later: Runtime['later'] = (callback, milliseconds) => {
  const timer = setTimeout(callback, milliseconds);
  return {
    dispose: () => {
      clearTimeout(timer);
    },
  };
};

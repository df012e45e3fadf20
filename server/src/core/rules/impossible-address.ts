/** An address that no machine can have. The server copies it from the connection, so a person typed this one. */
import { plain } from '../text/plain.ts';
import { impossibleIpDefects, ipDefectWords } from '../net/ip-words.ts';
import { defineRule } from './rule.ts';

export const impossibleAddress = defineRule({
  id: 'impossible-address',
  about: 'oddAddress',
  level: 'error',
  effect: 'fabricated',
  summary: 'The client address is one that no machine can have (500.202.999.352, 000.000.000).',
  *check({ route }) {
    for (const { index, received } of route.hops) {
      const ip = received.from?.ip;
      if (ip == null) continue;
      const defect = ip.defects.find((one) => impossibleIpDefects.includes(one));
      if (defect === undefined) continue;
      // Servers cut long addresses, and put zones and ports behind them as they like.
      const isMisprint = ip.version === 6;
      const by = received.by?.host;
      yield {
        start: ip.start,
        end: ip.end,
        hop: index,
        ...(isMisprint ? { level: 'information', effect: 'none' } : {}),
        message: `${plain(ip.value, 60)} is an impossible address. ${ipDefectWords[defect]} ${isMisprint ? 'Some servers cut long addresses short or add to them; else a person typed this one.' : "A mail server copies the client's address from the connection itself, so no honest server wrote this."}`,
        ...(by == null
          ? {}
          : {
              related: [
                {
                  start: by.start,
                  end: by.end,
                  message: 'The server that is supposed to have seen it.',
                },
              ],
            }),
      };
    }
  },
});

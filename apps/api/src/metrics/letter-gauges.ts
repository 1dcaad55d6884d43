import { lanes } from '@xiangaitong/contracts';
import type { Instant } from '@xiangaitong/domain';
import type { LetterFigures } from '@xiangaitong/persistence';
import { sum, type RegisterGauge } from './register-gauge';

const states = [
  'queued',
  'claimed',
  'rejected',
  'ambiguous',
  'failed',
] as const satisfies readonly LetterFigures['state'][];
/** Not out yet. */
const waiting: readonly LetterFigures['state'][] = ['queued', 'claimed'];

/** Letters that are not known to have arrived. @param secondsSince real seconds since a business instant */
export const letterGauges = (secondsSince: (at: Instant) => number): readonly RegisterGauge[] => [
  {
    name: 'xiangaitong_letters',
    help: 'Letters not known to have arrived: to be sent, being sent, bounced (rejected), unclear (ambiguous), given up (failed)',
    labelNames: ['lane', 'state'],
    of: ({ letters }) =>
      lanes.flatMap((lane) =>
        states.map((state) => {
          const those = letters.filter((each) => each.lane === lane && each.state === state);
          return { labels: { lane, state }, value: sum(those.map((each) => each.letters)) };
        }),
      ),
  },
  {
    name: 'xiangaitong_oldest_waiting_letter_seconds',
    help: 'Real seconds since the oldest letter that has not left was called for; 0 where none waits',
    labelNames: ['lane'],
    of: ({ letters }) =>
      lanes.map((lane) => {
        const those = letters.filter((each) => each.lane === lane && waiting.includes(each.state));
        return {
          labels: { lane },
          value: Math.max(0, ...those.map(({ oldestQueuedAt }) => secondsSince(oldestQueuedAt))),
        };
      }),
  },
];

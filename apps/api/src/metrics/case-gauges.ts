import type { CaseKind, Instant } from '@xiangaitong/domain';
import type { PhaseFigures } from '@xiangaitong/persistence';
import { sum, type RegisterGauge } from './register-gauge';

const kinds: readonly CaseKind[] = ['notice', 'suspension'];

/** Open cases, and what is late among them. @param secondsSince real seconds since a business instant, 0 for one to come */
export const caseGauges = (secondsSince: (at: Instant) => number): readonly RegisterGauge[] => [
  {
    name: 'xiangaitong_open_cases',
    help: 'Open cases by phase',
    labelNames: ['kind', 'phase'],
    of: ({ phases }) => phases.map(({ kind, phase, open }) => ({ labels: { kind, phase }, value: open })),
  },
  byKind(
    'xiangaitong_overdue_cases',
    'Open notices past their deadline, and suspensions not executed past their effective date',
    (phases) => sum(phases.map(({ overdue }) => overdue)),
  ),
  byKind(
    'xiangaitong_due_soon_cases',
    'Open cases that move by themselves within the next hour of business time',
    (phases) => sum(phases.map(({ dueSoon }) => dueSoon)),
  ),
  byKind(
    'xiangaitong_late_wake_cases',
    'Open cases that should have moved by themselves more than a minute ago',
    (phases) => sum(phases.map(({ wakeLate }) => wakeLate)),
  ),
  byKind(
    'xiangaitong_oldest_due_wake_seconds',
    'Real seconds since the first open case should have moved by itself; 0 where none should have',
    (phases) =>
      Math.max(
        0,
        ...phases.map(({ firstWakeAt }) => (firstWakeAt === undefined ? 0 : secondsSince(firstWakeAt))),
      ),
  ),
];

const byKind = (
  name: string,
  help: string,
  of: (phases: readonly PhaseFigures[]) => number,
): RegisterGauge => ({
  name,
  help,
  labelNames: ['kind'],
  of: ({ phases }) =>
    kinds.map((kind) => ({ labels: { kind }, value: of(phases.filter((each) => each.kind === kind)) })),
});

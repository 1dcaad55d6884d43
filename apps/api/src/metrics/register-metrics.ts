import {
  civilDateAt,
  daysBetween,
  type BusinessClock,
  type BusinessNow,
  type Instant,
} from '@xiangaitong/domain';
import {
  addFigureGauge,
  type FigureGauge,
  type KeptReading,
  type MetricsRegistry,
} from '@xiangaitong/observability';
import type { FigureTimes, OperatorFigures } from '@xiangaitong/persistence';
import { caseGauges } from './case-gauges';
import type { RegisterGauge } from './register-gauge';
import { letterGauges } from './letter-gauges';

const HOUR_MS = 3_600_000;
/** Real milliseconds that a wake may take, storms aside, before somebody should look. */
const LATE_AFTER_MS = 60_000;

/** The instants by which the register sorts what is late and what is due soon. */
export const figureTimes = (now: Instant, { scale }: BusinessClock): FigureTimes => ({
  now,
  lateBefore: now - LATE_AFTER_MS * scale,
  soonUntil: now + HOUR_MS,
});

/** What the register says of cases and letters. While it is away the last that was known, and that it is away. */
export function addRegisterMetrics(
  registry: MetricsRegistry,
  reading: KeptReading<OperatorFigures>,
  now: BusinessNow,
  { scale }: BusinessClock,
): void {
  const secondsSince = (at: Instant): number => Math.max(0, (now() - at) / scale / 1000);
  const gauges = [...caseGauges(secondsSince), ...letterGauges(secondsSince), ...surroundings(now)];
  for (const { of, ...gauge } of gauges) {
    addFigureGauge(registry, {
      ...gauge,
      figures: async () => {
        const { value } = await reading.read();
        return value === undefined ? [] : of(value);
      },
    });
  }
  for (const gauge of reachability(reading)) addFigureGauge(registry, gauge);
}

const surroundings = (now: BusinessNow): readonly RegisterGauge[] => [
  {
    name: 'xiangaitong_database_clock_difference_seconds',
    help: "Seconds by which the database's clock is ahead of this process's",
    of: ({ clockDifferenceMs }) => [{ value: clockDifferenceMs / 1000 }],
  },
  {
    name: 'xiangaitong_calendar_days_left',
    help: 'Days from today to the last day of the calendar in force',
    of: ({ calendarLastDay }) => [{ value: daysBetween(civilDateAt(now()), calendarLastDay) }],
  },
];

const reachability = (reading: KeptReading<OperatorFigures>): readonly FigureGauge[] => [
  {
    name: 'xiangaitong_register_reachable',
    help: '1 when the register answered in time; 0 when what is shown of it is the last that was known',
    figures: async () => [{ value: (await reading.read()).reachable ? 1 : 0 }],
  },
  {
    name: 'xiangaitong_register_figures_age_seconds',
    help: 'Seconds since the register was asked for the figures shown; absent before its first answer',
    figures: async () => {
      const { value, ageMs } = await reading.read();
      return value === undefined ? [] : [{ value: ageMs / 1000 }];
    },
  },
];

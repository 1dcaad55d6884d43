import { addDays, deadlineInstant, startOfDay, type CivilDate } from '@xiangaitong/domain';
import type { RegulationPoint, Sought, Span } from '@xiangaitong/persistence';

/** What lists of either kind of case are narrowed by, apart from whose they are and where they stand. */
interface Narrowing {
  readonly q?: string;
  readonly ground?: RegulationPoint;
  readonly respondentId?: string;
  readonly trackerId?: string;
  readonly caseNumber?: string;
  readonly limit: number;
  readonly after?: string;
}

/** As the repositories take it. */
export function narrowedBy({ q, ground, respondentId, trackerId, caseNumber, limit, after }: Narrowing) {
  const sought: Sought = {
    ...(q === undefined ? {} : { text: q }),
    ...(ground === undefined ? {} : { point: ground }),
  };
  return {
    sought,
    limit,
    ...(respondentId === undefined ? {} : { respondentId }),
    ...(trackerId === undefined ? {} : { trackerId }),
    ...(caseNumber === undefined ? {} : { caseNumber }),
    ...(after === undefined ? {} : { after }),
  };
}

/** The instants of these days, both included. */
export const daysWithin = (from: CivilDate | undefined, to: CivilDate | undefined): Span => ({
  ...(from === undefined ? {} : { from: startOfDay(from) }),
  ...(to === undefined ? {} : { before: startOfDay(addDays(to, 1)) }),
});

/** The instants at which deadlines of these days are over, both included. */
export const deadlinesWithin = (from: CivilDate | undefined, to: CivilDate | undefined): Span => ({
  ...(from === undefined ? {} : { from: deadlineInstant(from) }),
  ...(to === undefined ? {} : { before: deadlineInstant(to) + 1 }),
});

/** Those of the fields that the query has. */
export const givenOf = <F extends string>(
  query: Readonly<Partial<Record<F, unknown>>>,
  fields: readonly F[],
): readonly F[] => fields.filter((field) => query[field] !== undefined);

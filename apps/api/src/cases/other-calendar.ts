import { calendarWithClosures, type Closure, type County, type WorkCalendar } from '@xiangaitong/domain';

/** The county whose closures a case counts, if any. */
export const countyCounted = ({ closures = {} }: WorkCalendar): County | undefined =>
  Object.values(closures)[0]?.county;

/**
 * What a case would count by under this version: with the closures of the county that is asked for, or else of the one
 * that it counts already, so that another version takes no closure back.
 * @param own the calendar that the case is under
 */
export async function otherCalendarFor(
  own: WorkCalendar,
  version: WorkCalendar,
  asked: County | undefined,
  closuresOf: (county: County) => Promise<readonly Closure[]>,
): Promise<WorkCalendar> {
  const county = asked ?? countyCounted(own);
  return county === undefined ? version : calendarWithClosures(version, await closuresOf(county), county);
}

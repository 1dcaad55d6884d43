export { calendarKeeper } from './calendar/calendar-keeper.workflow';
export { dispatchLane } from './dispatch/dispatch-lane.workflow';
export { handOvers } from './hand-over/hand-overs.workflow';
export { improvementNotice } from './improvement-notice/improvement-notice.workflow';
export { serviceSuspension } from './service-suspension/service-suspension.workflow';

export { dispatchLane } from './dispatch/dispatch-lane.workflow';
export { improvementNotice } from './improvement-notice/improvement-notice.workflow';
export { serviceSuspension } from './service-suspension/service-suspension.workflow';

export { createCalendarActivities, type CalendarDependencies } from './calendar/calendar.activities';
export { createDispatchActivities, type DispatchDependencies } from './dispatch/dispatch.activities';
export { LanePoker } from './dispatch/lane-poker';
export { createEffectActivities, type EffectDependencies } from './effects/effect.activities';
export { createHandOverActivities, type HandOverDependencies } from './hand-over/hand-over.activities';
export { createRegisterActivities } from './register/register.activities';

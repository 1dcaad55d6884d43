export { createDispatchActivities, type DispatchDependencies } from './dispatch/dispatch.activities';
export { LanePoker } from './dispatch/lane-poker';
export { createEffectActivities, type EffectDependencies } from './effects/effect.activities';
export { createRegisterActivities } from './register/register.activities';

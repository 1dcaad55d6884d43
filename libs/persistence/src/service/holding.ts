import type { SuspensionPhase } from '@xiangaitong/domain';

/** Suspensions that hold the service off: executed or about to be, and not ordered to be restored. */
export const holding: readonly SuspensionPhase[] = [
  'executing',
  'inForce',
  'assessing',
  'awaitingConfirmation',
  // Until the restoration has been ordered, the authority may withdraw what it confirmed.
  'confirmed',
];

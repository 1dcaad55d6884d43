import type { PersonId, Role } from '@xiangaitong/domain';
import type { StandIns } from '../directory/stand-in';

/** Who is asked instead of the person in charge; `role` only when it is no longer the task's own. */
export interface TaskPlace {
  readonly assigneeId: PersonId | null;
  readonly onBehalfOf: PersonId | null;
  readonly role?: Role;
}

/** Whoever has the role. */
export const nobody: TaskPlace = { assigneeId: null, onBehalfOf: null };

/**
 * The person in charge, or who stands in for them; where nobody does, the supervisors are asked and
 * nobody by name. Whose place it is stays with the task.
 */
export function placeOf(standIns: StandIns, inCharge: PersonId): TaskPlace {
  const standIn = standIns.get(inCharge);
  if (standIn === inCharge) return { assigneeId: inCharge, onBehalfOf: null };
  if (standIn !== undefined) return { assigneeId: standIn, onBehalfOf: inCharge };
  return { assigneeId: null, onBehalfOf: inCharge, role: 'supervisor' };
}

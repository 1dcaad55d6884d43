import type { Actor } from '@xiangaitong/domain';

/** Who may arrange for other people of the centre. */
export const isInCharge = ({ role }: Actor): boolean =>
  role === 'supervisor' || role === 'centreAdministrator';

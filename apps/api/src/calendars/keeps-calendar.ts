import type { Actor } from '@xiangaitong/domain';
import { partyOf } from '../http/party';
import { isInCharge } from '../people/in-charge';

/** Who may import and decide: in a centre those in charge of it, and the bureau. The calendar is the whole country's. */
export const keepsCalendar = (actor: Actor): boolean => isInCharge(actor) || partyOf(actor.role) === 'bureau';

import type { Actor } from '@xiangaitong/domain';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { isInCharge } from '../people/in-charge';

/** Those in charge of the centre, who decide on its policies, and its auditors. @throws Problem `actor.notAllowed` */
export function checkMayTry(actor: Actor): void {
  if (!isInCharge(actor) && partyOf(actor.role) !== 'auditor') throw new Problem('actor.notAllowed');
}

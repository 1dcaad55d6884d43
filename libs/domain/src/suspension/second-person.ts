import { isInCharge, isOfficer, type Actor, type PersonId } from '../case/actor';
import type { DecisionContext } from '../case/case-core';
import { isSecond } from '../case/four-eyes';
import { refuse, type DomainError } from '../errors';
import type { Result } from '../result';
import type { SuspensionOrigin } from './decision';

type Refusal = Result<never, DomainError>;

/** Why this person may not do what officers do; undefined when nothing stands against it. */
export const notAnOfficer = ({ actor }: DecisionContext): Refusal | undefined =>
  isOfficer(actor.role) ? undefined : refuse('case.officerOnly');

/** Why this person may not speak second on what the first one began; undefined when nothing stands against it. */
export const notSecond = (
  context: DecisionContext,
  first: PersonId,
  firstFor?: PersonId,
): Refusal | undefined =>
  notAnOfficer(context) ?? (isSecond(context.actor, first, firstFor) ? undefined : refuse('case.fourEyes'));

/** It says of who decided, and of whom they stood in for, what is so. */
export const isOwnDecision = (
  { personId, onBehalfOf }: Actor,
  { decidedBy, decidedFor }: Pick<SuspensionOrigin, 'decidedBy' | 'decidedFor'>,
): boolean => decidedBy === personId && decidedFor === onBehalfOf;

/**
 * Who has in hand what an officer opens: whom they named, else themselves, or the one whose place they take.
 * What comes by the system or by the authority names them, or nobody.
 */
export const inCharge = (
  { role, personId, onBehalfOf }: Actor,
  { trackerId }: Pick<SuspensionOrigin, 'trackerId'>,
): Pick<SuspensionOrigin, 'trackerId'> => {
  const chosen = trackerId ?? (isOfficer(role) ? (onBehalfOf ?? personId) : undefined);
  return chosen === undefined ? {} : { trackerId: chosen };
};

/** 主管: whoever may agree that what was decided is not done, or not yet. */
export const notInCharge = ({ actor }: DecisionContext): Refusal | undefined =>
  isInCharge(actor) ? undefined : refuse('case.supervisorOnly');

/** A sentence is wanted, and blanks are none. */
export const missing = (field: string): Refusal =>
  refuse('case.reasonMissing', [{ field, message: '請填寫說明。' }]);

export const isBlank = (text: string): boolean => text.trim() === '';

import { isOfficer, type PersonId } from '../case/actor';
import type { DecisionContext } from '../case/case-core';
import { refuse, type DomainError } from '../errors';
import type { Result } from '../result';

type Refusal = Result<never, DomainError>;

/** Why this person may not do what officers do; undefined when nothing stands against it. */
export const notAnOfficer = ({ actor }: DecisionContext): Refusal | undefined =>
  isOfficer(actor.role) ? undefined : refuse('case.officerOnly');

/** Why this person may not speak second on what the first one began; undefined when nothing stands against it. */
export const notSecond = (context: DecisionContext, first: PersonId): Refusal | undefined =>
  notAnOfficer(context) ?? (context.actor.personId === first ? refuse('case.fourEyes') : undefined);

/** A sentence is wanted, and blanks are none. */
export const missing = (field: string): Refusal =>
  refuse('case.reasonMissing', [{ field, message: '請填寫說明。' }]);

export const isBlank = (text: string): boolean => text.trim() === '';

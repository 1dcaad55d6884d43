import type { CommandResult, ProblemCode } from '@xiangaitong/contracts';
import {
  isSeenBy,
  noticePhaseShown,
  suspensionPhaseShown,
  type Actor,
  type DomainError,
  type FieldProblem,
  type OrganisationId,
  type Outsider,
  type RefusalCode,
} from '@xiangaitong/domain';
import { isOfTenant } from '../cases/audience';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';

/** The answer to a command as the caller may see it. */
export type ShownResult = Omit<CommandResult, 'seq'> & Partial<Pick<CommandResult, 'seq'>>;

const phasesShown = {
  notice: new Map<string, string>(Object.entries(noticePhaseShown)),
  suspension: new Map<string, string>(Object.entries(suspensionPhaseShown)),
};

/** What the case did beside what an outsider asked for, and where officers have got with it, stays out. */
export function shownResult(result: CommandResult, tenant: OrganisationId, actor: Actor): ShownResult {
  if (isOfTenant(tenant, actor)) return result;
  const outsider = outsiderOf(actor);
  const { seq: _seq, ...shown } = result;
  return {
    ...shown,
    phase: phasesShown[result.caseKind].get(result.phase) ?? result.phase,
    events: result.events.filter(
      (type) => outsider !== undefined && isSeenBy(result.caseKind, type, outsider),
    ),
  };
}

function outsiderOf({ role }: Actor): Outsider | undefined {
  const party = partyOf(role);
  return party === 'respondent' || party === 'bureau' || party === 'authority' ? party : undefined;
}

/** Refusals that tell of what officers have only proposed, or not agreed upon by two. */
const tellsOfUndecided: readonly RefusalCode[] = [
  'notice.notInRound',
  'notice.suspensionDecided',
  'notice.suspensionRecalled',
  'suspension.awaitingApproval',
  'suspension.restored',
];

/** A refusal as the caller may hear it. */
export function refusalFor({ code, fields }: DomainError, tenant: OrganisationId, actor: Actor): Problem {
  const hidden = !isOfTenant(tenant, actor) && tellsOfUndecided.includes(code);
  const shown: ProblemCode = hidden ? 'request.notOpen' : code;
  return new Problem(shown, hidden ? {} : { fields: fields?.map((problem) => asSent(code, problem)) });
}

/**
 * The field as the caller named it. The core has the proof of a delivery within its command, and whoever sends it
 * sends it by itself; a follow-up cannot be `complete` because of actions that are no part of it.
 */
function asSent(code: RefusalCode, { field, message }: FieldProblem): FieldProblem {
  if (code === 'followUp.notAllAccepted') return { field: 'result.kind', message };
  return { field: field.replace(/^proof\./, ''), message };
}

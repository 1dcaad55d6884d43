import type { Actor, OrganisationId } from '../case/actor';
import { adoptedCalendar } from '../case/calendar-adoption';
import { transition } from '../case/case-core';
import type { WorkCalendar } from '../calendar/working-calendar';
import type { DomainError } from '../errors';
import type { NoticeCommand } from '../notice/commands';
import { noticeCore } from '../notice/notice-core';
import type { NoticeIn, NoticeState } from '../notice/state';
import { ok, type Result } from '../result';
import type { ForwardRules, ForwardStart } from './run-forward';

/** A notice to which no policy is pinned yet: it will be issued under the one that is in force by then. */
export type Unissued = NoticeIn<'awaitingApproval'> | NoticeIn<'returned'>;

export const isUnissued = (state: NoticeState): state is Unissued =>
  state.phase === 'awaitingApproval' || state.phase === 'returned';

/** A notice once it has been issued, and the calendar by which it counts from then on. */
export interface Issued {
  readonly state: NoticeState;
  readonly calendar: WorkCalendar;
}

/**
 * The notice as it stands once it has been issued, by the commands that people give: a returned one is submitted again
 * as it lies, and a second person approves.
 * @param own the calendar by which it counts until then
 * @param rules in force at its issue
 * @returns the core's refusal where it would not be issued
 */
export function issuedNow(
  { caseId, tenant, at, state }: ForwardStart<Unissued>,
  own: WorkCalendar,
  rules: ForwardRules,
): Result<Issued, DomainError> {
  const { noticeId, caseNumber, content } = state;
  const tell = (from: NoticeState, command: NoticeCommand, actor: Actor) =>
    transition(noticeCore, { caseId, seq: 0, state: from }, command, {
      policy: rules.policy,
      calendar: own,
      at,
      actor,
    });
  const submit = { type: 'SubmitNotice', noticeId, caseNumber, content } as const;
  const submitted = state.phase === 'returned' ? tell(state, submit, submitterOf(state)) : ok({ state });
  if (!submitted.ok) return submitted;
  const approved = tell(submitted.value.state, { type: 'ApproveNotice', ...rules }, somebodyElse(tenant));
  if (!approved.ok) return approved;
  return ok({ state: approved.value.state, calendar: adoptedCalendar(approved.value.events) ?? own });
}

const submitterOf = ({ submittedBy, submittedFor, tenant }: Unissued): Actor => ({
  personId: submittedBy,
  role: 'drafter',
  organisationId: tenant,
  ...(submittedFor === undefined ? {} : { onBehalfOf: submittedFor }),
});

/** Nobody of the directory has the empty id, so this is a second person for every notice. */
const somebodyElse = (tenant: OrganisationId): Actor => ({
  personId: '',
  role: 'supervisor',
  organisationId: tenant,
});

import type { DecisionContext } from '../case/case-core';
import { refuse, type FieldProblem } from '../errors';
import { ok } from '../result';
import type { NoticeCommandOf } from './commands';
import { assessmentProblems } from './decide-reply';
import type { NoticeDecision } from './events';
import { awaitsCall } from './reply';
import type { NoticeIn } from './state';

/**
 * Cured after the third round, before a suspension is decided or after it was refused: a supervisor accepts
 * every action that is open, and the notice ends. It is no follow-up: there is never a fourth.
 */
export function acceptCure(
  state: NoticeIn<'proposed'>,
  command: NoticeCommandOf<'AcceptCure'>,
  { actor }: DecisionContext,
): NoticeDecision {
  const { items, remark } = command;
  const { number, reply } = state.round;
  if (actor.role !== 'supervisor') return refuse('case.supervisorOnly');
  if (reply !== undefined && awaitsCall(reply)) return refuse('reply.telephoneOpen');
  const problems = assessmentProblems(state, command);
  if (problems.length > 0) return refuse('reply.assessmentIncomplete', problems);
  const rejected = items.flatMap(({ item, accepted }, index): FieldProblem[] =>
    accepted ? [] : [{ field: `items.${index}.accepted`, message: `第 ${item} 項尚未認可。` }],
  );
  if (rejected.length > 0) return refuse('followUp.notAllAccepted', rejected);
  if (remark.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'remark', message: '請說明查核認可的依據。' }]);
  }
  return ok([
    {
      type: 'CureAccepted',
      round: number,
      items,
      remark,
      ...(reply === undefined ? {} : { reply: reply.version }),
    },
    { type: 'NoticeClosed', outcome: 'completed' },
  ]);
}

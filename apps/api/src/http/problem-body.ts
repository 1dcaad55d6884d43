import { refusals } from '@xiangaitong/domain';
import { edgeProblems, type problemView } from '@xiangaitong/contracts';
import type { z } from 'zod';
import type { Problem } from './problem';
import { problemStatus, problemTitle } from './problem-status';

const sentences = { ...refusals, ...edgeProblems };

/** What the caller gets to read of a problem; nothing of its cause. */
export function problemBody(problem: Problem, requestId: string | undefined): z.output<typeof problemView> {
  const status = problemStatus[problem.code];
  return {
    type: `urn:xiangaitong:problem:${problem.code}`,
    title: problemTitle(status),
    status,
    detail: sentences[problem.code],
    code: problem.code,
    ...(requestId === undefined ? {} : { requestId }),
    ...(problem.fields === undefined || problem.fields.length === 0 ? {} : { fields: [...problem.fields] }),
  };
}

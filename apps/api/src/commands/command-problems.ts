import type { ProblemCode } from '@xiangaitong/contracts';
import { refusals, type RefusalCode } from '@xiangaitong/domain';

const isRefusal = (code: string): code is RefusalCode => code in refusals;

const refusalsAbout = (...subjects: readonly string[]): readonly RefusalCode[] =>
  Object.keys(refusals)
    .filter(isRefusal)
    .filter((code) => subjects.some((subject) => code.startsWith(`${subject}.`)));

/** Everything that a command on a notice can be refused for. */
export const noticeProblems: readonly ProblemCode[] = [
  ...refusalsAbout('case', 'calendar', 'notice', 'reply', 'extension', 'followUp'),
  // A notice decides about the date and the ground of the suspension it leads to.
  'suspension.justifiable',
  'suspension.effectiveTooSoon',
  'suspension.nonWorkingDay',
  'request.notOpen',
  'dispatch.serviceDate',
];

/** Everything that a command on a suspension can be refused for. */
export const suspensionProblems: readonly ProblemCode[] = [
  ...refusalsAbout('case', 'calendar', 'suspension'),
  'request.notOpen',
  'dispatch.serviceDate',
];

/** What else 送達 of the letter that a case waits for can be refused for. */
export const deliveryProblems: readonly ProblemCode[] = [
  'dispatch.noneAwaited',
  'dispatch.notSent',
  'dispatch.servedBefore',
];

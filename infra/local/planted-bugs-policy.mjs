/** Bugs for `plant` in what a policy may say, and in what it is said to do; what they are: planted-bugs.mjs. */

/** @type {readonly import('./planted-bugs.mjs').PlantedBug[]} */
export const policyBugs = [
  {
    why: 'the system may give less than an officer',
    file: 'policy/policy-problems.ts',
    find: 'content.extensionDays < content.minimumTermDays',
    replace: 'content.extensionDays < 0',
  },
  {
    why: 'a reminder so long before that it lies before the issue',
    file: 'policy/policy-problems.ts',
    find: 'each > most)',
    replace: 'each >= minimumTermDays)',
  },
  {
    why: 'a reminder twice on one day',
    file: 'policy/policy-problems.ts',
    find: 'each >= (days[index - 1] ?? 0)',
    replace: 'each > (days[index - 1] ?? 0)',
  },
  {
    why: 'a number one above its bound',
    file: 'policy/policy-problems.ts',
    find: 'value > max',
    replace: 'value > max + 1',
  },
  {
    why: 'reminders of which only one is new are no change',
    file: 'policy/policy-diff.ts',
    find: 'JSON.stringify(before) !== JSON.stringify(after)',
    replace: 'String(before).length !== String(after).length',
  },
  {
    why: 'what has fallen due happens in the past',
    file: 'policy/run-forward.ts',
    find: 'Math.max(due, this.now)',
    replace: 'due',
  },
  {
    why: 'a run ends while a 補正 may still be missed',
    file: 'policy/to-come.ts',
    find: '|| supplement ||',
    replace: '||',
  },
  {
    why: 'a run ends before each reminder has come once',
    file: 'policy/run-forward.ts',
    find: '!steps && reminders.every((type) => this.reminded.has(type))',
    replace: '!steps',
  },
  {
    why: 'a calendar that is too short keeps a run going from day to day',
    file: 'policy/run-forward.ts',
    find: "event?.type === DEFERRED && !('recounted' in event)",
    replace: "event?.type === DEFERRED && 'recounted' in event",
  },
  {
    why: 'the silence that runs is not the draft’s',
    file: 'policy/under-policy.ts',
    find: 'movedBy(longer, silentAt, calendar)',
    replace: 'silentAt',
  },
  {
    why: 'reminders that both policies have are planned anew',
    file: 'policy/under-policy.ts',
    find: 'return [...kept, ...added]',
    replace: 'return [...planned.value.reminders, ...added]',
  },
  {
    why: 'a notice that is not issued yet is taken as pinned to the draft',
    file: 'policy/what-if.ts',
    find: 'const before = issuedNow(start, own, inForce);',
    replace: 'const before = issuedNow(start, own, { ...inForce, policy: draft });',
  },
  {
    why: 'an issue that would be refused is no difference',
    file: 'policy/what-if.ts',
    find: 'if (!before.ok && !after.ok &&',
    replace: 'if (before.ok || after.ok ||',
  },
  {
    why: 'what is not issued yet is counted by another calendar than that in force',
    file: 'policy/issue-now.ts',
    find: "{ type: 'ApproveNotice', ...rules }",
    replace: "{ type: 'ApproveNotice', policy: rules.policy }",
  },
  {
    why: 'what a run that stopped does not have is called dropped',
    file: 'policy/what-if.ts',
    find: '  stopped === undefined ||',
    replace: '  stopped !== 0 ||',
  },
  {
    why: 'a suspension could be dated a day too early',
    file: 'policy/what-if.ts',
    find: 'Math.max(1, noticePeriodDays)',
    replace: 'noticePeriodDays - 1',
  },
  {
    why: 'the example is answered on a day off',
    file: 'policy/preview.ts',
    find: 'if (working.ok && working.value) return deadline;',
    replace: 'if (working.ok) return deadline;',
  },
  {
    why: 'a case is counted by the calendar in force, not by its own',
    file: 'case/case-rules.ts',
    find: '(pinned && named.get(pinned.calendarVersion)) ?? inForce',
    replace: '(pinned && named.get(pinned.type)) ?? inForce',
  },
];

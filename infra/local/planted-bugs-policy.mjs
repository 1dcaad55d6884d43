/** Bugs for `plant` in what a policy may say; what they are: planted-bugs.mjs. */

/** @type {readonly import('./planted-bugs.mjs').PlantedBug[]} */
export const policyBugs = [
  {
    why: 'the system may give less than an officer',
    file: 'policy/policy-problems.ts',
    find: 'content.extensionDays < content.minimumTermDays',
    replace: 'content.extensionDays < 0',
  },
  {
    why: 'a reminder as long before as the shortest term',
    file: 'policy/policy-problems.ts',
    find: 'each >= minimumTermDays',
    replace: 'each > minimumTermDays',
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
];

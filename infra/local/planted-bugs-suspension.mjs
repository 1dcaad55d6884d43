/** Bugs for `plant` in the core of a suspension; what they are: planted-bugs.mjs. */

/** @type {readonly import('./planted-bugs.mjs').PlantedBug[]} */
export const suspensionBugs = [
  {
    why: 'decided in the name of the second person',
    file: 'suspension/decide.ts',
    find: "if (actor.role !== 'system' && !isOwnDecision(actor, decision)) return refuse('case.fourEyes');",
    replace: '',
  },
  {
    why: 'approved by the person who decided',
    file: 'suspension/second-person.ts',
    find: "isSecond(context.actor, first, firstFor) ? undefined : refuse('case.fourEyes')",
    replace: 'undefined',
  },
  {
    why: 'approved at the instant at which it should have begun',
    file: 'suspension/decide.ts',
    find: "<= context.at) return refuse('suspension.effectivePast');\n  return ok([{ type: 'SuspensionApproved' }]);",
    replace:
      "< context.at) return refuse('suspension.effectivePast');\n  return ok([{ type: 'SuspensionApproved' }]);",
  },
  {
    why: 'whoever sets the new date approves it',
    file: 'suspension/evolve.ts',
    find: 'decidedBy: event.by.personId,',
    replace: '',
  },
  {
    why: 'delivered at the instant at which it should have begun',
    file: 'suspension/decide.ts',
    find: "<= context.at) return refuse('suspension.effectivePast');\n  if (proof.kind",
    replace: "< context.at) return refuse('suspension.effectivePast');\n  if (proof.kind",
  },
  {
    why: 'the letter of an earlier date proves the new one',
    file: 'suspension/decide.ts',
    find: "if (namesAnotherDate(state, command)) return refuse('suspension.notYetDelivered');",
    replace: '',
  },
  {
    why: 'executed without a delivered notice',
    file: 'suspension/wake.ts',
    find: "({ type: 'SuspensionNotExecuted', dueAt: approval(context) })",
    replace: "({ type: 'SuspensionExecutionOrdered' })",
  },
  {
    why: 'executed an hour early',
    file: 'suspension/wake.ts',
    find: 'startOfDay(state.decision.effectiveDate);',
    replace: 'startOfDay(state.decision.effectiveDate) - 3_600_000;',
  },
  {
    why: 'a date of suspension inside the notice period',
    file: 'case/clocks.ts',
    find: 'Math.max(1, policy.noticePeriodDays)',
    replace: 'Math.max(1, policy.noticePeriodDays - 1)',
  },
  {
    why: 'suspended today, where the policy has no notice period',
    file: 'case/clocks.ts',
    find: 'Math.max(1, policy.noticePeriodDays)',
    replace: 'Math.max(0, policy.noticePeriodDays)',
  },
  {
    why: 'a suspension that is refused leaves its notice waiting for ever',
    file: 'suspension/effects.ts',
    find: "...reportToNotice(decision, 'refused'),",
    replace: '',
  },
  {
    why: 'a cure that was not accepted goes to the authority',
    file: 'suspension/decide-restoration.ts',
    find: 'if (!accepted) return ok([assessed]);',
    replace: '',
  },
  {
    why: 'the centre confirms in place of the authority',
    file: 'suspension/decide-restoration.ts',
    find: "if (context.actor.role !== 'authority') return refuse('suspension.authorityOnly');\n  if (isBlank(command.reference)",
    replace: 'if (isBlank(command.reference)',
  },
  {
    why: 'confirmed with a blank reference number',
    file: 'suspension/decide-restoration.ts',
    find: "refuse('suspension.authorityOnly');\n  if (isBlank(command.reference)) return noReference;",
    replace: "refuse('suspension.authorityOnly');",
  },
  {
    why: 'an authority that never answers is never asked again',
    file: 'suspension/wake.ts',
    find: 'at: state.answerDueAt,',
    replace: 'at: state.answerDueAt + 1e12,',
  },
  {
    why: 'the bureau does not hear of the restoration',
    file: 'suspension/effects.ts',
    find: "letter(decision, 'bureau', template, 'restored', facts),",
    replace: '',
  },
  {
    why: 'a letter says that service is back while another suspension holds',
    file: 'suspension/effects.ts',
    find: "event.serviceOn ? 'serviceRestored' : 'suspensionEnded'",
    replace: "event.serviceOn ? 'serviceRestored' : 'serviceRestored'",
  },
  {
    why: 'an officer calls a suspension off by the command of its notice',
    file: 'suspension/decide-closure.ts',
    find: "if (actor.role !== 'system') return refuse('case.systemOnly');",
    replace: '',
  },
  {
    why: '裁撤 of a suspended organisation, and nobody is told that service stays off',
    file: 'suspension/effects.ts',
    find: "letter(decision, 'respondent', 'suspensionDissolved', 'dissolved'),",
    replace: '',
  },
  {
    why: '裁撤 ends an emergency on which no second person has spoken',
    file: 'suspension/decide-closure.ts',
    find: "state.ratification?.outcome === 'pending'",
    replace: "state.ratification?.outcome === 'refused'",
  },
];

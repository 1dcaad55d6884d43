import type { Actor } from '../case/actor';
import { longerCalendar } from '../case/calendar-change.fixture';
import { people, taipei } from '../case/play.fixture';
import { refusals } from '../errors';
import { civilDateAt } from '../time/taipei';
import type { SuspensionCommandOf, SuspensionCommandType } from './commands';
import type { SuspensionPhase } from './state';
import { suspensionCore, suspensionTable } from './suspension-core';
import {
  acceptCure,
  acknowledged,
  actuated,
  cancel,
  changeAsked,
  confirm,
  confirmationLetter,
  cure,
  cutInVain,
  emergencyIn,
  letterRecorded,
  orderEmergency,
  postpone,
  postponed,
  refuseChange,
  reassign,
  refusalLetter,
  refuseLetter,
  refuseRatification,
  unanswered,
  withdrawConfirmation,
  decided,
  decision,
  dissolutionReported,
  lapsed,
  refuseToRestore,
  rejectCure,
  setDate,
  suspensionIn,
  type SuspensionPlay,
} from './suspension.fixture';

type Expected = readonly string[] | keyof typeof refusals;
type ExpectedRow = Readonly<Record<SuspensionCommandType | 'due', Expected | 'never'>>;

const { supervisor, otherSupervisor, tracker, respondent, authority, system } = people;

const commands: {
  readonly [C in SuspensionCommandType]: (play: SuspensionPlay) => readonly [SuspensionCommandOf<C>, Actor];
} = {
  DecideSuspension: () => [{ type: 'DecideSuspension', decision }, system],
  ApproveSuspension: () => [{ type: 'ApproveSuspension' }, otherSupervisor],
  RefuseSuspension: () => [{ type: 'RefuseSuspension', reason: '證據不足。' }, otherSupervisor],
  RecordDelivery: () => [acknowledged, respondent],
  RecordNonArrival: () => [{ type: 'RecordNonArrival', why: 'bounced' }, system],
  SetEffectiveDate: () => [setDate('2027-06-30'), supervisor],
  RecordActuation: ({ state }) => [actuated(state.phase === 'restoring' ? 'on' : 'off'), system],
  SubmitCure: () => [cure, respondent],
  AssessCure: () => [acceptCure, tracker],
  ConfirmRestoration: () => [confirm, authority],
  RefuseRestoration: () => [refuseToRestore, authority],
  CancelSuspension: () => [cancel, tracker],
  PostponeSuspension: () => [postpone, tracker],
  ApproveChange: () => [{ type: 'ApproveChange' }, supervisor],
  RefuseChange: () => [refuseChange, supervisor],
  RecallSuspension: () => [{ type: 'RecallSuspension', cause: 'withdrawn', reason: '查無違失。' }, system],
  CloseForDissolution: () => [{ type: 'CloseForDissolution', reason: '奉准裁撤。' }, tracker],
  ApproveDissolution: () => [{ type: 'ApproveDissolution' }, supervisor],
  RefuseDissolution: () => [{ type: 'RefuseDissolution', reason: '尚未公告。' }, supervisor],
  OrderEmergencySuspension: () => [orderEmergency, authority],
  RatifyEmergency: () => [{ type: 'RatifyEmergency' }, supervisor],
  RefuseRatification: () => [refuseRatification, supervisor],
  RecordConfirmationLetter: ({ now }) => [{ ...confirmationLetter, date: civilDateAt(now) }, tracker],
  ApproveConfirmationLetter: () => [{ type: 'ApproveConfirmationLetter' }, supervisor],
  RefuseConfirmationLetter: () => [refuseLetter, supervisor],
  RecordRefusalLetter: ({ now }) => [{ ...refusalLetter, date: civilDateAt(now) }, tracker],
  RequestConfirmationAgain: () => [{ type: 'RequestConfirmationAgain' }, supervisor],
  WithdrawConfirmation: () => [withdrawConfirmation, authority],
  ReassignTracker: () => [reassign, supervisor],
  ExtendCalendar: () => [{ type: 'ExtendCalendar', calendar: longerCalendar }, system],
  Wake: () => [{ type: 'Wake' }, system],
};

/** The row of a phase in which this is the answer to everything but a wake. */
const everything = (expected: Expected): Record<SuspensionCommandType, Expected> => ({
  DecideSuspension: expected,
  ApproveSuspension: expected,
  RefuseSuspension: expected,
  RecordDelivery: expected,
  RecordNonArrival: expected,
  SetEffectiveDate: expected,
  CancelSuspension: expected,
  PostponeSuspension: expected,
  ApproveChange: expected,
  RefuseChange: expected,
  RecallSuspension: expected,
  CloseForDissolution: expected,
  ApproveDissolution: expected,
  RefuseDissolution: expected,
  OrderEmergencySuspension: expected,
  RatifyEmergency: expected,
  RefuseRatification: expected,
  RecordActuation: expected,
  SubmitCure: expected,
  AssessCure: expected,
  ConfirmRestoration: expected,
  RefuseRestoration: expected,
  RecordConfirmationLetter: expected,
  ApproveConfirmationLetter: expected,
  RefuseConfirmationLetter: expected,
  RecordRefusalLetter: expected,
  RequestConfirmationAgain: expected,
  WithdrawConfirmation: expected,
  ReassignTracker: expected,
  ExtendCalendar: expected,
  Wake: [],
});

/** Wherever service is neither being changed nor the authority asked. */
const unasked = {
  RecordActuation: 'suspension.notActuating',
  ConfirmRestoration: 'suspension.notAwaitingConfirmation',
  RefuseRestoration: 'suspension.notAwaitingConfirmation',
  RecordConfirmationLetter: 'suspension.notAwaitingConfirmation',
  ApproveConfirmationLetter: 'suspension.notAwaitingConfirmation',
  RefuseConfirmationLetter: 'suspension.notAwaitingConfirmation',
  RecordRefusalLetter: 'suspension.notAwaitingConfirmation',
  RequestConfirmationAgain: 'suspension.notAwaitingConfirmation',
  WithdrawConfirmation: 'suspension.notConfirmed',
} satisfies Partial<ExpectedRow>;

/** Of what is decided, approved, no emergency and not ended; the rest is answered with `rest`. */
const open = (rest: Expected) =>
  ({
    ...everything(rest),
    ...unasked,
    DecideSuspension: 'suspension.alreadyDecided',
    OrderEmergencySuspension: 'suspension.alreadyDecided',
    ApproveSuspension: 'suspension.alreadyApproved',
    RefuseSuspension: 'suspension.alreadyApproved',
    RatifyEmergency: 'suspension.notEmergency',
    RefuseRatification: 'suspension.notEmergency',
    ReassignTracker: ['TrackerReassigned'],
    ExtendCalendar: ['CalendarAdopted'],
  }) satisfies Partial<ExpectedRow>;

/** Where 裁撤 may be reported, and has not been. */
const undissolved = {
  CloseForDissolution: ['DissolutionReported'],
  ApproveDissolution: 'case.noDissolution',
  RefuseDissolution: 'case.noDissolution',
} satisfies Partial<ExpectedRow>;

const beforeExecution = (rest: Expected) =>
  ({
    ...open(rest),
    ...undissolved,
    SetEffectiveDate: 'suspension.notOverdue',
    CancelSuspension: ['SuspensionChangeRequested'],
    PostponeSuspension: ['SuspensionChangeRequested'],
    ApproveChange: 'suspension.noChangeRequested',
    RefuseChange: 'suspension.noChangeRequested',
    RecallSuspension: ['SuspensionRecalled', 'SuspensionClosed'],
  }) satisfies Partial<ExpectedRow>;

/** Service has been cut; `cure` answers one that is submitted. */
const executed = (cure: Expected) =>
  ({
    ...open('suspension.alreadyExecuted'),
    SubmitCure: cure,
    AssessCure: 'suspension.cureMissing',
  }) satisfies Partial<ExpectedRow>;

/** Phase × command. */
const phases: Readonly<Record<SuspensionPhase, ExpectedRow>> = {
  absent: {
    ...everything('case.absent'),
    ...unasked,
    DecideSuspension: ['SuspensionDecided'],
    OrderEmergencySuspension: ['EmergencySuspensionOrdered'],
    due: 'never',
  },
  awaitingApproval: {
    ...beforeExecution('suspension.awaitingApproval'),
    ApproveSuspension: ['SuspensionApproved'],
    RefuseSuspension: ['SuspensionRefused', 'SuspensionClosed'],
    due: ['SuspensionApprovalEscalated'],
  },
  notifying: {
    ...beforeExecution('suspension.notExecuted'),
    RecordDelivery: ['SuspensionNotified'],
    RecordNonArrival: ['SuspensionNoticeNotArrived'],
    due: ['SuspensionNotExecuted'],
  },
  notified: {
    ...beforeExecution('suspension.notExecuted'),
    RecordDelivery: 'suspension.alreadyDelivered',
    RecordNonArrival: 'suspension.alreadyDelivered',
    due: ['SuspensionExecutionOrdered'],
  },
  notExecuted: {
    ...beforeExecution('suspension.notExecuted'),
    RecordDelivery: 'suspension.effectivePast',
    RecordNonArrival: 'suspension.effectivePast',
    SetEffectiveDate: ['EffectiveDateSet'],
    PostponeSuspension: 'suspension.effectivePast',
    due: ['EffectiveDateOverdue'],
  },
  executing: {
    ...open('suspension.inExecution'),
    RecordActuation: ['ServiceSuspended'],
    due: 'never',
  },
  inForce: {
    ...executed(['CureSubmitted']),
    ...undissolved,
    due: ['CureOverdue'],
  },
  assessing: {
    ...executed('suspension.cureAlreadySubmitted'),
    ...undissolved,
    AssessCure: ['CureAssessed', 'ConfirmationRequested'],
    due: ['CureAssessmentOverdue'],
  },
  awaitingConfirmation: {
    ...executed('suspension.awaitingConfirmation'),
    ...undissolved,
    ConfirmRestoration: ['RestorationConfirmed'],
    RefuseRestoration: ['RestorationRefused'],
    RecordConfirmationLetter: ['ConfirmationLetterRecorded'],
    ApproveConfirmationLetter: 'suspension.noConfirmationLetter',
    RefuseConfirmationLetter: 'suspension.noConfirmationLetter',
    RecordRefusalLetter: ['RestorationRefused'],
    RequestConfirmationAgain: 'suspension.confirmationNotOverdue',
    due: ['ConfirmationOverdue'],
  },
  confirmed: {
    ...executed('suspension.alreadyConfirmed'),
    CloseForDissolution: 'suspension.alreadyConfirmed',
    ApproveDissolution: 'suspension.alreadyConfirmed',
    RefuseDissolution: 'suspension.alreadyConfirmed',
    ConfirmRestoration: 'suspension.alreadyConfirmed',
    RefuseRestoration: 'suspension.alreadyConfirmed',
    RecordConfirmationLetter: 'suspension.alreadyConfirmed',
    ApproveConfirmationLetter: 'suspension.alreadyConfirmed',
    RefuseConfirmationLetter: 'suspension.alreadyConfirmed',
    RecordRefusalLetter: 'suspension.alreadyConfirmed',
    RequestConfirmationAgain: 'suspension.alreadyConfirmed',
    WithdrawConfirmation: ['ConfirmationWithdrawn'],
    Wake: ['RestorationOrdered'],
    due: ['RestorationOrdered'],
  },
  restoring: {
    ...executed('suspension.restoring'),
    CloseForDissolution: 'suspension.restoring',
    ApproveDissolution: 'suspension.restoring',
    RefuseDissolution: 'suspension.restoring',
    RecordActuation: ['ServiceRestored', 'SuspensionClosed'],
    WithdrawConfirmation: 'suspension.restoring',
    due: 'never',
  },
  unratified: {
    ...open('suspension.restored'),
    RatifyEmergency: ['EmergencyRatified', 'SuspensionClosed'],
    RefuseRatification: ['RatificationRefused', 'SuspensionClosed'],
    WithdrawConfirmation: 'suspension.restored',
    due: ['RatificationOverdue'],
  },
  closed: { ...everything('case.closed'), due: 'never' },
};

const reported = {
  CloseForDissolution: 'case.dissolutionPending',
  ApproveDissolution: ['DissolutionApproved', 'SuspensionClosed'],
  RefuseDissolution: ['DissolutionRefused'],
  due: ['DissolutionEscalated'],
} satisfies Partial<ExpectedRow>;

const asked = {
  CancelSuspension: 'suspension.changePending',
  PostponeSuspension: 'suspension.changePending',
  RefuseChange: ['SuspensionChangeRefused'],
} satisfies Partial<ExpectedRow>;

/** An emergency, not ratified yet. */
const unspoken = {
  RatifyEmergency: ['EmergencyRatified'],
  RefuseRatification: ['RatificationRefused'],
} satisfies Partial<ExpectedRow>;
const askedUrgently = ['RatificationRefused', 'ConfirmationRequested'] as const;

/** Phases that differ in a cell by what has happened before. */
const variants: readonly (readonly [string, () => SuspensionPlay, ExpectedRow])[] = [
  [
    'awaitingApproval, lapsed',
    lapsed,
    {
      ...phases.awaitingApproval,
      ApproveSuspension: 'suspension.effectivePast',
      SetEffectiveDate: ['EffectiveDateSet'],
      PostponeSuspension: 'suspension.effectivePast',
    },
  ],
  [
    'awaitingApproval, a change asked for',
    changeAsked.awaitingApproval,
    { ...phases.awaitingApproval, ...asked, ApproveChange: ['SuspensionCancelled', 'SuspensionClosed'] },
  ],
  [
    'notifying, a change asked for',
    changeAsked.notifying,
    {
      ...phases.notifying,
      ...asked,
      ApproveChange: ['SuspensionPostponed'],
      due: ['ChangeApprovalEscalated'],
    },
  ],
  [
    'notified, a change asked for',
    changeAsked.notified,
    {
      ...phases.notified,
      ...asked,
      ApproveChange: ['SuspensionCancelled', 'SuspensionClosed'],
      due: ['ChangeApprovalEscalated'],
    },
  ],
  [
    'notifying, postponed once',
    postponed,
    {
      ...phases.notifying,
      PostponeSuspension: 'suspension.alreadyPostponed',
    },
  ],
  [
    'executing, cut in vain',
    cutInVain,
    {
      ...phases.executing,
      due: ['SuspensionExecutionRetried'],
    },
  ],
  [
    'executing, an emergency',
    emergencyIn.executing,
    {
      ...phases.executing,
      ...unspoken,
      RefuseRatification: 'suspension.inExecution',
      due: ['RatificationOverdue'],
    },
  ],
  [
    'inForce, an emergency',
    emergencyIn.inForce,
    { ...phases.inForce, ...unspoken, RefuseRatification: askedUrgently, due: ['RatificationOverdue'] },
  ],
  [
    'assessing, an emergency',
    emergencyIn.assessing,
    { ...phases.assessing, ...unspoken, RefuseRatification: askedUrgently, due: ['RatificationOverdue'] },
  ],
  [
    'awaitingConfirmation, an emergency',
    emergencyIn.awaitingConfirmation,
    { ...phases.awaitingConfirmation, ...unspoken, due: ['RatificationOverdue'] },
  ],
  ['confirmed, an emergency', emergencyIn.confirmed, { ...phases.confirmed, ...unspoken }],
  [
    'restoring, an emergency',
    emergencyIn.restoring,
    {
      ...phases.restoring,
      ...unspoken,
      RecordActuation: ['ServiceRestored'],
      due: ['RatificationOverdue'],
    },
  ],
  [
    'awaitingConfirmation, a letter recorded',
    letterRecorded,
    {
      ...phases.awaitingConfirmation,
      RecordConfirmationLetter: 'suspension.letterPending',
      RecordRefusalLetter: 'suspension.letterPending',
      RequestConfirmationAgain: 'suspension.letterPending',
      ApproveConfirmationLetter: ['RestorationConfirmed'],
      RefuseConfirmationLetter: ['ConfirmationLetterRefused'],
      WithdrawConfirmation: ['ConfirmationWithdrawn'],
      due: ['ConfirmationLetterEscalated'],
    },
  ],
  [
    'awaitingConfirmation, unanswered',
    unanswered,
    { ...phases.awaitingConfirmation, RequestConfirmationAgain: ['ConfirmationRequestedAgain'] },
  ],
  [
    'notified, 裁撤 reported',
    dissolutionReported.notified,
    {
      ...phases.notified,
      ...reported,
      RecallSuspension: ['SuspensionRecalled', 'DissolutionLapsed', 'SuspensionClosed'],
    },
  ],
  [
    'awaitingConfirmation, 裁撤 reported',
    dissolutionReported.awaitingConfirmation,
    { ...phases.awaitingConfirmation, ...reported },
  ],
  [
    'confirmed, 裁撤 reported',
    dissolutionReported.confirmed,
    {
      ...phases.confirmed,
      Wake: ['DissolutionLapsed', 'RestorationOrdered'],
      due: ['DissolutionLapsed', 'RestorationOrdered'],
    },
  ],
  ['inForce, 裁撤 reported', dissolutionReported.inForce, { ...phases.inForce, ...reported }],
  [
    'inForce, an emergency and 裁撤 reported',
    dissolutionReported.emergency,
    {
      ...phases.inForce,
      ...reported,
      ...unspoken,
      ApproveDissolution: 'suspension.ratificationPending',
      RefuseRatification: askedUrgently,
      due: ['RatificationOverdue'],
    },
  ],
];

const rows: (readonly [string, () => SuspensionPlay, ExpectedRow])[] = [
  ...Object.entries(phases).map(
    ([phase, row]) => [phase, suspensionIn[phase as SuspensionPhase], row] as const,
  ),
  ...variants,
];
const types = Object.keys(commands) as SuspensionCommandType[];
const cells = rows.flatMap(([name, walk, row]) =>
  types.map((type) => ({ name, walk, type, expected: row[type] })),
);

describe('suspension: phase × command', () => {
  it.each(cells)('$name · $type → $expected', ({ walk, type, expected }) => {
    const play = walk();
    const [command, by] = commands[type](play);
    const result = play.ask(command, by, play.now);
    expect(result.ok ? result.value.events.map((event) => event.type) : result.error.code).toEqual(expected);
  });

  it.each(rows)('%s · woken when something is due', (_name, walk, row) => {
    const play = walk();
    const due = play.nextWake();
    if (row.due === 'never') expect(due).toBeUndefined();
    else expect(play.wake(Math.max(due ?? NaN, play.now))).toEqual(row.due);
  });

  it.each(rows)('%s · only the system wakes', (_name, walk) => {
    const play = walk();
    expect(play.refusal({ type: 'Wake' }, supervisor, play.now).code).toBe('case.systemOnly');
  });

  it('covers every phase and every command of the core', () => {
    expect(Object.keys(phases)).toEqual(Object.keys(suspensionTable));
    for (const [phase, row] of Object.entries(suspensionTable)) {
      expect([phase, Object.keys(row).sort()]).toEqual([phase, [...types].sort()]);
      expect(suspensionIn[phase as SuspensionPhase]().state.phase).toBe(phase);
    }
    expect(cells).toHaveLength((13 + 19) * 31);
  });
});

describe('suspension: what a cell asks besides its phase', () => {
  it('wants a second person to approve or to refuse (點13-2)', () => {
    const play = suspensionIn.awaitingApproval();
    const decider: Actor = { ...supervisor, role: 'centreAdministrator' };
    expect(play.refusal({ type: 'ApproveSuspension' }, decider, play.now).code).toBe('case.fourEyes');
    expect(play.refusal({ type: 'RefuseSuspension', reason: '否' }, decider, play.now).code).toBe(
      'case.fourEyes',
    );
  });

  it('lets nobody decide in the name of another, who would then be the second person', () => {
    const play = suspensionIn.absent();
    const decide = { type: 'DecideSuspension', decision, noJustifiableReason: true } as const;
    expect(play.refusal(decide, otherSupervisor, taipei('2026-11-24')).code).toBe('case.fourEyes');
    expect(play.do(decide, supervisor, taipei('2026-11-24'))).toEqual(['SuspensionDecided']);
  });

  it('takes the one who sets a new date for the one who decided: another approves it', () => {
    const play = lapsed();
    play.do(setDate('2027-01-18'), otherSupervisor, play.now);
    expect(play.refusal({ type: 'ApproveSuspension' }, otherSupervisor, play.now).code).toBe('case.fourEyes');
    expect(play.do({ type: 'ApproveSuspension' }, supervisor, play.now)).toEqual(['SuspensionApproved']);
  });

  it('wants a new approval and a new written notice for a new date', () => {
    const play = suspensionIn.notExecuted();
    play.do(setDate('2027-01-18'), supervisor, play.now);
    expect(play.state).toMatchObject({
      phase: 'awaitingApproval',
      decision: { effectiveDate: '2027-01-18' },
    });
    play.do({ type: 'ApproveSuspension' }, otherSupervisor, play.now);
    expect(play.state.phase).toBe('notifying');
    expect(play.letters().map(({ step }) => step)).toEqual(['notice-2026-12-14', 'notice-2027-01-18']);
  });

  it('takes no letter of an earlier date for the notice of this one', () => {
    const play = suspensionIn.notExecuted();
    play.do(setDate('2027-01-18'), supervisor, play.now);
    play.do({ type: 'ApproveSuspension' }, otherSupervisor, play.now);
    const old = { effectiveDate: '2026-12-14' };
    expect(play.refusal({ ...acknowledged, ...old }, respondent, play.now).code).toBe(
      'suspension.notYetDelivered',
    );
    expect(play.do({ type: 'RecordNonArrival', why: 'unknown', ...old }, system, play.now)).toEqual([]);
    expect(play.do({ ...acknowledged, effectiveDate: '2027-01-18' }, respondent, play.now)).toEqual([
      'SuspensionNotified',
    ]);
  });

  it('takes 送達 with its day and its proof only, and not for a day to come', () => {
    const play = suspensionIn.notifying();
    const served = (date: string, proof: string): SuspensionCommandOf<'RecordDelivery'> => ({
      type: 'RecordDelivery',
      proof: { kind: 'served', date, proof },
    });
    expect(
      play.refusal(served('2026-11-26', '送達證書'), tracker, taipei('2026-11-25', '23:59')),
    ).toMatchObject({
      code: 'suspension.notYetDelivered',
      fields: [{ field: 'proof.date' }],
    });
    expect(play.refusal(served('2026-11-25', ' '), tracker, play.now)).toMatchObject({
      code: 'case.reasonMissing',
      fields: [{ field: 'proof.proof' }],
    });
    expect(play.do(served('2026-11-26', '送達證書'), tracker, taipei('2026-11-26'))).toEqual([
      'SuspensionNotified',
    ]);
  });

  it.each(['supervisor', 'tracker', 'centreAdministrator', 'bureau', 'respondent', 'system'] as const)(
    'lets no %s confirm or refuse a restoration (點13-3)',
    (role) => {
      const play = suspensionIn.awaitingConfirmation();
      const by: Actor = { ...authority, role };
      expect(play.refusal(confirm, by, play.now).code).toBe('suspension.authorityOnly');
      expect(play.refusal(refuseToRestore, by, play.now).code).toBe('suspension.authorityOnly');
    },
  );

  it('hears of the service from the system only, and only what it ordered', () => {
    const executing = suspensionIn.executing();
    expect(executing.refusal(actuated('off'), supervisor, executing.now).code).toBe('case.systemOnly');
    expect(executing.refusal(actuated('on'), system, executing.now).code).toBe('suspension.notActuating');
    const restoring = suspensionIn.restoring();
    expect(restoring.refusal(actuated('on'), authority, restoring.now).code).toBe('case.systemOnly');
    expect(restoring.refusal(actuated('off'), system, restoring.now).code).toBe('suspension.notActuating');
  });

  it('goes back to the cure when centre or authority says no, and counts each attempt', () => {
    const play = suspensionIn.assessing();
    expect(play.do(rejectCure, tracker, play.now)).toEqual(['CureAssessed']);
    expect(play.state).toMatchObject({ phase: 'inForce', cures: 1, requests: 0 });
    play.do(cure, respondent, play.now);
    play.do(acceptCure, tracker, play.now);
    play.do(refuseToRestore, authority, play.now);
    expect(play.state).toMatchObject({ phase: 'inForce', cures: 2, requests: 1 });
    play.do(cure, respondent, play.now);
    play.do(acceptCure, tracker, play.now);
    expect(play.state).toMatchObject({ phase: 'awaitingConfirmation', cures: 3, requests: 2 });
  });

  it.each([
    [{ ...rejectCure, remark: ' ' }, suspensionIn.assessing, tracker, 'remark'],
    [{ ...cure, statement: '' }, suspensionIn.inForce, respondent, 'statement'],
    [{ ...refuseToRestore, reason: '' }, suspensionIn.awaitingConfirmation, authority, 'reason'],
    [
      { type: 'RefuseSuspension', reason: '\t' } as const,
      suspensionIn.awaitingApproval,
      otherSupervisor,
      'reason',
    ],
  ] as const)('wants words: %o', (command, walk, by, field) => {
    const play = walk();
    expect(play.refusal(command, by, play.now)).toMatchObject({
      code: 'case.reasonMissing',
      fields: [{ field }],
    });
  });

  it('wants the number of the confirmation', () => {
    const play = suspensionIn.awaitingConfirmation();
    expect(play.refusal({ ...confirm, reference: ' ' }, authority, play.now)).toMatchObject({
      code: 'suspension.confirmationIncomplete',
      fields: [{ field: 'reference' }],
    });
  });

  it('sums itself up', () => {
    expect(suspensionCore.summaryOf(suspensionIn.absent().state)).toBeUndefined();
    const play = suspensionIn.notified();
    expect(suspensionCore.summaryOf(play.state)).toEqual({
      phase: 'notified',
      tenant: decision.tenant,
      caseNumber: decision.caseNumber,
      respondentName: decision.respondentName,
      respondentId: decision.respondentId,
      noticeId: 'n-1',
      trackerId: tracker.personId,
      closed: false,
      deadlineAt: taipei('2026-12-14'),
      nextWakeAt: taipei('2026-12-14'),
    });
    expect(suspensionCore.isClosed(suspensionIn.closed().state)).toBe(true);
    expect(suspensionCore.isClosed(decided().state)).toBe(false);
  });
});

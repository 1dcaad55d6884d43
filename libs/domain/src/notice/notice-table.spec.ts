import { people, taipei } from '../case/play.fixture';
import type { Actor } from '../case/actor';
import type { DeliveryProof } from '../case/delivery';
import { refusals } from '../errors';
import { addDays } from '../time/civil-date';
import { civilDateAt } from '../time/taipei';
import type { NoticeCommand, NoticeCommandOf, NoticeCommandType } from './commands';
import {
  afterDeadline,
  assess,
  complete,
  extendTo,
  issued,
  newNotice,
  noticeIn,
  outcome,
  reply,
  roundOf,
  submit,
  suspendFrom,
  suspending,
  tell,
  type NoticePlay,
} from './notice.fixture';
import { closedOn, longerCalendar } from '../case/calendar-change.fixture';
import { noticeCore, noticeTable } from './notice-core';
import type { NoticePhase } from './state';

/** What a cell leads to: the types of its events in order, or the code of the refusal. */
type Expected = readonly string[] | keyof typeof refusals;
/** Every command, sent when nothing is due; and `due`, a wake at the next instant at which something is. */
type ExpectedRow = Readonly<Record<NoticeCommandType | 'due', Expected | 'never'>>;

const { drafter, supervisor, tracker, respondent, system } = people;
const form = (play: NoticePlay): NoticeCommandOf<'SubmitReply'> => reply(play.now);

/** One command of each type, complete, from someone who may send it. */
const commands: {
  readonly [C in NoticeCommandType]: (play: NoticePlay) => readonly [NoticeCommandOf<C>, Actor];
} = {
  SubmitNotice: () => [submit, drafter],
  ApproveNotice: () => [{ type: 'ApproveNotice' }, supervisor],
  ReturnNotice: () => [{ type: 'ReturnNotice', reason: '請補充事由。' }, supervisor],
  RecordDelivery: () => [
    { type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } },
    respondent,
  ],
  RecordNonArrival: () => [{ type: 'RecordNonArrival', why: 'bounced' }, system],
  SubmitReply: (play) => [form(play), respondent],
  RecordTelephoneConfirmation: () => [
    { type: 'RecordTelephoneConfirmation', withPerson: respondent.personId },
    tracker,
  ],
  RequestSupplement: ({ now }) => [
    { type: 'RequestSupplement', missing: '附件 2。', date: addDays(civilDateAt(now), 14) },
    tracker,
  ],
  AssessReply: (play) => [assess(play), tracker],
  ReopenAction: () => [{ type: 'ReopenAction', item: 1, reason: '複查發現仍有連線。' }, tracker],
  RequestExtension: () => [{ type: 'RequestExtension', reason: '廠商排程。' }, respondent],
  DenyExtension: () => [{ type: 'DenyExtension', reason: '已有足夠時間。' }, tracker],
  RecordFollowUp: (play) => [extendTo(play, '2027-06-30'), tracker],
  DecideSuspension: () => [
    { type: 'DecideSuspension', effectiveDate: '2027-06-30', noJustifiableReason: true },
    supervisor,
  ],
  AcceptCure: (play) => [
    { type: 'AcceptCure', items: assess(play).items, remark: '實地查核，均已改善。' },
    supervisor,
  ],
  RecordSuspensionOutcome: () => [outcome('executed'), system],
  WithdrawNotice: () => [{ type: 'WithdrawNotice', reason: '重複發文。' }, supervisor],
  ApproveWithdrawal: () => [{ type: 'ApproveWithdrawal' }, supervisor],
  RefuseWithdrawal: () => [{ type: 'RefuseWithdrawal', reason: '事實無誤。' }, supervisor],
  ReassignTracker: () => [{ type: 'ReassignTracker', trackerId: 'tracker-2', reason: '請假。' }, supervisor],
  CloseForDissolution: () => [{ type: 'CloseForDissolution', reason: '奉准裁撤。' }, tracker],
  ApproveDissolution: () => [{ type: 'ApproveDissolution' }, supervisor],
  RefuseDissolution: () => [{ type: 'RefuseDissolution', reason: '尚未公告。' }, supervisor],
  ExtendCalendar: () => [{ type: 'ExtendCalendar', calendar: longerCalendar }, system],
  AdoptCalendar: ({ state }) => [
    {
      type: 'AdoptCalendar',
      calendar: closedOn('round' in state ? state.round.plan.date : '2026-08-03'),
    },
    supervisor,
  ],
  Wake: () => [{ type: 'Wake' }, system],
};

const all = <T extends Expected>(expected: T): Record<Exclude<NoticeCommandType, 'Wake'>, T> => ({
  SubmitNotice: expected,
  ApproveNotice: expected,
  ReturnNotice: expected,
  RecordDelivery: expected,
  RecordNonArrival: expected,
  SubmitReply: expected,
  RecordTelephoneConfirmation: expected,
  RequestSupplement: expected,
  AssessReply: expected,
  ReopenAction: expected,
  RequestExtension: expected,
  DenyExtension: expected,
  RecordFollowUp: expected,
  DecideSuspension: expected,
  AcceptCure: expected,
  RecordSuspensionOutcome: expected,
  WithdrawNotice: expected,
  ApproveWithdrawal: expected,
  RefuseWithdrawal: expected,
  ReassignTracker: expected,
  CloseForDissolution: expected,
  ApproveDissolution: expected,
  RefuseDissolution: expected,
  ExtendCalendar: expected,
  AdoptCalendar: expected,
});

const withdrawn = ['NoticeWithdrawn', 'NoticeClosed'];

/** Phase × command. */
const phases: Readonly<Record<NoticePhase, ExpectedRow>> = {
  absent: {
    SubmitNotice: ['NoticeSubmitted'],
    ApproveNotice: 'case.absent',
    ReturnNotice: 'case.absent',
    RecordDelivery: 'case.absent',
    RecordNonArrival: 'case.absent',
    SubmitReply: 'case.absent',
    RecordTelephoneConfirmation: 'case.absent',
    RequestSupplement: 'case.absent',
    AssessReply: 'case.absent',
    ReopenAction: 'case.absent',
    RequestExtension: 'case.absent',
    DenyExtension: 'case.absent',
    RecordFollowUp: 'case.absent',
    DecideSuspension: 'case.absent',
    AcceptCure: 'case.absent',
    RecordSuspensionOutcome: 'case.absent',
    WithdrawNotice: 'case.absent',
    ApproveWithdrawal: 'case.absent',
    RefuseWithdrawal: 'case.absent',
    ReassignTracker: 'case.absent',
    CloseForDissolution: 'case.absent',
    ApproveDissolution: 'case.absent',
    RefuseDissolution: 'case.absent',
    ExtendCalendar: 'case.absent',
    AdoptCalendar: 'case.absent',
    Wake: [],
    due: 'never',
  },
  awaitingApproval: {
    SubmitNotice: 'notice.alreadySubmitted',
    ApproveNotice: ['NoticeIssued'],
    ReturnNotice: ['NoticeReturned'],
    RecordDelivery: 'notice.awaitingApproval',
    RecordNonArrival: 'notice.awaitingApproval',
    SubmitReply: 'notice.awaitingApproval',
    RecordTelephoneConfirmation: 'notice.awaitingApproval',
    RequestSupplement: 'notice.awaitingApproval',
    AssessReply: 'notice.awaitingApproval',
    ReopenAction: 'notice.awaitingApproval',
    RequestExtension: 'notice.awaitingApproval',
    DenyExtension: 'notice.awaitingApproval',
    RecordFollowUp: 'notice.awaitingApproval',
    DecideSuspension: 'notice.awaitingApproval',
    AcceptCure: 'notice.awaitingApproval',
    RecordSuspensionOutcome: 'notice.awaitingApproval',
    WithdrawNotice: withdrawn,
    ApproveWithdrawal: 'notice.awaitingApproval',
    RefuseWithdrawal: 'notice.awaitingApproval',
    ReassignTracker: ['TrackerReassigned'],
    CloseForDissolution: 'notice.awaitingApproval',
    ApproveDissolution: 'notice.awaitingApproval',
    RefuseDissolution: 'notice.awaitingApproval',
    ExtendCalendar: ['CalendarAdopted'],
    AdoptCalendar: 'notice.awaitingApproval',
    Wake: [],
    due: ['ApprovalEscalated'],
  },
  returned: {
    SubmitNotice: ['NoticeSubmitted'],
    ApproveNotice: 'notice.returned',
    ReturnNotice: 'notice.returned',
    RecordDelivery: 'notice.returned',
    RecordNonArrival: 'notice.returned',
    SubmitReply: 'notice.returned',
    RecordTelephoneConfirmation: 'notice.returned',
    RequestSupplement: 'notice.returned',
    AssessReply: 'notice.returned',
    ReopenAction: 'notice.returned',
    RequestExtension: 'notice.returned',
    DenyExtension: 'notice.returned',
    RecordFollowUp: 'notice.returned',
    DecideSuspension: 'notice.returned',
    AcceptCure: 'notice.returned',
    RecordSuspensionOutcome: 'notice.returned',
    WithdrawNotice: withdrawn,
    ApproveWithdrawal: 'notice.returned',
    RefuseWithdrawal: 'notice.returned',
    ReassignTracker: ['TrackerReassigned'],
    CloseForDissolution: 'notice.returned',
    ApproveDissolution: 'notice.returned',
    RefuseDissolution: 'notice.returned',
    ExtendCalendar: ['CalendarAdopted'],
    AdoptCalendar: 'notice.returned',
    Wake: [],
    due: ['AmendmentOverdue'],
  },
  tracking: {
    SubmitNotice: 'notice.alreadySubmitted',
    ApproveNotice: 'notice.alreadyIssued',
    ReturnNotice: 'notice.alreadyIssued',
    RecordDelivery: ['NoticeDelivered'],
    RecordNonArrival: ['NoticeNotArrived'],
    SubmitReply: ['ReplyReceived'],
    RecordTelephoneConfirmation: 'reply.none',
    RequestSupplement: 'reply.none',
    AssessReply: 'reply.none',
    ReopenAction: 'reply.itemNotAccepted',
    RequestExtension: ['ExtensionRequested'],
    DenyExtension: 'extension.none',
    RecordFollowUp: ['FollowUpRecorded'],
    DecideSuspension: 'notice.noSuspensionProposed',
    AcceptCure: 'notice.noSuspensionProposed',
    RecordSuspensionOutcome: 'notice.noSuspension',
    WithdrawNotice: withdrawn,
    ApproveWithdrawal: 'notice.noWithdrawal',
    RefuseWithdrawal: 'notice.noWithdrawal',
    ReassignTracker: ['TrackerReassigned'],
    CloseForDissolution: ['DissolutionReported'],
    ApproveDissolution: 'case.noDissolution',
    RefuseDissolution: 'case.noDissolution',
    ExtendCalendar: ['CalendarAdopted'],
    AdoptCalendar: ['CalendarAdopted', 'DeadlineMoved'],
    Wake: [],
    due: ['ReminderIssued'],
  },
  proposed: {
    SubmitNotice: 'notice.alreadySubmitted',
    ApproveNotice: 'notice.alreadyIssued',
    ReturnNotice: 'notice.alreadyIssued',
    RecordDelivery: ['NoticeDelivered'],
    RecordNonArrival: ['NoticeNotArrived'],
    SubmitReply: ['ReplyReceived'],
    RecordTelephoneConfirmation: 'reply.none',
    RequestSupplement: 'notice.notInRound',
    AssessReply: 'notice.notInRound',
    ReopenAction: 'notice.notInRound',
    RequestExtension: 'notice.notInRound',
    DenyExtension: 'notice.notInRound',
    RecordFollowUp: 'notice.notInRound',
    DecideSuspension: ['SuspensionDecidedUpon'],
    AcceptCure: ['CureAccepted', 'NoticeClosed'],
    RecordSuspensionOutcome: 'notice.noSuspension',
    WithdrawNotice: withdrawn,
    ApproveWithdrawal: 'notice.noWithdrawal',
    RefuseWithdrawal: 'notice.noWithdrawal',
    ReassignTracker: ['TrackerReassigned'],
    CloseForDissolution: ['DissolutionReported'],
    ApproveDissolution: 'case.noDissolution',
    RefuseDissolution: 'case.noDissolution',
    ExtendCalendar: ['CalendarAdopted'],
    AdoptCalendar: ['CalendarAdopted', 'ProposalSetAside', 'DeadlineMoved'],
    Wake: [],
    due: ['ProposalOverdue'],
  },
  suspending: {
    SubmitNotice: 'notice.alreadySubmitted',
    ApproveNotice: 'notice.alreadyIssued',
    ReturnNotice: 'notice.alreadyIssued',
    RecordDelivery: ['NoticeDelivered'],
    RecordNonArrival: ['NoticeNotArrived'],
    SubmitReply: 'notice.suspensionDecided',
    RecordTelephoneConfirmation: 'notice.suspensionDecided',
    RequestSupplement: 'notice.suspensionDecided',
    AssessReply: 'notice.suspensionDecided',
    ReopenAction: 'notice.suspensionDecided',
    RequestExtension: 'notice.suspensionDecided',
    DenyExtension: 'notice.suspensionDecided',
    RecordFollowUp: 'notice.suspensionDecided',
    DecideSuspension: 'notice.suspensionDecided',
    AcceptCure: 'notice.suspensionDecided',
    RecordSuspensionOutcome: ['ServiceSuspendedForNotice'],
    WithdrawNotice: ['WithdrawalRequested'],
    ApproveWithdrawal: 'notice.noWithdrawal',
    RefuseWithdrawal: 'notice.noWithdrawal',
    ReassignTracker: ['TrackerReassigned'],
    CloseForDissolution: 'notice.suspensionDecided',
    ApproveDissolution: 'notice.suspensionDecided',
    RefuseDissolution: 'case.noDissolution',
    ExtendCalendar: ['CalendarAdopted'],
    AdoptCalendar: 'notice.suspensionDecided',
    Wake: [],
    due: 'never',
  },
  closed: { ...all('case.closed'), Wake: [], due: 'never' },
};

/** A cell may depend on what has happened before: in `tracking` on the round and on what has been replied. */
const within: Readonly<
  Record<string, readonly [walk: () => NoticePlay, ...differs: Partial<ExpectedRow>[]]>
> = {
  'tracking, replied by letter': [
    () => after(issued(), (play) => play.do(reply(REPLIED), respondent, REPLIED)),
    {
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: ['SupplementRequested'],
      AssessReply: ['ReplyAssessed'],
      RecordFollowUp: 'followUp.replyUnassessed',
      RequestExtension: 'extension.replyWaits',
      due: ['AssessmentOverdue'],
    },
  ],
  'tracking, returned for 補正': [
    () => returnedForSupplement(),
    {
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: 'reply.supplementOnce',
      AssessReply: ['ReplyAssessed'],
      RecordFollowUp: 'followUp.replyUnassessed',
      RequestExtension: 'extension.replyWaits',
      due: ['SupplementMissed'],
    },
  ],
  'tracking, 補正 missed': [
    () => after(returnedForSupplement(), (play) => play.sleep(taipei('2026-11-26'))),
    {
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: 'reply.supplementOnce',
      AssessReply: ['ReplyAssessed'],
    },
  ],
  'tracking, 補正 answered': [
    () => after(returnedForSupplement(), (play) => play.do(reply(play.now), respondent, play.now)),
    {
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: 'reply.supplementOnce',
      AssessReply: ['ReplyAssessed'],
      RecordFollowUp: 'followUp.replyUnassessed',
      RequestExtension: 'extension.replyWaits',
      due: ['AssessmentOverdue'],
    },
  ],
  'tracking, called in vain': [
    () => calledInVain(),
    {
      RecordTelephoneConfirmation: ['ReplyConfirmedByTelephone'],
      RequestSupplement: ['SupplementRequested'],
      AssessReply: ['ReplyAssessed'],
      RecordFollowUp: 'followUp.replyUnassessed',
      RequestExtension: 'extension.replyWaits',
      due: ['AssessmentOverdue'],
    },
  ],
  'tracking, more time asked for': [
    () =>
      after(issued(), (play) =>
        play.do({ type: 'RequestExtension', reason: '廠商排程。' }, respondent, REPLIED),
      ),
    { RequestExtension: 'extension.pending', DenyExtension: ['ExtensionDenied'] },
  ],
  'tracking, an action reopened': [
    () =>
      after(issued(), (play) => {
        play.do(reply(REPLIED), respondent, REPLIED);
        play.do(assess(play, 2), tracker, REPLIED);
        play.do({ type: 'ReopenAction', item: 1, reason: '仍有連線。' }, tracker, REPLIED);
      }),
    {
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: 'reply.alreadyAssessed',
      AssessReply: 'reply.alreadyAssessed',
    },
  ],
  'tracking, not arrived': [
    () => after(issued(), (play) => play.do({ type: 'RecordNonArrival', why: 'bounced' }, system, play.now)),
    { due: ['ServiceOverdue'] },
  ],
  'tracking, 裁撤 reported': [
    () =>
      after(issued(), (play) =>
        play.do({ type: 'CloseForDissolution', reason: '奉准裁撤。' }, tracker, REPLIED),
      ),
    {
      CloseForDissolution: 'case.dissolutionPending',
      ApproveDissolution: ['DissolutionApproved', 'NoticeClosed'],
      WithdrawNotice: ['NoticeWithdrawn', 'DissolutionLapsed', 'NoticeClosed'],
      RefuseDissolution: ['DissolutionRefused'],
      due: ['DissolutionEscalated'],
    },
  ],
  'tracking, replied by e-mail': [
    () => after(issued(), (play) => play.do(reply(REPLIED, 'email'), respondent, REPLIED)),
    {
      RecordTelephoneConfirmation: ['ReplyConfirmedByTelephone'],
      RequestSupplement: 'reply.telephoneOpen',
      AssessReply: 'reply.telephoneOpen',
      RequestExtension: 'extension.replyWaits',
      due: ['TelephoneCallDue'],
    },
  ],
  'tracking, e-mail confirmed by telephone': [
    () =>
      after(issued(), (play) => {
        play.do(reply(REPLIED, 'email'), respondent, REPLIED);
        play.do({ type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' }, tracker, REPLIED);
      }),
    {
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: ['SupplementRequested'],
      AssessReply: ['ReplyAssessed'],
      RecordFollowUp: 'followUp.replyUnassessed',
      RequestExtension: 'extension.replyWaits',
      due: ['AssessmentOverdue'],
    },
  ],
  'tracking, reply assessed': [
    () =>
      after(issued(), (play) => {
        play.do(reply(REPLIED), respondent, REPLIED);
        play.do(assess(play, 2), tracker, REPLIED);
      }),
    {
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: 'reply.alreadyAssessed',
      AssessReply: 'reply.alreadyAssessed',
      ReopenAction: ['ActionReopened'],
    },
  ],
  'tracking, reply assessed and all accepted': [
    () =>
      after(issued(), (play) => {
        play.do(reply(REPLIED), respondent, REPLIED);
        play.do(assess(play), tracker, REPLIED);
      }),
    {
      SubmitReply: 'reply.notReplaceable',
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: 'reply.alreadyAssessed',
      AssessReply: 'reply.alreadyAssessed',
      ReopenAction: ['ActionReopened'],
      due: ['DeadlinePassed'],
    },
  ],
  'tracking, assessed, and a further reply': [
    () =>
      after(issued(), (play) => {
        play.do(reply(REPLIED), respondent, REPLIED);
        play.do(assess(play, 2), tracker, REPLIED);
        play.do(reply(REPLIED), respondent, REPLIED);
      }),
    {
      RecordTelephoneConfirmation: 'reply.telephoneNotNeeded',
      RequestSupplement: ['SupplementRequested'],
      AssessReply: ['ReplyAssessed'],
      ReopenAction: ['ActionReopened'],
      RecordFollowUp: 'followUp.replyUnassessed',
      RequestExtension: 'extension.replyWaits',
      due: ['AssessmentOverdue'],
    },
  ],
  'tracking, round 1 over and the tracker silent': [() => afterDeadline(1), { due: ['FollowUpRecorded'] }],
  'tracking, round 2 over and the tracker silent': [() => afterDeadline(2), { due: ['FollowUpRecorded'] }],
  'tracking, round 3 over and the tracker silent': [
    () => afterDeadline(3),
    {
      RecordFollowUp: 'followUp.notInThirdRound',
      RequestExtension: 'extension.notInThirdRound',
      due: ['SuspensionProposed'],
    },
  ],
};

/** While the suspension is decided upon, and what of it differs from the plain case. */
const whileSuspending: Readonly<
  Record<string, readonly [walk: () => NoticePlay, differs: Partial<ExpectedRow>]>
> = {
  'suspending, withdrawal asked for': [
    withdrawalAsked,
    {
      WithdrawNotice: 'notice.withdrawalPending',
      ApproveWithdrawal: ['WithdrawalApproved'],
      RefuseWithdrawal: ['WithdrawalRefused'],
      RecordSuspensionOutcome: ['WithdrawalLapsed', 'ServiceSuspendedForNotice'],
      due: ['WithdrawalEscalated'],
    },
  ],
  'suspending, withdrawn by two': [
    () => after(withdrawalAsked(), (play) => play.do({ type: 'ApproveWithdrawal' }, supervisor, play.now)),
    {
      WithdrawNotice: 'notice.suspensionRecalled',
      RecordSuspensionOutcome: ['WithdrawalLapsed', 'ServiceSuspendedForNotice'],
    },
  ],
  'suspending, called off for a reply in time': [
    () => after(suspending(), (play) => play.do(reply(taipei('2026-11-05', '13:00')), supervisor, play.now)),
    { WithdrawNotice: 'notice.suspensionRecalled' },
  ],
  'suspending, executed': [
    () => after(suspending(), (play) => tell(play, 'executed', play.now)),
    { WithdrawNotice: 'notice.suspensionExecuted' },
  ],
  'suspending, 裁撤 reported before': [
    () => {
      const play = issued();
      play.do({ type: 'CloseForDissolution', reason: '奉准裁撤。' }, tracker, play.now);
      play.do(suspendFrom(play, '2026-11-30'), tracker, play.now);
      return play;
    },
    { RefuseDissolution: ['DissolutionRefused'], due: ['DissolutionEscalated'] },
  ],
};

const REPLIED = taipei('2026-11-20', '10:00');

function returnedForSupplement(): NoticePlay {
  return after(issued(), (play) => {
    play.do(reply(REPLIED), respondent, REPLIED);
    play.do({ type: 'RequestSupplement', missing: '附件 2。', date: '2026-11-25' }, tracker, REPLIED);
  });
}

function withdrawalAsked(): NoticePlay {
  return after(suspending(), (play) =>
    play.do({ type: 'WithdrawNotice', reason: '查無違失。' }, tracker, play.now),
  );
}

function calledInVain(): NoticePlay {
  return after(issued(), (play) => {
    play.do(reply(REPLIED, 'email'), respondent, REPLIED);
    play.sleep(taipei('2026-11-24'));
    const inVain = { outcome: 'unreachable', remark: '兩度去電無人接聽。' } as const;
    play.do({ type: 'RecordTelephoneConfirmation', ...inVain }, tracker, play.now);
  });
}

function after(play: NoticePlay, step: (play: NoticePlay) => unknown): NoticePlay {
  step(play);
  return play;
}

const rows: [string, () => NoticePlay, ExpectedRow][] = [
  ...Object.entries(phases).map(([phase, row]): [string, () => NoticePlay, ExpectedRow] => [
    phase,
    noticeIn[phase as NoticePhase],
    row,
  ]),
  ...Object.entries(within).map(([name, [walk, ...differs]]): [string, () => NoticePlay, ExpectedRow] => [
    name,
    walk,
    Object.assign({}, phases.tracking, ...differs) as ExpectedRow,
  ]),
];

rows.push([
  'proposed, replied late by e-mail',
  () => after(noticeIn.proposed(), (play) => play.do(reply(play.now, 'email'), respondent, play.now)),
  {
    ...phases.proposed,
    RecordTelephoneConfirmation: ['ReplyConfirmedByTelephone'],
    AcceptCure: 'reply.telephoneOpen',
    due: ['TelephoneCallDue'],
  },
]);

for (const [name, [walk, differs]] of Object.entries(whileSuspending)) {
  rows.push([name, walk, { ...phases.suspending, ...differs }]);
}

const types = Object.keys(commands) as NoticeCommandType[];
const cells = rows.flatMap(([name, walk, row]) =>
  types.map((type) => ({ name, walk, type, expected: row[type] })),
);

function outcomeOf(play: NoticePlay, command: NoticeCommand, by: Actor): Expected {
  const result = play.ask(command, by, play.now);
  return result.ok ? result.value.events.map((event) => event.type) : result.error.code;
}

describe('notice: phase × command', () => {
  it.each(cells)('$name · $type → $expected', ({ walk, type, expected }) => {
    const play = walk();
    const [command, by] = commands[type](play);
    expect(outcomeOf(play, command, by)).toEqual(expected);
  });

  it.each(rows)('%s · woken when something is due', (_name, walk, row) => {
    const play = walk();
    const due = play.nextWake();
    if (row.due === 'never') expect(due).toBeUndefined();
    else expect(play.wake(due ?? NaN)).toEqual(row.due);
  });

  it.each(rows)('%s · only the system wakes', (_name, walk) => {
    const play = walk();
    expect(play.refusal({ type: 'Wake' }, supervisor, play.now).code).toBe('case.systemOnly');
  });

  it('covers every phase and every command of the core', () => {
    expect(Object.keys(phases)).toEqual(Object.keys(noticeTable));
    for (const [phase, row] of Object.entries(noticeTable)) {
      expect([phase, Object.keys(row).sort()]).toEqual([phase, [...types].sort()]);
      expect(noticeIn[phase as NoticePhase]().state.phase).toBe(phase);
    }
    expect(cells).toHaveLength((7 + 17 + 1 + 5) * 26);
  });

  it('answers a refusal with its sentence and leaves the case as it was', () => {
    const play = noticeIn.closed();
    const before = play.copy();
    expect(play.refusal({ type: 'ApproveNotice' }, supervisor, play.now)).toEqual({
      code: 'case.closed',
      message: refusals['case.closed'],
    });
    expect(play).toEqual(before);
  });
});

describe('notice: what a cell asks besides its phase', () => {
  it('wants another person to approve and to return', () => {
    const play = noticeIn.awaitingApproval();
    const drafterAsSupervisor: Actor = { ...drafter, role: 'supervisor' };
    expect(play.refusal({ type: 'ApproveNotice' }, drafterAsSupervisor, play.now).code).toBe('case.fourEyes');
    expect(play.refusal({ type: 'ReturnNotice', reason: '補' }, drafter, play.now).code).toBe(
      'case.fourEyes',
    );
  });

  it('lets the one approve who drafted first when another has submitted it anew', () => {
    const play = noticeIn.returned();
    play.do(submit, tracker, play.now);
    expect(play.refusal({ type: 'ApproveNotice' }, tracker, play.now).code).toBe('case.fourEyes');
    expect(play.do({ type: 'ApproveNotice' }, drafter, play.now)).toEqual(['NoticeIssued']);
  });

  it('keeps its identity, whatever a second submission says', () => {
    const play = noticeIn.returned();
    const elsewhere: Actor = { ...drafter, organisationId: 'ELSEWHERE1' };
    play.do({ ...submit, noticeId: 'n-2', caseNumber: 'TN-115-0002' }, elsewhere, play.now);
    expect(play.state).toMatchObject({
      noticeId: 'n-1',
      caseNumber: 'TN-115-0001',
      tenant: people.drafter.organisationId,
    });
  });

  it.each([
    ['WithdrawNotice', noticeIn.tracking],
    ['ReturnNotice', noticeIn.awaitingApproval],
  ] as const)('wants a reason for %s', (type, walk) => {
    const play = walk();
    expect(play.refusal({ type, reason: ' ' }, supervisor, play.now)).toMatchObject({
      code: 'case.reasonMissing',
      fields: [{ field: 'reason' }],
    });
  });

  it('takes a delivery once, and is not told of non-arrival after it', () => {
    const play = noticeIn.tracking();
    const [delivery] = commands.RecordDelivery(play);
    play.do(delivery, respondent, play.now);
    expect(play.refusal(delivery, respondent, play.now).code).toBe('notice.alreadyDelivered');
    expect(play.do({ type: 'RecordNonArrival', why: 'unknown' }, system, play.now)).toEqual([]);
  });

  it.each([
    ['2026-11-02', '送達證書', [{ field: 'proof.date', message: '送達日期不能早於這份通知的日期。' }]],
    ['2026-11-06', '送達證書', [{ field: 'proof.date', message: '送達日期不能晚於今天。' }]],
    ['2026-11-05', ' ', [{ field: 'proof.proof', message: '請說明送達的證明。' }]],
  ])('takes no service that nothing proves: %s, 「%s」', (date, proof, fields) => {
    const play = noticeIn.tracking();
    const serve = (proof: DeliveryProof): NoticeCommandOf<'RecordDelivery'> => ({
      type: 'RecordDelivery',
      proof,
    });
    const at = taipei('2026-11-05', '10:00');
    expect(play.refusal(serve({ kind: 'served', date, proof }), tracker, at)).toMatchObject({
      code: 'notice.serviceUnproven',
      fields,
    });
    for (const day of ['2026-11-03', '2026-11-05']) {
      const served = { kind: 'served', date: day, proof: '送達證書' } as const;
      expect(play.copy().do(serve(served), tracker, at)).toEqual(['NoticeDelivered']);
    }
  });

  it('hears of its own suspension only, by the system only', () => {
    const play = noticeIn.suspending();
    expect(play.refusal(outcome('executed'), supervisor, play.now).code).toBe('case.systemOnly');
    expect(play.refusal({ ...outcome('refused'), suspensionId: 'n-1-2' }, system, play.now).code).toBe(
      'notice.noSuspension',
    );
    expect(tell(play, 'executed', play.now)).toEqual(['ServiceSuspendedForNotice']);
    // Service is off: the rounds cannot go on as if nothing had happened.
    expect(play.refusal(outcome('refused'), system, play.now).code).toBe('notice.noSuspension');
    expect(tell(play, 'restored', play.now)).toEqual(['NoticeClosed']);
    expect(play.state).toMatchObject({ phase: 'closed', outcome: 'restored' });
  });

  it('opens rounds 1 and 2 again when the second person refuses, and leaves the third to people', () => {
    const first = noticeIn.suspending();
    expect(tell(first, 'refused', first.now)).toEqual(['SuspensionRefusedForNotice']);
    expect(first.state).toMatchObject({ phase: 'tracking', followUps: [], round: { number: 1 } });

    const third = noticeIn.proposed();
    third.do(
      { type: 'DecideSuspension', effectiveDate: '2027-06-30', noJustifiableReason: true },
      supervisor,
      third.now,
    );
    tell(third, 'refused', third.now);
    expect(third.state).toMatchObject({ phase: 'proposed', ground: 11, suspensionsDecided: 1 });
    third.do(
      { type: 'DecideSuspension', effectiveDate: '2027-06-30', noJustifiableReason: true },
      supervisor,
      third.now,
    );
    // A second decision is a second suspension, not the refused one again.
    expect(third.state).toMatchObject({ phase: 'suspending', suspensionId: 'n-1-2' });
  });

  it('refuses what lies over: a summary exists from the first event on, a closed case says so', () => {
    expect(noticeCore.summaryOf(newNotice().state)).toBeUndefined();
    const play = noticeIn.tracking();
    expect(noticeCore.summaryOf(play.state)).toEqual({
      phase: 'tracking',
      tenant: people.drafter.organisationId,
      caseNumber: 'TN-115-0001',
      respondentName: '台南市 0000000 公會',
      respondentId: 'XC12345678',
      trackerId: 'tracker-1',
      closed: false,
      round: 1,
      deadlineAt: roundOf(play).plan.instant,
      nextWakeAt: play.nextWake(),
    });
    expect(noticeCore.isClosed(noticeIn.closed().state)).toBe(true);
    expect(noticeCore.isClosed(play.state)).toBe(false);
    expect(play.ask(complete(play), tracker, play.now).ok).toBe(false);
    expect(play.ask(suspendFrom(play, '2026-11-30'), tracker, play.now).ok).toBe(true);
  });
});

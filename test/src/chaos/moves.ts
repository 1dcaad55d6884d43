import { noticeView, suspensionView } from '@xiangaitong/contracts';
import {
  addDays,
  civilDateAt,
  earliestEffectiveDate,
  governmentCalendar2025to2027 as calendar,
  nextWorkingDay,
  policyVersion1 as policy,
  type CivilDate,
  type Instant,
} from '@xiangaitong/domain';
import type { z } from 'zod';

export type NoticeView = z.output<typeof noticeView>;
export type SuspensionView = z.output<typeof suspensionView>;

/** One thing that somebody does about a case. */
export interface Move {
  readonly path: string;
  readonly as: string;
  readonly body?: unknown;
}

/** What becomes of a notice when nothing gets in the way. */
export const tempers = [
  'completes',
  'extends',
  'asksForTime',
  'silent',
  'suspended',
  'withdrawn',
  'returned',
] as const;
export type Temper = (typeof tempers)[number];

/** Moves after which a notice that is still not issued is given up. */
const PATIENCE = 4;

const filler = { name: '李 00', phone: '06-12345678', email: 'lee@xc12345678.example' };
const people = {
  drafter: 'p-wang:drafter',
  tracker: 'p-lin:tracker',
  supervisor: 'p-chen:supervisor',
  authority: 'p-chou:authority',
} as const;

/** @param days until its deadline; less than fourteen at the submission are refused */
export const draftMove = (respondentId: string, now: Instant, days: number): Move => ({
  path: '/notice-drafts',
  as: people.drafter,
  body: {
    respondentId,
    reason: '請確認連線惡意 IP 的原因。',
    items: [{ kind: 'action', text: '請對貴用戶使用本系統電腦進行掃毒。' }],
    legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
    deadline: addDays(civilDateAt(now), days),
    contactPersonId: 'p-wang',
    trackerId: 'p-lin',
    confidential: false,
  },
});

export const submitMove = (id: string): Move => ({
  path: `/notice-drafts/${id}/submission`,
  as: people.drafter,
});

export const openSuspensionMove = (respondentId: string, now: Instant): Move => ({
  path: '/suspensions',
  as: people.tracker,
  body: {
    respondentId,
    ground: 8,
    reason: '帳號遭冒用。',
    effectiveDate: effectiveDate(now),
    contactPersonId: 'p-wang',
  },
});

export const openEmergencyMove = (respondentId: string): Move => ({
  path: '/emergency-suspensions',
  as: people.authority,
  body: {
    respondentId,
    reference: '資安字第 1150000777 號',
    reason: '該用戶電腦遭植入後門，有重大危害之虞。',
  },
});

/** Far enough away that approval and delivery come in time, unless something is down for days. */
export function effectiveDate(now: Instant): CivilDate {
  const earliest = earliestEffectiveDate(calendar, policy, civilDateAt(now)) ?? civilDateAt(now);
  const day = nextWorkingDay(calendar, addDays(earliest, 5));
  return day.ok ? day.value : earliest;
}

const served = (now: Instant) => ({ kind: 'served', date: civilDateAt(now), proof: '掛號郵件收件回執' });

/**
 * What is done about a notice next; undefined when there is nothing to do but wait.
 * @param step how many moves of its round it has had: a refused one is not repeated
 */
export function noticeMove(
  { id, phase, round = 1 }: NoticeView,
  temper: Temper,
  step: number,
  now: Instant,
): Move | undefined {
  const at = (action: string, as: string, body?: unknown): Move => ({
    path: `/notices/${id}/${action}`,
    as,
    body: body ?? {},
  });
  const withdraw = at('withdrawal', people.supervisor, { reason: '期限已不足，另案辦理。' });
  switch (phase) {
    case 'awaitingApproval':
      // Refused as often as that: an outage has made the deadline too short.
      if (step > PATIENCE) return withdraw;
      return temper === 'returned' && step === 0
        ? at('return', people.supervisor, { reason: '請補充事由。' })
        : at('approval', people.supervisor);
    case 'returned':
      return step > PATIENCE ? withdraw : submitMove(id);
    case 'tracking':
      return tracking(temper, round, now, at)[step];
    case 'proposed':
      return at('suspension-decision', people.tracker, {
        effectiveDate: effectiveDate(now),
        noJustifiableReason: true,
      });
    default:
      return undefined;
  }
}

function tracking(
  temper: Temper,
  round: number,
  now: Instant,
  at: (action: string, as: string, body?: unknown) => Move,
): readonly Move[] {
  const followUp = (result: unknown): Move => at('follow-ups', people.tracker, { round, result });
  const deliver = at('deliveries', people.tracker, served(now));
  const withdraw = at('withdrawal', people.tracker, { reason: '查明非改善對象所致。' });
  const complete = [
    at('replies', people.tracker, {
      channel: 'letter',
      filler,
      commonDate: civilDateAt(now),
      sealed: true,
      answers: [{ item: 1, measure: '已掃毒。', done: true, evidence: [1] }],
    }),
    at('assessments', people.tracker, { items: [{ item: 1, accepted: true }] }),
    followUp({ kind: 'complete' }),
    withdraw,
  ];
  switch (temper) {
    case 'completes':
    case 'returned':
      return [deliver, ...complete];
    case 'asksForTime':
      return [
        at('extension-requests', people.tracker, { reason: '設備採購需時。' }),
        at('extension-denial', people.tracker, { reason: '理由不足。' }),
        ...complete,
      ];
    case 'extends':
      return round === 1
        ? [followUp({ kind: 'extend', to: addDays(civilDateAt(now), 20), reason: '佐證不齊備。' }), withdraw]
        : complete;
    case 'suspended':
      return [
        deliver,
        followUp({
          kind: 'suspend',
          ground: 8,
          effectiveDate: effectiveDate(now),
          seriousReason: '惡意程式已向其他用戶散播。',
        }),
        withdraw,
      ];
    case 'withdrawn':
      return [withdraw];
    case 'silent':
      return [];
  }
}

/**
 * What is done about a suspension next; undefined when there is nothing to do but wait.
 * @param lastCode by what its last move was refused
 */
export function suspensionMove(
  { id, phase }: SuspensionView,
  respondent: string,
  now: Instant,
  lastCode: string | undefined,
): Move | undefined {
  const at = (action: string, as: string, body: unknown = {}): Move => ({
    path: `/suspensions/${id}/${action}`,
    as,
    body,
  });
  const newDate = at('effective-date', people.tracker, { effectiveDate: effectiveDate(now) });
  switch (phase) {
    case 'awaitingApproval':
      return lastCode?.startsWith('suspension.effective') === true
        ? newDate
        : at('approval', people.supervisor);
    case 'notifying':
      return at('deliveries', people.tracker, served(now));
    case 'notExecuted':
      return newDate;
    case 'inForce':
      return at('cures', respondent, { statement: '已重新安裝電腦並完成掃毒。', filler });
    case 'assessing':
      return at('cure-assessments', people.tracker, { accepted: true, remark: '' });
    case 'awaitingConfirmation':
      return at('confirmations', people.authority, { reference: '資安字第 1150001234 號' });
    case 'unratified':
      return at('ratification', people.supervisor);
    default:
      return undefined;
  }
}

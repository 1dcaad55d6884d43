import {
  addDays,
  civilDateAt,
  governmentCalendar2025to2027 as calendar,
  nextWorkingDay,
  type CivilDate,
} from '@xiangaitong/domain';
import { draftView } from '@xiangaitong/contracts';
import { newKey } from './api-client.fixture';
import { people, type System } from './system.fixture';

export const respondentId = 'XC12345678';

/** Part A of the form, with its deadline this many days away. */
export function draftForm(system: System, days = 18, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    respondentId,
    reason: '請確認連線惡意 IP 的原因。',
    items: [{ kind: 'action', text: '請對貴用戶使用本系統電腦進行掃毒。' }],
    legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
    deadline: addDays(civilDateAt(system.now()), days),
    contactPersonId: 'p-wang',
    trackerId: 'p-lin',
    confidential: false,
    ...changes,
  };
}

/** A draft, not yet submitted; its id is the case's. */
export async function draft(system: System, form: unknown = draftForm(system)): Promise<string> {
  const answer = await system.api.post('/notice-drafts', people.drafter, form);
  if (answer.status !== 201) throw new Error(`draft: ${answer.status} ${JSON.stringify(answer.body)}`);
  return draftView.parse(answer.body).id;
}

/** A notice that waits for its second person. */
export async function submit(system: System, form?: unknown): Promise<string> {
  const id = await draft(system, form);
  await system.api.command(`/notice-drafts/${id}/submission`, people.drafter);
  return id;
}

/** A notice that has been issued. */
export async function issue(system: System, form?: unknown): Promise<string> {
  const id = await submit(system, form);
  await system.api.command(`/notices/${id}/approval`, people.supervisor, {}, newKey());
  return id;
}

/** The first working day after so many days. */
export function workingDayIn(system: System, days: number): CivilDate {
  const found = nextWorkingDay(calendar, addDays(civilDateAt(system.now()), days));
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

/** A suspension by 點13 para 2, which the tracker of the notices opened and has in hand. */
export async function suspend(system: System, days = 28): Promise<string> {
  const opened = await system.api.command('/suspensions', people.tracker, {
    respondentId,
    ground: 8,
    reason: '帳號遭冒用。',
    effectiveDate: workingDayIn(system, days),
    contactPersonId: 'p-wang',
  });
  return opened.caseId;
}

/** A suspension by 點13 para 3, as the authority orders it. */
export async function orderEmergency(
  system: System,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { caseId } = await system.api.command('/emergency-suspensions', people.authority, {
    respondentId,
    reference: '資安字第 1150000777 號',
    reason: '該用戶電腦遭植入後門，有重大危害之虞。',
    ...changes,
  });
  return caseId;
}

/** 送達 by other means, of whatever letter the case waits for: whether its mail has left or not. */
export const servedToday = (system: System) => ({
  kind: 'served',
  date: civilDateAt(system.now()),
  proof: '掛號郵件收件回執第 123456 號',
});

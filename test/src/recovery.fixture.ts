import { noticeSnapshotQuery, type CaseSnapshot } from '@xiangaitong/contracts';
import { addDays, civilDateAt, type CaseKind } from '@xiangaitong/domain';
import { temporal } from '@temporalio/proto';
import { waitUntil } from '@xiangaitong/testing';
import { issue, respondentId, servedToday, submit, suspend } from './cases.fixture';
import { people, type System } from './system.fixture';

/** A case by its workflow's id, as commands name it. */
export type CaseName = `${CaseKind}/${string}`;

const notice = (id: string): CaseName => `notice/${id}`;
const suspension = (id: string): CaseName => `suspension/${id}`;
export const idOf = (name: CaseName): string => name.slice(name.indexOf('/') + 1);

const filler = { name: '李 00', phone: '06-12345678', email: 'lee@xc12345678.example' };

/** A reply by letter that reports everything as done. */
export async function reply(system: System, id: string): Promise<void> {
  await system.api.command(`/notices/${id}/replies`, people.tracker, {
    channel: 'letter',
    filler,
    commonDate: civilDateAt(system.now()),
    sealed: true,
    answers: [{ item: 1, measure: '以防毒軟體掃描並排除惡意程式。', done: true, evidence: [1] }],
  });
}

/** From a reply that waits to the end of the case. */
export async function complete(system: System, id: string): Promise<void> {
  await system.api.command(`/notices/${id}/assessments`, people.tracker, {
    items: [{ item: 1, accepted: true }],
  });
  await system.api.command(`/notices/${id}/follow-ups`, people.tracker, {
    round: 1,
    result: { kind: 'complete' },
  });
}

/** An emergency, of which the service is off. */
export async function emergency(system: System): Promise<string> {
  const { caseId } = await orderEmergency(system);
  await untilType(system, suspension(caseId), 'ServiceSuspended');
  return caseId;
}

export const orderEmergency = (system: System, organisationId = respondentId) =>
  system.api.command('/emergency-suspensions', people.tracker, {
    respondentId: organisationId,
    reference: '資安字第 1150000777 號',
    reason: '該用戶電腦遭植入後門，有重大危害之虞。',
    letterDate: civilDateAt(system.now()),
    contactPersonId: 'p-wang',
  });

/** From in force to waiting for the authority. */
export async function askForRestoration(system: System, id: string): Promise<void> {
  await system.api.command(`/suspensions/${id}/ratification`, people.supervisor);
  await system.api.command(`/suspensions/${id}/cures`, people.respondent, { statement: '已重灌。', filler });
  await system.api.command(`/suspensions/${id}/cure-assessments`, people.tracker, {
    accepted: true,
    remark: '',
  });
}

/** A notice that led to a suspension in its first round, and that suspension. */
export async function seriousNotice(system: System): Promise<{ notice: CaseName; suspension: CaseName }> {
  const id = await issue(system);
  await system.api.command(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
  await system.api.command(`/notices/${id}/follow-ups`, people.tracker, {
    round: 1,
    result: {
      kind: 'suspend',
      ground: 8,
      effectiveDate: addDays(civilDateAt(system.now()), 28),
      seriousReason: '惡意程式已向其他用戶散播。',
    },
  });
  const started = await waitUntil(
    async () => {
      const rows = await system.register.query<{ id: string }[]>(
        `SELECT s.id FROM suspensions s JOIN effects e ON e.stream_id = s.notice_id AND e.kind = 'startSuspension'
          WHERE s.notice_id = ? AND e.state = 'done'`,
        [id],
      );
      return rows[0]?.id;
    },
    { timeoutMs: 60_000, what: 'the suspension to be started', intervalMs: 100 },
  );
  return { notice: notice(id), suspension: suspension(started) };
}

/** From there to its end, with the service back unless another suspension holds it. */
export async function restore(system: System, id: string): Promise<void> {
  await system.api.command(`/suspensions/${id}/confirmations`, people.authority, {
    reference: '資安字第 1150001234 號',
  });
  await untilType(system, suspension(id), 'SuspensionClosed');
}

export async function untilType(system: System, name: CaseName, type: string): Promise<void> {
  const kind = name.startsWith('notice') ? 'notice' : 'suspension';
  await waitUntil(async () => (await system.api.types(kind, idOf(name))).includes(type), {
    timeoutMs: 120_000,
    what: `${name} to have ${type}`,
    intervalMs: 200,
  });
}

/** One open case in each of many phases. */
export interface Phases {
  readonly awaitingApproval: CaseName;
  readonly returned: CaseName;
  readonly issued: CaseName;
  readonly delivered: CaseName;
  readonly replied: CaseName;
  readonly decided: CaseName;
  readonly notified: CaseName;
  readonly inForce: CaseName;
  readonly awaitingConfirmation: CaseName;
}

/** Cases in many phases, and one that has ended. */
export async function casesInManyPhases(system: System): Promise<{ open: Phases; ended: CaseName }> {
  const { api } = system;
  const delivered = async (): Promise<string> => {
    const id = await issue(system);
    await api.command(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
    return id;
  };
  const replied = async (): Promise<string> => {
    const id = await delivered();
    await reply(system, id);
    return id;
  };
  const returned = await submit(system);
  await api.command(`/notices/${returned}/return`, people.supervisor, { reason: '誤植。' });
  const ended = await replied();
  await complete(system, ended);
  const notified = await suspend(system);
  await api.command(`/suspensions/${notified}/approval`, people.supervisor);
  await api.command(`/suspensions/${notified}/deliveries`, people.tracker, servedToday(system));
  const awaiting = await emergency(system);
  await askForRestoration(system, awaiting);
  const open = {
    awaitingApproval: notice(await submit(system)),
    returned: notice(returned),
    issued: notice(await issue(system)),
    delivered: notice(await delivered()),
    replied: notice(await replied()),
    decided: suspension(await suspend(system)),
    notified: suspension(notified),
    inForce: suspension(await emergency(system)),
    awaitingConfirmation: suspension(awaiting),
  };
  return { open, ended: notice(ended) };
}

export const runOf = (system: System, name: CaseName) => system.temporal.workflow.getHandle(name);

/** What the workflows of these cases hold, by name. */
export async function snapshots(
  system: System,
  names: readonly CaseName[],
): Promise<Record<string, CaseSnapshot<unknown>>> {
  const taken: Record<string, CaseSnapshot<unknown>> = {};
  for (const name of names) {
    taken[name] = await runOf(system, name).query<CaseSnapshot<unknown>, []>(noticeSnapshotQuery.name);
  }
  return taken;
}

/** Message-IDs of all letters that the register knows, and of what the mail server got, but for one case's. */
export async function lettersSent(
  system: System,
  except = 'nobody',
): Promise<{ readonly registered: readonly string[]; readonly received: readonly string[] }> {
  const rows = await system.register.query<{ messageId: string }[]>(
    'SELECT message_id AS messageId FROM dispatches WHERE case_id <> ? ORDER BY message_id',
    [except],
  );
  const received = system.smtp.mails
    .map(({ parsed }) => parsed.messageId ?? '')
    .filter((messageId) => !messageId.includes(except));
  return { registered: rows.map(({ messageId }) => messageId).sort(), received: received.sort() };
}

/** Waits until every letter but one case's has been taken by the mail server. */
export async function untilLettersAreSent(system: System, except = 'nobody'): Promise<void> {
  await waitUntil(
    async () => {
      const [row] = await system.register.query<{ n: string }[]>(
        "SELECT COUNT(*) AS n FROM dispatches WHERE state <> 'accepted' AND case_id <> ?",
        [except],
      );
      return Number(row?.n) === 0;
    },
    { timeoutMs: 120_000, what: 'every letter to be sent', intervalMs: 200 },
  );
}

/** Waits until these workflows hold exactly this. */
export async function untilTheyHold(
  system: System,
  wanted: Readonly<Record<string, CaseSnapshot<unknown>>>,
): Promise<void> {
  const names = Object.keys(wanted).filter((name): name is CaseName => name.includes('/'));
  await waitUntil(
    async () => {
      expect(await snapshots(system, names)).toEqual(wanted);
      return true;
    },
    { timeoutMs: 60_000, what: 'the cases to be where they were', intervalMs: 200 },
  );
}

/** Every case's events as the register has them, in order. */
export const allEvents = (system: System): Promise<readonly object[]> =>
  system.register.query('SELECT * FROM events ORDER BY stream_kind, stream_id, seq');

/** Puts a run back to its beginning, as `temporal workflow reset --reapply-type None` does. */
export async function resetToBeginning(system: System, name: CaseName): Promise<void> {
  const { workflowService, options } = system.temporal;
  const handle = runOf(system, name);
  const { events } = await handle.fetchHistory();
  const first = (events ?? []).find(
    ({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes != null,
  );
  const { runId } = await handle.describe();
  await workflowService.resetWorkflowExecution({
    namespace: options.namespace,
    workflowExecution: { workflowId: name, runId },
    reason: 'an operator',
    ...(first?.eventId == null ? {} : { workflowTaskFinishEventId: first.eventId }),
    requestId: `reset-${name}`,
    // What came after the point is not applied again.
    resetReapplyType: temporal.api.enums.v1.ResetReapplyType.RESET_REAPPLY_TYPE_NONE,
  });
}

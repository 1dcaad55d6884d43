import { MS_PER_DAY } from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';
import { codeOf, newKey, type TimelineEntry } from './api-client.fixture';
import { draft, draftForm, issue, servedToday, submit, suspend } from './cases.fixture';
import { noticeInShortRuns } from './short-runs.fixture';
import { DAY_A_SECOND, people, System } from './system.fixture';

jest.setTimeout(600_000);

/** Slow enough that people have seconds for what the rules give them a working day for. */
const QUARTER_DAY_A_SECOND = DAY_A_SECOND / 4;

const filler = { name: '李 00', phone: '06-12345678', email: 'lee@xc12345678.example' };

describe('a worker that is away for weeks, and an API that is away for a part of them', () => {
  let system: System;
  /** When the worker was back, business time. */
  let back: number;
  const cases: Record<string, string> = {};
  /** Of the reply on paper: the first attempt may be done yet, though its caller heard 503. */
  const replyKey = newKey();
  const idOf = (name: string): string => cases[name] ?? '';

  const letterOf = (receivedAt: number) => ({
    channel: 'letter',
    filler,
    commonDate: new Date(receivedAt).toISOString().slice(0, 10),
    sealed: true,
    receivedAt,
    answers: [{ item: 1, measure: '已掃毒。', done: true, evidence: [1] }],
  });
  const timeline = (kind: 'notice' | 'suspension', name: string): Promise<readonly TimelineEntry[]> =>
    system.api.timeline(kind, idOf(name));
  /** What the case did once the worker was back. */
  const since = async (kind: 'notice' | 'suspension', name: string): Promise<string[]> =>
    (await timeline(kind, name)).filter(({ at }) => at >= back).map(({ type }) => type);
  const untilLast = (kind: 'notice' | 'suspension', name: string, type: string): Promise<unknown> =>
    waitUntil(async () => (await since(kind, name)).includes(type), {
      timeoutMs: 120_000,
      what: `${name} to have come to ${type}`,
      intervalMs: 100,
    });

  beforeAll(async () => {
    system = await System.start({ scale: QUARTER_DAY_A_SECOND });
    await system.enterDirectory();
    const delivered = async (days: number): Promise<string> => {
      const id = await issue(system, draftForm(system, days));
      await system.api.command(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
      return id;
    };
    cases['on paper'] = await delivered(18);
    cases['silence over'] = await delivered(18);
    cases['silent'] = await delivered(27);
    cases['replied'] = await delivered(27);
    cases['in short runs'] = await noticeInShortRuns(system, 'n-away', 27);
    for (const name of ['in order', 'not delivered', 'not approved']) cases[name] = await suspend(system, 26);
    for (const name of ['in order', 'not delivered'])
      await system.api.command(`/suspensions/${idOf(name)}/approval`, people.supervisor);
    const inOrder = `/suspensions/${idOf('in order')}`;
    await system.api.command(`${inOrder}/deliveries`, people.tracker, servedToday(system));
    await system.api.command(`/notices/${idOf('replied')}/replies`, people.tracker, letterOf(system.now()));
    await waitUntil(
      async () => (await system.api.types('notice', idOf('silence over'))).includes('DeadlinePassed'),
      { timeoutMs: 200_000, what: 'the first deadline to pass', intervalMs: 100 },
    );
    cases['awaiting'] = await submit(system, draftForm(system, 60));
    await system.worker.stop();
  });
  afterAll(() => system.stop());

  it('takes meanwhile what needs no workflow, and says of the rest that it has to be sent again', async () => {
    await draft(system);
    const inTime = (await system.api.notice(idOf('on paper'))).deadlineAt ?? Number.NaN;
    const path = `/notices/${idOf('on paper')}/replies`;
    const answer = await system.api.post(path, people.tracker, letterOf(inTime - MS_PER_DAY), replyKey);
    expect([answer.status, codeOf(answer)]).toEqual([503, 'server.unavailable']);
    expect(answer.headers.get('retry-after')).not.toBeNull();
    await system.apiProcess.stop();
    const later = (await lastDue()) + 6 * MS_PER_DAY;
    await waitUntil(() => system.now() > later, { timeoutMs: 300_000, what: 'weeks to go by' });
    await system.restartApi();
    expect((await system.api.types('notice', idOf('silent'))).at(-1)).not.toBe('DeadlinePassed');
  });

  /** The last instant at which one of the cases would have done something that counts. */
  const lastDue = async (): Promise<number> => {
    const rows = await system.register.query<{ at: string }[]>(
      `SELECT MAX(at) AS at FROM (SELECT deadline_at AS at FROM notices WHERE id NOT IN (?)
         UNION ALL SELECT effective_at FROM suspensions) AS due`,
      [idOf('awaiting')],
    );
    return Number(rows[0]?.at);
  };

  it('fails nobody who replied in time, though the silence ended while nobody could enter the reply', async () => {
    const { deadlineAt = Number.NaN } = await system.api.notice(idOf('on paper'));
    back = system.now();
    await system.restartWorker();
    const path = `/notices/${idOf('on paper')}/replies`;
    await waitUntil(
      async () =>
        (await system.api.post(path, people.tracker, letterOf(deadlineAt - MS_PER_DAY), replyKey)).status ===
        200,
      { timeoutMs: 60_000, what: 'the reply to be entered', intervalMs: 100 },
    );
    // The engine may have kept the first attempt: then it comes before the clocks.
    const types = await since('notice', 'on paper');
    expect(types.filter((type) => type !== 'PolicyActionDeferred')).toEqual(['ReplyReceived']);
    expect((await timeline('notice', 'on paper')).at(-1)?.data).toMatchObject({ late: false });
    expect(await system.api.notice(idOf('on paper'))).toMatchObject({ round: 1, phase: 'tracking' });
  });

  it.each(['silent', 'in short runs'])(
    'lets the deadline of a notice pass late, reminds of no day that has gone by, and counts from the printed one: %s',
    async (name) => {
      await untilLast('notice', name, 'FollowUpRecorded');
      expect((await since('notice', name)).slice(0, 2)).toEqual(['DeadlinePassed', 'FollowUpRecorded']);
      const entries = (await timeline('notice', name)).filter(({ at }) => at >= back);
      const { silentAt } = entries[0]?.data as { silentAt: number };
      expect(entries[1]?.at).toBeGreaterThanOrEqual(silentAt);
      expect(entries[1]?.by.role).toBe('system');
    },
  );

  it('gives a working day more where the silence ended meanwhile and nobody has asked yet', async () => {
    await untilLast('notice', 'silence over', 'FollowUpRecorded');
    expect((await since('notice', 'silence over')).slice(0, 2)).toEqual([
      'PolicyActionDeferred',
      'FollowUpRecorded',
    ]);
  });

  it('holds back the failure of the one whose reply lay there', async () => {
    await untilLast('notice', 'replied', 'DeadlinePassed');
    const types = await since('notice', 'replied');
    expect(types.slice(0, 2).sort()).toEqual(['AssessmentOverdue', 'DeadlinePassed']);
    expect(types).not.toContain('FollowUpRecorded');
    expect(await system.api.notice(idOf('replied'))).toMatchObject({ round: 1, phase: 'tracking' });
  });

  it('asks once for what had been asked for many times, had it been there', async () => {
    await untilLast('notice', 'awaiting', 'ApprovalEscalated');
    const [first] = (await timeline('notice', 'awaiting')).filter(({ at }) => at >= back);
    const nextAt = (first?.data as { nextAt: number }).nextAt;
    // The next one only when its own time has come.
    expect(nextAt).toBeGreaterThan(back);
  });

  it('executes late what was in order, once, and nothing that was not', async () => {
    await untilLast('suspension', 'in order', 'ServiceSuspended');
    expect((await system.api.types('suspension', idOf('in order'))).slice(0, 5)).toEqual([
      'SuspensionDecided',
      'SuspensionApproved',
      'SuspensionNotified',
      'SuspensionExecutionOrdered',
      'ServiceSuspended',
    ]);
    await untilLast('suspension', 'not delivered', 'SuspensionNotExecuted');
    await untilLast('suspension', 'not approved', 'SuspensionApprovalLapsed');
    for (const name of ['not delivered', 'not approved'])
      expect(await system.api.types('suspension', idOf(name))).not.toContain('SuspensionExecutionOrdered');
    const reported = (await system.api.letters('suspension', idOf('in order'))).map(
      ({ template }) => template,
    );
    expect(new Set(reported).size).toBeGreaterThan(1);
  });

  it('records everything in the order of business time', async () => {
    for (const [name, id] of Object.entries(cases)) {
      const rows = await system.register.query<{ at: string }[]>(
        'SELECT at FROM events WHERE stream_id = ? ORDER BY seq',
        [id],
      );
      const instants = rows.map(({ at }) => Number(at));
      expect([name, instants]).toEqual([name, [...instants].sort((a, b) => a - b)]);
    }
  });
});

import { recordedSignal } from '@xiangaitong/contracts';
import {
  dropAfterFinalDot,
  parseExposition,
  refuse,
  samplesOf,
  valueOf,
  waitUntil,
  type Exposition,
} from '@xiangaitong/testing';
import { newKey } from './api-client.fixture';
import { draft, draftForm, issue, servedToday } from './cases.fixture';
import { documentedMetrics, metricsOfAlerts } from './monitoring.fixture';
import { DAY_A_SECOND, people, System } from './system.fixture';

jest.setTimeout(400_000);

type Source = 'api' | 'worker' | 'engine';

const agencies = [
  { id: 'XC00000550', name: '查無信箱公會', mail: 'nobody@xc00000550.example' },
  { id: 'XC00000333', name: '三次斷線公會', mail: 'guild@xc00000333.example' },
] as const;

describe('what an operator sees', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.start({ scale: DAY_A_SECOND });
    await system.enterDirectory(agencies);
    system.smtp.always(({ to: [address = ''] }) =>
      address.includes('550') ? refuse(550, '5.1.1 查無此人', 'RCPT') : dropAfterFinalDot,
    );
  });
  afterAll(() => system.stop());

  const scrapeText = async (source: Source): Promise<string> => {
    const answer = await fetch(system.metricsUrls[source]);
    if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
    return answer.text();
  };
  const scrape = async (source: Source): Promise<Exposition> => parseExposition(await scrapeText(source));
  /** Waits until a figure is as it should be; the register is asked once in five seconds. */
  const seen = (
    source: Source,
    name: string,
    labels: Readonly<Record<string, string>>,
    fits: (value: number) => boolean,
  ): Promise<void> =>
    waitUntil(
      async () => {
        const value = valueOf(await scrape(source), name, labels);
        return value !== undefined && fits(value);
      },
      { timeoutMs: 120_000, what: `${name} ${JSON.stringify(labels)} on ${source}`, intervalMs: 500 },
    ).then(() => undefined);

  it('is what the pages and the alerts name', async () => {
    await issue(system, draftForm(system, 300));
    await system.api.post('/notices/no-such-notice/approval', people.supervisor);
    await seen(
      'worker',
      'xiangaitong_recording_seconds_count',
      { outcome: 'recorded' },
      (count) => count >= 2,
    );
    const scrapes = await Promise.all((['api', 'worker', 'engine'] as const).map(scrape));
    const families = new Set(scrapes.flatMap(({ types }) => Object.keys(types)));
    const ours = [...families].filter((name) => name.startsWith('xiangaitong_'));
    expect(ours.filter((name) => !documentedMetrics().includes(name))).toEqual([]);
    // What the engine's SDK counts appears with the first such event.
    const always = documentedMetrics().filter((name) => !name.startsWith('temporal_'));
    expect(always.filter((name) => !families.has(name))).toEqual([]);
    expect(metricsOfAlerts().filter((name) => !documentedMetrics().includes(name))).toEqual([]);
  });

  it('names no case, no person and no organisation, and stays small', async () => {
    for (const source of ['api', 'worker', 'engine'] as const) {
      const text = await scrapeText(source);
      expect(text).not.toMatch(/p-wang|p-lin|p-chen|XC\d{8}|TN\d{8}|限改|[0-9a-f]{8}-[0-9a-f]{4}-/);
      expect(parseExposition(text).samples.length).toBeLessThan(3_000);
    }
    const routes = samplesOf(await scrape('api'), 'xiangaitong_http_request_seconds_count');
    const known = routes.map(({ labels }) => labels['route']);
    expect(known).toContain('/api/v1/notices/:id/approval');
    await fetch(`${system.api.url}/nothing/${'x'.repeat(50)}`);
    expect(valueOf(await scrape('api'), 'xiangaitong_http_request_seconds_count', { route: 'none' })).toBe(1);
    expect(
      valueOf(await scrape('api'), 'xiangaitong_http_problems_total', { code: 'resource.notFound' }),
    ).toBeGreaterThan(0);
  });

  it('counts a letter that bounced, and one of which nobody knows whether it arrived', async () => {
    for (const { id } of agencies) await issue(system, draftForm(system, 300, { respondentId: id }));
    const letters = 'xiangaitong_letters';
    await seen('api', letters, { lane: 'ordinary', state: 'rejected' }, (count) => count === 1);
    await seen('api', letters, { lane: 'ordinary', state: 'ambiguous' }, (count) => count >= 1);
    const attempts = 'xiangaitong_letter_attempts_total';
    const worker = await scrape('worker');
    expect(valueOf(worker, attempts, { lane: 'ordinary', outcome: 'rejected' })).toBe(1);
    expect(valueOf(worker, attempts, { lane: 'ordinary', outcome: 'ambiguous' })).toBeGreaterThanOrEqual(3);
  });

  it('counts workflow tasks that fail, which the case itself does not show', async () => {
    const id = await issue(system, draftForm(system, 300));
    const damage = (type: string): Promise<unknown> =>
      system.register.query('UPDATE events SET type = ? WHERE stream_id = ? AND seq = 1', [type, id]);
    await damage('NoSuchEvent');
    await system.temporal.workflow.getHandle(`notice/${id}`).signal(recordedSignal, 99);
    await seen('engine', 'temporal_workflow_task_execution_failed_total', {}, (count) => count >= 1);
    await damage('NoticeSubmitted');
    // What it read stands in its history: it tries that again for ever, and has to be replaced.
    const rebuild = ['rebuild', '--case', `notice/${id}`, '--replace'];
    await waitUntil(async () => (await system.cli(...rebuild)).output.includes('已以登錄庫為準汰換'), {
      timeoutMs: 180_000,
      what: 'the run to be replaced',
      intervalMs: 2_000,
    });
    await system.api.command(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
  });

  it('shows what waits while no worker is there, and how late it was done', async () => {
    const id = await issue(system, draftForm(system, 45));
    await system.api.command(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
    const unsubmitted = await draft(system, draftForm(system, 400));
    const overdue = async (): Promise<number> =>
      valueOf(await scrape('api'), 'xiangaitong_overdue_cases', { kind: 'notice' }) ?? Number.NaN;
    expect(await overdue()).toBe(0);
    await system.worker.kill();

    const [submission, key] = [`/notice-drafts/${unsubmitted}/submission`, newKey()];
    expect((await system.api.post(submission, people.drafter, {}, key)).status).toBe(503);
    const backlog = 'xiangaitong_task_queue_backlog';
    await seen('api', backlog, { queue: 'cases', task: 'workflow' }, (count) => count >= 1);
    await seen('api', 'xiangaitong_overdue_cases', { kind: 'notice' }, (count) => count === 1);
    await seen('api', 'xiangaitong_oldest_due_wake_seconds', { kind: 'notice' }, (seconds) => seconds > 2);
    await seen('api', 'xiangaitong_task_queue_polled', { queue: 'cases' }, (polled) => polled === 0);
    await seen('api', 'xiangaitong_late_wake_cases', { kind: 'notice' }, (count) => count >= 1);

    await system.restartWorker();
    const late = 'xiangaitong_wake_lateness_seconds';
    await seen('worker', `${late}_sum`, { kind: 'notice' }, (seconds) => seconds > 60);
    const lateness = await scrape('worker');
    expect(valueOf(lateness, `${late}_bucket`, { kind: 'notice', le: '+Inf' })).toBe(
      valueOf(lateness, `${late}_count`, { kind: 'notice' }),
    );
    await seen('api', backlog, { queue: 'cases', task: 'workflow' }, (count) => count === 0);
    await seen('api', 'xiangaitong_late_wake_cases', { kind: 'notice' }, (count) => count === 0);
    // Who was told to come again is served.
    await system.api.command(submission, people.drafter, {}, key);
  });
});

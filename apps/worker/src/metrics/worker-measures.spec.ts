import type { RecordInput, RecordOutcome } from '@xiangaitong/contracts';
import type { BusinessClock } from '@xiangaitong/domain';
import { createMetricsRegistry, type MetricsRegistry } from '@xiangaitong/observability';
import { parseExposition, valueOf, type Exposition } from '@xiangaitong/testing';
import { WorkerMeasures } from './worker-measures';

/** A day a second. */
const clock: BusinessClock = { realEpoch: 0, businessEpoch: 0, scale: 86_400 };
const DAY_MS = 86_400_000;

describe('what a worker measures', () => {
  let registry: MetricsRegistry;
  let measures: WorkerMeasures;
  let outcome: () => Promise<RecordOutcome>;

  beforeEach(() => {
    registry = createMetricsRegistry({ service: 'worker', version: 'test' });
    measures = new WorkerMeasures(registry);
  });

  const record = (input: Partial<RecordInput>): Promise<RecordOutcome> => {
    const far = { record: () => outcome(), loadCase: async () => ({ events: [], pending: [] }) };
    const watched = measures.watched(far, clock, () => 10 * DAY_MS);
    return watched.record({ caseKind: 'notice', ...input } as RecordInput);
  };
  const scrape = async (): Promise<Exposition> => parseExposition(await registry.metrics());

  it('takes what fell due for as late as it is recorded, in real seconds', async () => {
    outcome = async () => ({ kind: 'recorded' });
    await record({ dueAt: 3 * DAY_MS });
    const read = await scrape();
    expect(valueOf(read, 'xiangaitong_wake_lateness_seconds_sum', { kind: 'notice' })).toBe(7);
    expect(valueOf(read, 'xiangaitong_wake_lateness_seconds_bucket', { le: '5' })).toBe(0);
    expect(valueOf(read, 'xiangaitong_wake_lateness_seconds_bucket', { le: '15' })).toBe(1);
  });

  it('takes nothing for late that somebody asked for, or that was recorded before', async () => {
    outcome = async () => ({ kind: 'recorded' });
    await record({});
    outcome = async () => ({ kind: 'stale' });
    await record({ dueAt: 0 });
    const read = await scrape();
    expect(valueOf(read, 'xiangaitong_wake_lateness_seconds_count')).toBeUndefined();
    expect(valueOf(read, 'xiangaitong_recording_seconds_count', { outcome: 'stale' })).toBe(1);
  });

  it('counts a recording that failed, and lets the failure through', async () => {
    outcome = () => Promise.reject(new Error('away'));
    await expect(record({})).rejects.toThrow('away');
    expect(valueOf(await scrape(), 'xiangaitong_recording_seconds_count', { outcome: 'failed' })).toBe(1);
  });

  it('shows a recording that hangs, and no more when it has ended', async () => {
    const oldest = async () => valueOf(await scrape(), 'xiangaitong_oldest_recording_seconds');
    expect(await oldest()).toBe(0);
    let end: () => void = () => undefined;
    outcome = () => new Promise((resolve) => (end = () => resolve({ kind: 'recorded' })));
    const hanging = record({});
    outcome = async () => ({ kind: 'recorded' });
    await record({});
    expect(await oldest()).toBeGreaterThan(0);
    end();
    await hanging;
    expect(await oldest()).toBe(0);
  });

  it('tells a refusal for now from one for good, and begins at 0', async () => {
    measures.attempt('ordinary', { kind: 'rejected', permanent: false, response: '451' });
    measures.attempt('ordinary', { kind: 'rejected', permanent: true, response: '550' });
    const read = await scrape();
    const count = (outcomeLabel: string, lane = 'ordinary') =>
      valueOf(read, 'xiangaitong_letter_attempts_total', { lane, outcome: outcomeLabel });
    expect([
      count('deferred'),
      count('rejected'),
      count('ambiguous'),
      count('rejected', 'emergency'),
    ]).toEqual([1, 1, 0, 0]);
  });
});

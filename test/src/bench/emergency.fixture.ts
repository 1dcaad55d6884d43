import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '@xiangaitong/testing';
import { percentile } from '../percentiles.fixture';
import { orderEmergency } from '../cases.fixture';
import { REAL_TIME, System } from '../system.fixture';
import { eachOf, type Figures } from './figures.fixture';
import { fillOutbox } from './letters.fixture';
import { MailSink } from './mail-sink.fixture';
import { fillWithSilentNotices, noticeIds, startFromRegister } from './silent-notices.fixture';
import { asleep, AT_ONCE, LeadTooShort, STORM_WITHIN_MS } from './stage.fixture';

export interface EmergencyOptions {
  /** Notices that fall due at one instant. */
  readonly notices: number;
  /** Letters that wait in the outbox at that instant. */
  readonly letters: number;
  readonly leadMs: number;
}

/** Between two orders: enough of them for a percentile, and not a storm by themselves. */
const PAUSE_MS = 250;
/** Orders at least, also where the storm is over sooner. */
const AT_LEAST = 20;

/** How long it takes from the order of an emergency to the recorded cut, while notices fall due and letters go out. */
export async function emergenciesInStorm({ notices, letters, leadMs }: EmergencyOptions): Promise<Figures> {
  const sink = await MailSink.start();
  const system = await System.start({ scale: REAL_TIME, smtpUrl: sink.url });
  try {
    await system.enterDirectory();
    const ids = noticeIds(notices);
    await fillOutbox(system.register, letters, system.now() + leadMs);
    const began = Date.now();
    const dueAt = began + leadMs;
    await fillWithSilentNotices(system.register, ids, system.now() + leadMs);
    await eachOf(ids, AT_ONCE, (id) => startFromRegister(system.temporal, id, system.clock));
    await eachOf(ids, AT_ONCE, (id) => asleep(system.temporal, `notice/${id}`));
    if (Date.now() >= dueAt) throw new LeadTooShort(Date.now() - began);
    await waitUntil(() => Date.now() >= dueAt, { timeoutMs: leadMs, what: 'the instant' });
    const orderedAt = new Map<string, number>();
    let duringStorm = 0;
    const until = Date.now() + STORM_WITHIN_MS;
    while (sink.messageIds.size < notices + letters || orderedAt.size < AT_LEAST) {
      if (Date.now() > until) throw new Error('The storm did not come to its end in time');
      if (sink.messageIds.size < notices + letters) duringStorm += 1;
      const at = Date.now();
      orderedAt.set(await orderEmergency(system), at);
      await pause(PAUSE_MS);
    }
    const cutAt = await waitUntil(
      async () => {
        const rows = await cuts(system);
        return rows.size >= orderedAt.size ? rows : undefined;
      },
      { timeoutMs: STORM_WITHIN_MS, what: 'every emergency to be cut off', intervalMs: 200 },
    );
    const seconds = [...orderedAt].map(([id, at]) => ((cutAt.get(id) ?? Number.NaN) - at) / 1e3);
    return {
      'emergencies ordered': orderedAt.size,
      'of them during the storm': duringStorm,
      'order to cut p50, s': percentile(seconds, 0.5),
      'order to cut p99, s': percentile(seconds, 0.99),
      'order to cut at most, s': Math.max(...seconds),
    };
  } finally {
    await system.stop();
    await sink.stop();
  }
}

/** When each cut was recorded, after it was carried out; epoch milliseconds. */
async function cuts(system: System): Promise<Map<string, number>> {
  const rows = await system.register.query<{ id: string; at: string }[]>(
    "SELECT stream_id AS id, UNIX_TIMESTAMP(recorded_at) * 1000 AS at FROM events WHERE type = 'ServiceSuspended'",
  );
  return new Map(rows.map(({ id, at }) => [id, Number(at)]));
}

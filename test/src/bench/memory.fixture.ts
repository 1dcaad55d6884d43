import { REAL_TIME, System } from '../system.fixture';
import { eachOf, type Figures } from './figures.fixture';
import { fillWithSilentNotices, noticeIds, startFromRegister } from './silent-notices.fixture';
import { asleep, AT_ONCE, pidOf } from './stage.fixture';
import { usageOf } from './usage.fixture';

/** Open cases between two looks at the memory. */
const LOOKS = 10;
const FAR_AWAY_MS = 60 * 86_400_000;

/** The worker's memory while more and more cases are open: the cache fills up, and then it has to stay flat. */
export async function memoryOfOpenCases(count: number): Promise<Figures> {
  const system = await System.start({ scale: REAL_TIME });
  try {
    await system.enterDirectory();
    const pid = pidOf(system.worker);
    const series: [string, number][] = [['RSS with 0 open cases, MiB', usageOf(pid).rssMiB]];
    const ids = noticeIds(count);
    await fillWithSilentNotices(system.register, ids, system.now() + FAR_AWAY_MS);
    const step = Math.ceil(count / LOOKS);
    const began = Date.now();
    for (let from = 0; from < count; from += step) {
      const some = ids.slice(from, from + step);
      await eachOf(some, AT_ONCE, (id) => startFromRegister(system.temporal, id, system.clock));
      await eachOf(some, AT_ONCE, (id) => asleep(system.temporal, `notice/${id}`));
      series.push([`RSS with ${from + some.length} open cases, MiB`, usageOf(pid).rssMiB]);
    }
    const perSecond = count / ((Date.now() - began) / 1e3);
    return { ...Object.fromEntries(series), 'started from the register, cases/s': perSecond };
  } finally {
    await system.stop();
  }
}

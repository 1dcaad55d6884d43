import { caseWorkflowId } from '@xiangaitong/contracts';
import { issue } from '../cases.fixture';
import { REAL_TIME, System } from '../system.fixture';
import { eachOf, type Figures } from './figures.fixture';
import { historyOf, pidOf, watch } from './stage.fixture';

/** People at work at once. */
const AT_ONCE = 20;
/** Submission and approval; the draft is a row without a workflow. */
const TRANSITIONS = 2;

/** How fast notices are issued through the API: draft, submission, approval by a second person. */
export async function startThroughApi(count: number): Promise<Figures> {
  const system = await System.start({ scale: REAL_TIME });
  try {
    await system.enterDirectory();
    const watched = watch(pidOf(system.worker));
    const ids: string[] = [];
    const began = Date.now();
    const numbers = Array.from({ length: count }, (_, index) => index);
    await eachOf(numbers, AT_ONCE, async () => ids.push(await issue(system)));
    const seconds = (Date.now() - began) / 1e3;
    const { workerCpu, temporalCpu, databaseCpu } = watched.used();
    const events = await historyOf(system.temporal, caseWorkflowId('notice', ids[0] ?? ''));
    return {
      'issued through the API, cases/s': count / seconds,
      'CPU worker, ms a case': (workerCpu * 1e3) / count,
      'CPU Temporal, ms a case': (temporalCpu * 1e3) / count,
      'CPU database, ms a case': (databaseCpu * 1e3) / count,
      'history events a case': events,
      'history events a transition': events / TRANSITIONS,
    };
  } finally {
    await system.stop();
  }
}

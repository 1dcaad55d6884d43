import type { Config } from '@xiangaitong/config';
import { caseTaskQueues, taskQueueOfCase } from '@xiangaitong/contracts';
import type { CaseKind } from '@xiangaitong/domain';
import {
  CalendarVersionRepository,
  CommandRepository,
  PolicyRepository,
  ServiceDriftRepository,
  UnfinishedCaseRepository,
} from '@xiangaitong/persistence';
import {
  connectTemporal,
  EngineCases,
  lackOfEngine,
  standingWorkflows,
  type EngineLack,
  type StandingWorkflow,
  type TemporalClient,
} from '@xiangaitong/temporal-client';
import type { DataSource } from 'typeorm';
import { CaseInputs } from './case-inputs';
import { CaseObserver } from './case-observer';
import { CaseWalk } from './case-walk';
import { Rebuilder } from './rebuilder';
import { Reconciler } from './reconciler';

/** What compares register and engine, and what brings the engine back. */
export interface Recovery {
  readonly temporal: TemporalClient;
  readonly engine: EngineCases;
  readonly reconciler: Reconciler;
  readonly rebuilder: Rebuilder;
  readonly standing: readonly StandingWorkflow[];
}

/**
 * Does the work with both sides at hand.
 * @param queues those of the cases that the work is about
 * @throws Error in Chinese when the engine is not set up, or nobody polls one of these queues: a run that is started
 * there would stand still, and the command would call it brought back
 */
export async function withRecovery<T>(
  config: Config,
  dataSource: DataSource,
  queues: readonly string[],
  work: (recovery: Recovery) => Promise<T>,
): Promise<T> {
  const { address, namespace } = config.temporal;
  const temporal = await connectTemporal(address, namespace);
  try {
    const lack = await lackOfEngine(temporal.client, queues);
    if (lack !== undefined) throw new Error(remedyOfLack(lack));
    return await work(await recoveryOver(temporal, config, dataSource));
  } finally {
    await temporal.close();
  }
}

/** The queue of one case, by what the register has it begin with; every one of cases where it does not know it. */
export async function queuesOfCase(
  dataSource: DataSource,
  kind: CaseKind,
  caseId: string,
): Promise<readonly string[]> {
  const [registered] = await new UnfinishedCaseRepository(dataSource).findMany(kind, [caseId]);
  const opening = registered?.events[0];
  return opening === undefined ? caseTaskQueues : [taskQueueOfCase(opening)];
}

async function recoveryOver(
  temporal: TemporalClient,
  { clock }: Config,
  dataSource: DataSource,
): Promise<Recovery> {
  const cases = new UnfinishedCaseRepository(dataSource);
  const engine = new EngineCases(temporal.client);
  const observer = new CaseObserver(cases, engine);
  const walk = new CaseWalk(cases, engine);
  const versions = await new CalendarVersionRepository(dataSource).list();
  const inputs = new CaseInputs(versions, new PolicyRepository(dataSource), clock);
  const standing = standingWorkflows(clock);
  const services = new ServiceDriftRepository(dataSource);
  return {
    temporal,
    engine,
    reconciler: new Reconciler(walk, observer, engine, services, standing),
    rebuilder: new Rebuilder(walk, observer, engine, inputs, new CommandRepository(dataSource)),
    standing,
  };
}

function remedyOfLack(lack: EngineLack): string {
  switch (lack.kind) {
    case 'namespace':
      return `引擎沒有命名空間「${lack.name}」。請先建立：temporal operator namespace create --namespace ${lack.name}，並啟動 worker。`;
    case 'searchAttributes': {
      const names = lack.names.map((name) => `--name ${name} --type Keyword`).join(' ');
      return `引擎沒有搜尋屬性 ${lack.names.join('、')}。請先建立：temporal operator search-attribute create ${names}，並啟動 worker。`;
    }
    case 'workers':
      return `沒有 worker 在佇列${lack.queues.map((queue) => `「${queue}」`).join('、')}上執行。請先啟動處理該佇列的 worker（WORKER_QUEUES），再執行本命令。`;
  }
}

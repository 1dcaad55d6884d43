import { randomUUID } from 'node:crypto';
import { policyVersion1, type BusinessClock } from '@xiangaitong/domain';
import type { DataSource } from 'typeorm';
import { enterDirectory } from '../directory/enter-directory';
import { ApiClient } from './api-client';
import type { Pace } from './pace';
import { Player } from './player';
import type { Script } from './script.parser';
import { Spectator } from './spectator';

/** Where a case is played. */
export interface Stage {
  readonly dataSource: DataSource;
  readonly apiUrl: string;
  readonly clock: BusinessClock;
  readonly pace: Pace;
  readonly print: (line: string) => void;
}

/** Enters the people of a script and plays it to its end. @throws StepFailed */
export async function playScript(script: Script, stage: Stage): Promise<void> {
  const { dataSource, apiUrl, clock, pace, print } = stage;
  print(`\n${script.title}`);
  await enterDirectory(dataSource, script.directory, clock, { ...policyVersion1, ...script.policy });
  const watcher = watcherOf(script);
  const api = new ApiClient(apiUrl, `demo-${randomUUID().slice(0, 8)}`);
  const spectator = new Spectator(api, watcher, script, print);
  await new Player(script, api, spectator, pace, watcher, print).play();
}

/** The officer through whose eyes the case is watched: a supervisor of the centre sees all of it. */
function watcherOf({ directory }: Script): string {
  const centre = directory.organisations.find(({ kind }) => kind === 'centre');
  const watcher = directory.people.find(
    ({ organisationId, roles }) => organisationId === centre?.id && roles.includes('supervisor'),
  );
  if (watcher === undefined) throw new Error('腳本裡沒有交換中心的主管（supervisor）。');
  return `${watcher.id}:supervisor`;
}

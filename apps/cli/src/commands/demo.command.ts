import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Inject } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { Command, CommandRunner, Option } from 'nest-commander';
import { DataSource } from 'typeorm';
import { ApiClient } from '../demo/api-client';
import { Player } from '../demo/player';
import { readScript, type Script } from '../demo/script.parser';
import { enterDirectory } from '../directory/enter-directory';
import { Spectator } from '../demo/spectator';
import { CONFIG } from '../register.module';

interface DemoOptions {
  readonly case?: string;
  readonly once?: boolean;
}

const SEED_CASE = join(__dirname, '../../../../docs/cases/seed-002.json');

@Command({ name: 'demo', description: '在執行中的訓練系統上演示一案' })
export class DemoCommand extends CommandRunner {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {
    super();
  }

  async run(_arguments: string[], options: DemoOptions): Promise<void> {
    if (this.config.deployment !== 'training')
      throw new Error('示範只能在訓練系統上執行（DEPLOYMENT=training）。');
    const script = await readScript(options.case ?? SEED_CASE);
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    const began = Date.now();
    print(`\n${script.title}`);
    await enterDirectory(this.dataSource, script.directory, this.config.clock);
    const watcher = watcherOf(script);
    const api = new ApiClient(this.config.api.publicUrl, `demo-${randomUUID().slice(0, 8)}`);
    const spectator = new Spectator(api, watcher, script, print);
    await new Player(script, api, spectator, this.config.clock, watcher, print).play();
    print(`\n全部 ${script.steps.length} 步都已發生，歷時 ${Math.round((Date.now() - began) / 1000)} 秒。`);
  }

  @Option({ flags: '--case <file>', description: '演示另一案（JSON）' })
  parseCase(value: string): string {
    return value;
  }

  @Option({ flags: '--once', description: '演示後即結束' })
  parseOnce(): boolean {
    return true;
  }
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

import { join } from 'node:path';
import { Inject } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { Command, CommandRunner, Option } from 'nest-commander';
import { DataSource } from 'typeorm';
import { realPace } from '../demo/pace';
import { playScript } from '../demo/play-script';
import { readScript } from '../demo/script.parser';
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
    const { clock, api } = this.config;
    await playScript(script, {
      dataSource: this.dataSource,
      apiUrl: api.publicUrl,
      clock,
      pace: realPace(clock),
      print,
    });
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

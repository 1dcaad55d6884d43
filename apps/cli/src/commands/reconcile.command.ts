import { Inject } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { caseTaskQueues } from '@xiangaitong/contracts';
import { Command, CommandRunner } from 'nest-commander';
import { DataSource } from 'typeorm';
import { linesOfFinding } from '../recovery/difference-lines';
import { print, printProgress } from '../recovery/output';
import { withRecovery } from '../recovery/recovery';
import { linesOfReconciled } from '../recovery/summary-lines';
import { CONFIG } from '../register.module';

@Command({
  name: 'reconcile',
  description: '比對案件登錄庫與引擎，逐一列出不符之處與處理方式；相符則結束碼為 0，不符為 1',
})
export class ReconcileCommand extends CommandRunner {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {
    super();
  }

  async run(): Promise<void> {
    const reconciled = await withRecovery(this.config, this.dataSource, caseTaskQueues, ({ reconciler }) =>
      reconciler.run((finding) => print(linesOfFinding(finding)), printProgress('已比對')),
    );
    print(linesOfReconciled(reconciled));
    const { findings, standing, drifts } = reconciled;
    if (findings + standing.length + drifts.length > 0) process.exitCode = 1;
  }
}

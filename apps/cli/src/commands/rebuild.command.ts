import { Inject } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { caseTaskQueues } from '@xiangaitong/contracts';
import { DispatchRepository } from '@xiangaitong/persistence';
import { startStanding } from '@xiangaitong/temporal-client';
import { Command, CommandRunner, Option } from 'nest-commander';
import { DataSource } from 'typeorm';
import { parseCaseName } from '../recovery/case-walk';
import { linesOfFinding } from '../recovery/difference-lines';
import { print, printProgress } from '../recovery/output';
import type { RebuildOptions } from '../recovery/rebuilder';
import { missingStanding } from '../recovery/reconciler';
import { queuesOfCase, withRecovery } from '../recovery/recovery';
import { lineOfMended, linesOfDropped, linesOfLetters, linesOfTally } from '../recovery/summary-lines';
import { CONFIG } from '../register.module';

interface Options {
  readonly all?: boolean;
  readonly case?: string;
  readonly replace?: boolean;
}

const USAGE =
  '請指定 --all（全部未結案件），或 --case notice/<案件代號>、--case suspension/<案件代號>，擇一。';

@Command({
  name: 'rebuild',
  description: '由案件登錄庫重建案件的流程；執行中且相符者不動，已寄出者不重寄（可重複執行）',
})
export class RebuildCommand extends CommandRunner {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {
    super();
  }

  async run(_arguments: string[], { all = false, case: name, replace = false }: Options): Promise<void> {
    if (all === (name !== undefined)) throw new Error(USAGE);
    const options: RebuildOptions = {
      replace,
      left: (finding) => print(linesOfFinding(finding)),
      dropped: (...dropped) => print(linesOfDropped(...dropped)),
    };
    await (name === undefined ? this.rebuildAll(options) : this.rebuildCase(name, options));
  }

  private async rebuildAll(options: RebuildOptions): Promise<void> {
    const { tally, standing } = await withRecovery(
      this.config,
      this.dataSource,
      caseTaskQueues,
      async ({ temporal, engine, rebuilder, standing: wanted }) => {
        const missing = await missingStanding(engine, wanted);
        for (const one of missing) await startStanding(temporal.client, one);
        return { tally: await rebuilder.all(options, printProgress('已處理')), standing: missing };
      },
    );
    const letters = await new DispatchRepository(this.dataSource).tally();
    print([...linesOfTally(tally, standing.length), ...linesOfLetters(letters)]);
    if (tally.left + tally.unlike > 0) process.exitCode = 1;
  }

  private async rebuildCase(name: string, options: RebuildOptions): Promise<void> {
    const named = parseCaseName(name);
    if (named === undefined) throw new Error(`「${name}」不是案件。${USAGE}`);
    const { kind, caseId } = named;
    const queues = await queuesOfCase(this.dataSource, kind, caseId);
    const mended = await withRecovery(this.config, this.dataSource, queues, ({ rebuilder }) =>
      rebuilder.one(kind, caseId, options),
    );
    if (mended === 'unknown')
      throw new Error(`查無此案：${name}。案件代號可由 GET /api/v1/${named.kind}s 查得。`);
    print([`${name}：${lineOfMended(mended)}`]);
    if (mended === 'left' || mended === 'unlike') process.exitCode = 1;
  }

  @Option({ flags: '--all', description: '全部未結案件，及已結案而仍有待辦者' })
  parseAll(): boolean {
    return true;
  }

  @Option({ flags: '--case <case>', description: '一案：notice/<案件代號> 或 suspension/<案件代號>' })
  parseCase(value: string): string {
    return value;
  }

  @Option({
    flags: '--replace',
    description: '流程與登錄庫不符者，以登錄庫為準汰換；流程所知而登錄庫沒有者即捨棄',
  })
  parseReplace(): boolean {
    return true;
  }
}

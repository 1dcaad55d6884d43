import { indexExistingCases, migrateUp } from '@xiangaitong/persistence';
import { Command, CommandRunner } from 'nest-commander';
import { DataSource } from 'typeorm';

@Command({ name: 'migrate', description: '將資料庫結構更新到本版，並將既有案件納入全文查詢' })
export class MigrateCommand extends CommandRunner {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async run(): Promise<void> {
    const done = await migrateUp(this.dataSource);
    process.stdout.write(
      done.length === 0 ? '資料庫結構已是本版。\n' : `已更新 ${done.length} 項資料庫結構。\n`,
    );
    const indexed = await indexExistingCases(this.dataSource);
    if (indexed > 0) process.stdout.write(`已將 ${indexed} 件案件納入全文查詢。\n`);
  }
}

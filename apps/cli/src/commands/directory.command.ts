import { Inject } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { Command, CommandRunner } from 'nest-commander';
import { DataSource } from 'typeorm';
import { enterDirectory } from '../directory/enter-directory';
import { readDirectory } from '../directory/directory.parser';
import { CONFIG } from '../register.module';

@Command({
  name: 'directory',
  arguments: '<file>',
  description: '由 JSON 檔登錄機關與人員（可重複執行）',
})
export class DirectoryCommand extends CommandRunner {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {
    super();
  }

  async run([file = '']: string[]): Promise<void> {
    const directory = await readDirectory(file);
    await enterDirectory(this.dataSource, directory, this.config.clock);
    const { organisations, people } = directory;
    process.stdout.write(`已登錄 ${organisations.length} 個機關、${people.length} 位人員。\n`);
  }
}

import { Module } from '@nestjs/common';
import { DemoCommand } from './commands/demo.command';
import { DirectoryCommand } from './commands/directory.command';
import { MigrateCommand } from './commands/migrate.command';
import { TimelineCommand } from './commands/timeline.command';
import { RegisterModule } from './register.module';

@Module({
  imports: [RegisterModule],
  providers: [MigrateCommand, DirectoryCommand, TimelineCommand, DemoCommand],
})
export class CliModule {}

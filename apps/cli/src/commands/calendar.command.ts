import { readFile } from 'node:fs/promises';
import { Inject } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import { calendarVersionView } from '@xiangaitong/contracts';
import { businessNow } from '@xiangaitong/domain';
import { CalendarVersionRepository } from '@xiangaitong/persistence';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { DataSource } from 'typeorm';
import { ActingCommand, print } from '../acting/acting.command';
import { linesOfVersion, linesOfView } from '../calendar/calendar-lines';
import { unreadable } from '../directory/json-file.parser';
import { CONFIG } from '../register.module';
import { AdoptCalendarCommand, ListCalendarChangesCommand } from './calendar-change.command';

@SubCommand({ name: 'list', description: '列出各版本，新的在前' })
export class ListCalendarsCommand extends CommandRunner {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
  ) {
    super();
  }

  async run(): Promise<void> {
    const versions = new CalendarVersionRepository(this.dataSource);
    const inForce = await versions.inForce(businessNow(this.config.clock, Date.now()));
    print((await versions.list()).flatMap((version) => linesOfVersion(version, version.id === inForce.id)));
  }
}

/** What a person does with the calendar. */
abstract class CalendarActCommand extends ActingCommand {
  protected async ask(path: string, as: string, body: object): Promise<void> {
    const asked = { path: `/calendars${path}`, as, body, answer: calendarVersionView };
    print(linesOfView(await this.askAt(asked)));
  }
}

@SubCommand({
  name: 'import',
  arguments: '<file>',
  description: '匯入官方檔案為新版本，並列出與現行版本的差異；由第二人核准後生效',
})
export class ImportCalendarCommand extends CalendarActCommand {
  async run([file = '']: string[], { as, source }: { as: string; source: string }): Promise<void> {
    const bytes = await readFile(file).catch((error: unknown) => {
      throw unreadable(file, error);
    });
    await this.ask('', as, { file: bytes.toString('base64'), source });
  }

  @Option({
    flags: '--source <text>',
    description: '檔案來源，例如「行政院人事行政總處 115 年 6 月公布」',
    required: true,
  })
  parseSource(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'approve', arguments: '<id>', description: '由第二人核准一個版本，即時生效' })
export class ApproveCalendarCommand extends CalendarActCommand {
  async run([id = '']: string[], { as }: { as: string }): Promise<void> {
    await this.ask(`/${encodeURIComponent(id)}/approval`, as, {});
  }
}

@SubCommand({ name: 'refuse', arguments: '<id>', description: '由第二人退回一個版本' })
export class RefuseCalendarCommand extends CalendarActCommand {
  async run([id = '']: string[], { as, reason }: { as: string; reason: string }): Promise<void> {
    await this.ask(`/${encodeURIComponent(id)}/refusal`, as, { reason });
  }

  @Option({ flags: '--reason <text>', description: '退回理由', required: true })
  parseReason(value: string): string {
    return value;
  }
}

@Command({
  name: 'calendar',
  description: '辦公日曆表的版本',
  subCommands: [
    ListCalendarsCommand,
    ImportCalendarCommand,
    ApproveCalendarCommand,
    RefuseCalendarCommand,
    ListCalendarChangesCommand,
    AdoptCalendarCommand,
  ],
})
export class CalendarCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.outputHelp();
  }
}

import { Global, Module } from '@nestjs/common';
import { CaseAccess } from '../cases/case-access.service';
import { ListScope } from '../cases/list-scope.service';
import { NamedPeople } from '../cases/named-people.service';
import { RespondentViews } from '../cases/respondent-views.service';
import { Respondents } from '../cases/respondents.service';
import { CommandService } from './command.service';
import { CommandsController } from './commands.controller';
import { FillerService } from './filler.service';

/** The way of every command, used by each slice. */
@Global()
@Module({
  controllers: [CommandsController],
  providers: [
    CommandService,
    CaseAccess,
    ListScope,
    NamedPeople,
    RespondentViews,
    Respondents,
    FillerService,
  ],
  exports: [CommandService, CaseAccess, ListScope, NamedPeople, RespondentViews, Respondents, FillerService],
})
export class CommandsModule {}

import { Global, Module } from '@nestjs/common';
import { CaseAccess } from '../cases/case-access.service';
import { CaseQueries } from '../cases/case-queries.service';
import { ListScope } from '../cases/list-scope.service';
import { NamedPeople } from '../cases/named-people.service';
import { OpenCases } from '../cases/open-cases.service';
import { PartyViews } from '../cases/party-views.service';
import { Respondents } from '../cases/respondents.service';
import { RulesInForce } from '../cases/rules-in-force.service';
import { AuditedActs } from './audited-acts.service';
import { CaseCommands } from './case-commands.service';
import { CommandService } from './command.service';
import { CommandsController } from './commands.controller';
import { FillerService } from './filler.service';

/** The way of every command, used by each slice. */
@Global()
@Module({
  controllers: [CommandsController],
  providers: [
    AuditedActs,
    CommandService,
    CaseAccess,
    CaseCommands,
    CaseQueries,
    ListScope,
    NamedPeople,
    OpenCases,
    PartyViews,
    Respondents,
    RulesInForce,
    FillerService,
  ],
  exports: [
    AuditedActs,
    CommandService,
    CaseAccess,
    CaseCommands,
    CaseQueries,
    ListScope,
    NamedPeople,
    OpenCases,
    PartyViews,
    Respondents,
    RulesInForce,
    FillerService,
  ],
})
export class CommandsModule {}

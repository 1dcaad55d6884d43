import { Module } from '@nestjs/common';
import { AdoptCalendarCommand, ListCalendarChangesCommand } from './commands/calendar-change.command';
import {
  ApproveCalendarCommand,
  CalendarCommand,
  ImportCalendarCommand,
  ListCalendarsCommand,
  RefuseCalendarCommand,
} from './commands/calendar.command';
import { ClosureCommand, EnterClosureCommand, ListClosuresCommand } from './commands/closure.command';
import { DeadlineCommand } from './commands/deadline.command';
import { DemoCommand } from './commands/demo.command';
import { DirectoryCommand } from './commands/directory.command';
import { MigrateCommand } from './commands/migrate.command';
import {
  ApprovePolicyCommand,
  ListPoliciesCommand,
  PolicyCommand,
  ProposePolicyCommand,
  RefusePolicyCommand,
  ShowPolicyCommand,
} from './commands/policy.command';
import { PolicyWhatIfCommand, PreviewPolicyCommand } from './commands/policy-trial.command';
import { RebuildCommand } from './commands/rebuild.command';
import { ReconcileCommand } from './commands/reconcile.command';
import {
  ListRegulationsCommand,
  RegulationCommand,
  ShowRegulationCommand,
} from './commands/regulation.command';
import { TimelineCommand } from './commands/timeline.command';
import { RegisterModule } from './register.module';

@Module({
  imports: [RegisterModule],
  providers: [
    MigrateCommand,
    DirectoryCommand,
    TimelineCommand,
    DemoCommand,
    CalendarCommand,
    ListCalendarsCommand,
    ImportCalendarCommand,
    ApproveCalendarCommand,
    RefuseCalendarCommand,
    ListCalendarChangesCommand,
    AdoptCalendarCommand,
    PolicyCommand,
    ListPoliciesCommand,
    PreviewPolicyCommand,
    PolicyWhatIfCommand,
    ShowPolicyCommand,
    ProposePolicyCommand,
    ApprovePolicyCommand,
    RefusePolicyCommand,
    ClosureCommand,
    ListClosuresCommand,
    EnterClosureCommand,
    DeadlineCommand,
    RegulationCommand,
    ListRegulationsCommand,
    ShowRegulationCommand,
    RebuildCommand,
    ReconcileCommand,
  ],
})
export class CliModule {}

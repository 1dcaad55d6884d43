import { Module, type DynamicModule } from '@nestjs/common';
import { CalendarsModule } from './calendars/calendars.module';
import { ClosuresModule } from './closures/closures.module';
import { CommandsModule } from './commands/commands.module';
import { DeadlineChangesModule } from './deadline-changes/deadline-changes.module';
import { DeadlinesModule } from './deadlines/deadlines.module';
import { DispatchesModule } from './dispatches/dispatches.module';
import { HealthModule } from './health/health.module';
import { HttpModule } from './http/http.module';
import { InfrastructureModule, type Foundations } from './infrastructure/infrastructure.module';
import { LetterTemplatesModule } from './letter-templates/letter-templates.module';
import { MetricsModule } from './metrics/metrics.module';
import { NoticesModule } from './notices/notices.module';
import { OrganisationsModule } from './organisations/organisations.module';
import { PeopleModule } from './people/people.module';
import { PoliciesModule } from './policies/policies.module';
import { PolicyTrialsModule } from './policy-trials/policy-trials.module';
import { RegulationsModule } from './regulations/regulations.module';
import { SuspensionsModule } from './suspensions/suspensions.module';
import { TasksModule } from './tasks/tasks.module';

/** The API: one module a slice of what the product can do, over the register and the engine. */
@Module({})
export class AppModule {
  static with(foundations: Foundations): DynamicModule {
    return {
      module: AppModule,
      imports: [
        InfrastructureModule.over(foundations),
        HttpModule,
        CommandsModule,
        HealthModule,
        MetricsModule,
        NoticesModule,
        SuspensionsModule,
        DispatchesModule,
        LetterTemplatesModule,
        CalendarsModule,
        PoliciesModule,
        PolicyTrialsModule,
        ClosuresModule,
        DeadlineChangesModule,
        DeadlinesModule,
        RegulationsModule,
        TasksModule,
        OrganisationsModule,
        PeopleModule,
      ],
    };
  }
}

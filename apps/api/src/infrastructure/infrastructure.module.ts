import { Global, Module, type DynamicModule, type FactoryProvider, type Type } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import type { BusinessNow } from '@xiangaitong/domain';
import type { Logger, MetricsRegistry } from '@xiangaitong/observability';
import {
  AuditRepository,
  CalendarVersionRepository,
  ClosureRepository,
  CommandRepository,
  DispatchRepository,
  CaseNumberRepository,
  DraftRepository,
  HandOverRepository,
  NoticeRepository,
  OpenCaseRepository,
  LetterActionRepository,
  LetterWordingRepository,
  OrganisationRepository,
  PersonRepository,
  PolicyRepository,
  RegisterRepository,
  ServiceStateRepository,
  SubstitutionRepository,
  SuccessionRepository,
  SuspensionRepository,
  TaskRepository,
} from '@xiangaitong/persistence';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import type { Infrastructure } from './connect';
import { DatabaseConnection } from './database-connection';
import { TemporalConnection } from './temporal-connection';
import { CONFIG, LOGGER, METRICS, NOW } from './tokens';

export interface Foundations extends Infrastructure {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: MetricsRegistry;
  readonly now: BusinessNow;
}

const overDatabase = <T>(repository: Type<T> & (new (database: DataSource) => T)): FactoryProvider<T> => ({
  provide: repository,
  inject: [DataSource],
  useFactory: (database: DataSource) => new repository(database),
});

const repositories = [
  overDatabase(AuditRepository),
  overDatabase(CalendarVersionRepository),
  overDatabase(ClosureRepository),
  overDatabase(CommandRepository),
  overDatabase(DispatchRepository),
  overDatabase(CaseNumberRepository),
  overDatabase(DraftRepository),
  overDatabase(HandOverRepository),
  overDatabase(LetterActionRepository),
  overDatabase(LetterWordingRepository),
  overDatabase(NoticeRepository),
  overDatabase(OpenCaseRepository),
  overDatabase(OrganisationRepository),
  overDatabase(PersonRepository),
  overDatabase(PolicyRepository),
  overDatabase(RegisterRepository),
  overDatabase(ServiceStateRepository),
  overDatabase(SubstitutionRepository),
  overDatabase(SuccessionRepository),
  overDatabase(SuspensionRepository),
  overDatabase(TaskRepository),
];

/** Register, engine, settings and log, for every slice. */
@Global()
@Module({})
export class InfrastructureModule {
  static over({ config, logger, metrics, now, database, temporal }: Foundations): DynamicModule {
    const provided = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: METRICS, useValue: metrics },
      { provide: NOW, useValue: now },
      { provide: DataSource, useValue: database },
      { provide: TemporalConnection, useValue: new TemporalConnection(temporal) },
      { provide: CaseGateway, useValue: new CaseGateway(temporal.client, new RegisterRepository(database)) },
      ...repositories,
    ];
    return {
      module: InfrastructureModule,
      providers: [...provided, DatabaseConnection],
      exports: provided.map(({ provide }) => provide),
    };
  }
}

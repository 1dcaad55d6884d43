import { Module } from '@nestjs/common';
import {
  createCalendarActivities,
  createDispatchActivities,
  createEffectActivities,
  createHandOverActivities,
  createRegisterActivities,
  LanePoker,
} from '@xiangaitong/activities';
import type { Config } from '@xiangaitong/config';
import {
  MAX_HISTORY_EVENTS,
  type CalendarActivities,
  type DispatchActivities,
  type EffectActivities,
  type HandOverActivities,
  type RegisterActivities,
} from '@xiangaitong/contracts';
import { policyVersion1, type BusinessNow, type CaseKind } from '@xiangaitong/domain';
import type { MailTransport } from '@xiangaitong/mail';
import type { Logger, MetricsRegistry } from '@xiangaitong/observability';
import {
  CalendarVersionRepository,
  CommandRepository,
  CoverageRepository,
  DispatchRepository,
  EffectRepository,
  HandOverRepository,
  LetterWordingRepository,
  NoticeRepository,
  OrganisationRepository,
  PersonRepository,
  PolicyRepository,
  RegisterRepository,
  ServiceStateRepository,
  SubstitutionRepository,
  SuccessionRepository,
  SuspensionRepository,
} from '@xiangaitong/persistence';
import { CaseGateway, type TemporalClient } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';
import { CONFIG, LOGGER, MAIL, METRICS, NOW, TEMPORAL } from './infrastructure.module';
import { WorkerMeasures } from './metrics/worker-measures';

export const CASE_ACTIVITIES = Symbol('CaseActivities');
export const DISPATCH_ACTIVITIES = Symbol('DispatchActivities');

export type CaseActivities = RegisterActivities & EffectActivities & HandOverActivities & CalendarActivities;

/** The activities, each given what it works on. */
@Module({
  providers: [
    {
      provide: WorkerMeasures,
      inject: [METRICS],
      useFactory: (registry: MetricsRegistry): WorkerMeasures => new WorkerMeasures(registry),
    },
    {
      provide: CASE_ACTIVITIES,
      inject: [DataSource, TEMPORAL, CONFIG, NOW, LOGGER, WorkerMeasures],
      useFactory: (
        dataSource: DataSource,
        { client }: TemporalClient,
        { clock }: Config,
        now: BusinessNow,
        logger: Logger,
        measures: WorkerMeasures,
      ): CaseActivities => {
        const register = new RegisterRepository(dataSource);
        const policies = new PolicyRepository(dataSource);
        const calendars = new CalendarVersionRepository(dataSource);
        const cases = {
          notice: new NoticeRepository(dataSource),
          suspension: new SuspensionRepository(dataSource),
        };
        const isClosed = async (kind: CaseKind, caseId: string): Promise<boolean> =>
          (await cases[kind].find(caseId))?.closed === true;
        const gateway = new CaseGateway(client, register);
        const poker = new LanePoker(client, (lane, error) =>
          logger.debug({ lane, err: error }, 'a poke was lost'),
        );
        return {
          ...measures.watched(
            createRegisterActivities(register, (lane) => poker.poke(lane)),
            clock,
            now,
          ),
          ...createEffectActivities({
            gateway,
            isClosed,
            commands: new CommandRepository(dataSource),
            effects: new EffectRepository(dataSource),
            services: new ServiceStateRepository(dataSource),
            clock,
            maxHistoryEvents: MAX_HISTORY_EVENTS,
            policyInForce: async (tenant) => (await policies.inForce(tenant, now())) ?? policyVersion1,
            calendarInForce: async () => (await calendars.inForce(now())).calendar,
          }),
          ...createCalendarActivities({
            versions: calendars,
            coverage: new CoverageRepository(dataSource),
            gateway,
            isClosed,
            now,
          }),
          ...createHandOverActivities({
            handOvers: new HandOverRepository(dataSource),
            isClosed,
            gateway,
          }),
        };
      },
    },
    {
      provide: DISPATCH_ACTIVITIES,
      inject: [DataSource, TEMPORAL, MAIL, CONFIG, NOW, WorkerMeasures],
      useFactory: (
        dataSource: DataSource,
        { client }: TemporalClient,
        transport: MailTransport,
        { clock, smtp, api }: Config,
        now: BusinessNow,
        measures: WorkerMeasures,
      ): DispatchActivities =>
        createDispatchActivities({
          dispatches: new DispatchRepository(dataSource),
          wordings: new LetterWordingRepository(dataSource),
          notices: new NoticeRepository(dataSource),
          suspensions: new SuspensionRepository(dataSource),
          organisations: new OrganisationRepository(dataSource),
          people: new PersonRepository(dataSource),
          substitutions: new SubstitutionRepository(dataSource),
          successions: new SuccessionRepository(dataSource),
          transport,
          gateway: new CaseGateway(client, new RegisterRepository(dataSource)),
          clock,
          now,
          onAttempt: measures.attempt,
          fromAddress: smtp.fromAddress,
          messageIdDomain: smtp.messageIdDomain,
          portal: api.publicUrl,
        }),
    },
  ],
  exports: [WorkerMeasures, CASE_ACTIVITIES, DISPATCH_ACTIVITIES],
})
export class ActivitiesModule {}

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
import {
  CONFIG,
  EMERGENCY_SUPPLIES,
  LOGGER,
  METRICS,
  NOW,
  ORDINARY_SUPPLIES,
  TEMPORAL,
  type Supplies,
} from './infrastructure.module';
import { WorkerMeasures } from './metrics/worker-measures';

/** `Record<Urgency, Activities>` */
export const ACTIVITIES = Symbol('Activities');

/** Whose connections an activity uses: those of emergencies, or those of everything else. */
export type Urgency = 'ordinary' | 'emergency';

export type CaseActivities = RegisterActivities & EffectActivities & HandOverActivities & CalendarActivities;

export interface Activities {
  readonly cases: CaseActivities;
  readonly dispatch: DispatchActivities;
}

/** What activities work with besides their supplies. */
interface Surroundings {
  readonly temporal: TemporalClient;
  readonly config: Config;
  readonly now: BusinessNow;
  readonly logger: Logger;
  readonly measures: WorkerMeasures;
}

function caseActivities(
  { database }: Supplies,
  { temporal: { client }, config: { clock }, now, logger, measures }: Surroundings,
): CaseActivities {
  const register = new RegisterRepository(database);
  const policies = new PolicyRepository(database);
  const calendars = new CalendarVersionRepository(database);
  const cases = { notice: new NoticeRepository(database), suspension: new SuspensionRepository(database) };
  const isClosed = async (kind: CaseKind, caseId: string): Promise<boolean> =>
    (await cases[kind].find(caseId))?.closed === true;
  const gateway = new CaseGateway(client, register);
  const poker = new LanePoker(client, (lane, error) => logger.debug({ lane, err: error }, 'a poke was lost'));
  return {
    ...measures.watched(
      createRegisterActivities(register, (lane) => poker.poke(lane)),
      clock,
      now,
    ),
    ...createEffectActivities({
      gateway,
      isClosed,
      commands: new CommandRepository(database),
      effects: new EffectRepository(database),
      services: new ServiceStateRepository(database),
      clock,
      maxHistoryEvents: MAX_HISTORY_EVENTS,
      policyInForce: async (tenant) => (await policies.inForce(tenant, now())) ?? policyVersion1,
      calendarInForce: async () => (await calendars.inForce(now())).calendar,
    }),
    ...createCalendarActivities({
      versions: calendars,
      coverage: new CoverageRepository(database),
      gateway,
      isClosed,
      now,
    }),
    ...createHandOverActivities({ handOvers: new HandOverRepository(database), isClosed, gateway }),
  };
}

const dispatchActivities = (
  { database, mail }: Supplies,
  { temporal: { client }, config: { clock, smtp, api }, now, measures }: Surroundings,
): DispatchActivities =>
  createDispatchActivities({
    dispatches: new DispatchRepository(database),
    wordings: new LetterWordingRepository(database),
    notices: new NoticeRepository(database),
    suspensions: new SuspensionRepository(database),
    organisations: new OrganisationRepository(database),
    people: new PersonRepository(database),
    substitutions: new SubstitutionRepository(database),
    successions: new SuccessionRepository(database),
    transport: mail,
    gateway: new CaseGateway(client, new RegisterRepository(database)),
    clock,
    now,
    onAttempt: measures.attempt,
    fromAddress: smtp.fromAddress,
    messageIdDomain: smtp.messageIdDomain,
    portal: api.publicUrl,
  });

/** The activities, each given what it works on. */
@Module({
  providers: [
    {
      provide: WorkerMeasures,
      inject: [METRICS],
      useFactory: (registry: MetricsRegistry): WorkerMeasures => new WorkerMeasures(registry),
    },
    {
      provide: ACTIVITIES,
      inject: [ORDINARY_SUPPLIES, EMERGENCY_SUPPLIES, TEMPORAL, CONFIG, NOW, LOGGER, WorkerMeasures],
      useFactory: (
        ordinary: Supplies,
        emergency: Supplies,
        temporal: TemporalClient,
        config: Config,
        now: BusinessNow,
        logger: Logger,
        measures: WorkerMeasures,
      ): Record<Urgency, Activities> => {
        const surroundings = { temporal, config, now, logger, measures };
        const activitiesOn = (supplies: Supplies): Activities => ({
          cases: caseActivities(supplies, surroundings),
          dispatch: dispatchActivities(supplies, surroundings),
        });
        return { ordinary: activitiesOn(ordinary), emergency: activitiesOn(emergency) };
      },
    },
  ],
  exports: [ACTIVITIES, WorkerMeasures],
})
export class ActivitiesModule {}

export { AuditRepository, type AuditEntry, type AuditFilter } from './audit/audit.repository';
export {
  CalendarVersionRepository,
  type CalendarDecision,
  type CalendarDecisionFault,
  type CalendarVersion,
  type Decided,
  type NewCalendarVersion,
} from './calendars/calendar-version.repository';
export { calendarInForce, calendarsKnown } from './calendars/known-calendars';
export { CoverageRepository, type ShortCase } from './calendars/coverage.repository';
export {
  ClosureRepository,
  type ClosureFilter,
  type EnteredClosure,
  type NewClosure,
} from './closures/closure.repository';
export { SHIPPED_CALENDAR } from './calendars/shipped-calendar';
export { createDataSource, migrateDown, migrateUp, type DataSourceSettings } from './data-source';
export { canonicalJson } from './database/canonical-json';
export type { Page, PageRequest } from './database/page';
export { poolUse, type DatabasePoolUse } from './database/pool-use.parser';
export {
  HandOverRepository,
  type Disabled,
  type DisableRefusal,
  type DisableRequest,
  type Orphan,
} from './directory/hand-over.repository';
export {
  OrganisationRepository,
  type CountyOfOffice,
  type Organisation,
  type OrganisationEntry,
} from './directory/organisation.repository';
export { PersonRepository, type Person, type PersonParticulars } from './directory/person.repository';
export {
  SubstitutionRepository,
  type NewSubstitution,
  type SetSubstitution,
} from './directory/substitution.repository';
export {
  SuccessionRepository,
  type Linked,
  type Succession,
  type SuccessionFault,
} from './directory/succession.repository';
export {
  DispatchRepository,
  type ClaimOptions,
  type DispatchFilter,
  type LetterTally,
  type RecordedAttempt,
} from './dispatch/dispatch.repository';
export { LetterActionRepository, type LetterAction } from './dispatch/letter-action.repository';
export type { AcceptedLetter } from './dispatch/accepted-letters';
export type { ArrivalProof } from './dispatch/arrival';
export {
  MAX_AMBIGUOUS_ATTEMPTS,
  MAX_ATTEMPTS,
  retryDelayMs,
  type AttemptOutcome,
  type AttemptTimes,
  type ClaimedLetter,
} from './dispatch/letter';
export { parseFacts } from './dispatch/letter.parser';
export { CaseNumberRepository } from './drafts/case-number.repository';
export { DraftRepository, type Draft, type DraftFilter } from './drafts/draft.repository';
export { entities } from './entities';
export type { AuditRow } from './entities/audit.entity';
export type { NoticeRow, SuspensionRow } from './entities/case.entity';
export type { ClosureRow } from './entities/closure.entity';
export type { OrganisationStatus } from './entities/directory.entity';
export type { DeliverySource, DispatchRow, DispatchState } from './entities/dispatch.entity';
export type { HandOverRow, SubstitutionRow } from './entities/substitution.entity';
export type { SuccessionRow } from './entities/succession.entity';
export type { ServiceStateRow } from './entities/service-state.entity';
export type { LetterTaskKind, TaskRow } from './entities/task.entity';
export * from './errors';
export {
  LetterWordingRepository,
  wordingInForce,
  type LetterWording,
  type NewWording,
} from './letters/letter-wording.repository';
export { SHIPPED, shippedWordings, wordingIdOf } from './letters/shipped-wordings';
export { migrations } from './migrations';
export type { FigureTimes, LetterFigures, OperatorFigures, PhaseFigures } from './operator/operator-figures';
export { OperatorFiguresRepository } from './operator/operator-figures.repository';
export {
  PolicyRepository,
  type NewPolicyVersion,
  type PolicyDecisionFault,
  type PolicyProposalFault,
  type PolicyVersion,
} from './policies/policy.repository';
export {
  NoticeRepository,
  SuspensionRepository,
  type CaseScope,
  type NoticeFilter,
  type SuspensionFilter,
} from './register/case.repository';
export type { Span } from './register/case-conditions';
export { CommandRepository, type KnownCommand } from './register/command.repository';
export { EffectRepository } from './register/effect.repository';
export { OpenCaseRepository, type OpenCase } from './register/open-case.repository';
export { RegisterRepository, type TimelineEvent } from './register/register.repository';
export { rowsOfCase } from './register/rows-of-case';
export { TaskRepository, type TaskFilter } from './register/task.repository';
export {
  UnfinishedCaseRepository,
  type CaseHead,
  type RegisteredCase,
} from './register/unfinished-case.repository';
export { ServiceDriftRepository, type ServiceDrift } from './service/service-drift.repository';
export { indexExistingCases } from './search/index-existing-cases';
export { searchTextOf } from './search/search-text.parser';
export { candidates, FEW, SearchRepository, type Found, type Sought } from './search/search.repository';
export { termsOf, type RegulationPoint } from './search/search-terms';
export { ServiceStateRepository } from './service/service-state.repository';
export type { VersionDecision } from './versions/second-person';

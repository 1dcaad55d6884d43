import { CreateOrganisations } from './0001-create-organisations.migration';
import { CreatePeople } from './0002-create-people.migration';
import { CreatePersonRoles } from './0003-create-person-roles.migration';
import { CreatePolicies } from './0004-create-policies.migration';
import { CreateDrafts } from './0005-create-drafts.migration';
import { CreateCaseNumbers } from './0006-create-case-numbers.migration';
import { CreateNotices } from './0007-create-notices.migration';
import { CreateSuspensions } from './0008-create-suspensions.migration';
import { CreateEvents } from './0009-create-events.migration';
import { CreateCommands } from './0010-create-commands.migration';
import { CreateEffects } from './0011-create-effects.migration';
import { CreateTasks } from './0012-create-tasks.migration';
import { CreateDispatches } from './0013-create-dispatches.migration';
import { CreateServiceStates } from './0014-create-service-states.migration';
import { CreateAuditRecords } from './0015-create-audit-records.migration';
import { CreateLetterWordings } from './0016-create-letter-wordings.migration';
import { ShipLetterWordings } from './0017-ship-letter-wordings.migration';
import { ExtendDispatches } from './0018-extend-dispatches.migration';
import { TasksOfLetters } from './0019-tasks-of-letters.migration';
import { AddTasksOnBehalfOf } from './0020-add-tasks-on-behalf-of.migration';
import { AddPeopleDisabledAt } from './0021-add-people-disabled-at.migration';
import { AddNoticesRespondentName } from './0022-add-notices-respondent-name.migration';
import { AddSuspensionsRespondentName } from './0023-add-suspensions-respondent-name.migration';
import { CreateSubstitutions } from './0024-create-substitutions.migration';
import { CreateHandOvers } from './0025-create-hand-overs.migration';
import { CreateSuccessions } from './0026-create-successions.migration';
import { CreateDissolutions } from './0027-create-dissolutions.migration';
import { IndexNoticesByTracker } from './0028-index-notices-by-tracker.migration';
import { AddNoticesKnownTo } from './0029-add-notices-known-to.migration';
import { AddSuspensionsKnownTo } from './0030-add-suspensions-known-to.migration';
import { FillNoticesKnownTo } from './0031-fill-notices-known-to.migration';
import { FillSuspensionsKnownTo } from './0032-fill-suspensions-known-to.migration';
import { AddSuspensionsTracker } from './0033-add-suspensions-tracker.migration';
import { IndexSuspensionsByTracker } from './0034-index-suspensions-by-tracker.migration';
import { CreateCalendarVersions } from './0035-create-calendar-versions.migration';
import { ShipCalendarVersion } from './0036-ship-calendar-version.migration';
import { AddPoliciesDecision } from './0037-add-policies-decision.migration';
import { ApprovePolicies } from './0038-approve-policies.migration';
import { CreateClosures } from './0039-create-closures.migration';
import { AddOrganisationsCounty } from './0040-add-organisations-county.migration';
import { AddNoticesCalendarUntil } from './0041-add-notices-calendar-until.migration';
import { AddSuspensionsCalendarUntil } from './0042-add-suspensions-calendar-until.migration';
import { ShipDeadlineMovedWording } from './0043-ship-deadline-moved-wording.migration';
import { CreateSearchTexts } from './0044-create-search-texts.migration';
import { CreateSearchTerms } from './0045-create-search-terms.migration';
import { IndexNoticesForLists } from './0046-index-notices-for-lists.migration';
import { IndexSuspensionsForLists } from './0047-index-suspensions-for-lists.migration';
import { IndexTasksForLists } from './0048-index-tasks-for-lists.migration';
import { IndexOpenNoticesByPhase } from './0049-index-open-notices-by-phase.migration';
import { IndexOpenSuspensionsByPhase } from './0050-index-open-suspensions-by-phase.migration';

/** In the order in which they run. One that has been released is never changed. */
export const migrations = [
  CreateOrganisations,
  CreatePeople,
  CreatePersonRoles,
  CreatePolicies,
  CreateDrafts,
  CreateCaseNumbers,
  CreateNotices,
  CreateSuspensions,
  CreateEvents,
  CreateCommands,
  CreateEffects,
  CreateTasks,
  CreateDispatches,
  CreateServiceStates,
  CreateAuditRecords,
  CreateLetterWordings,
  ShipLetterWordings,
  ExtendDispatches,
  TasksOfLetters,
  AddTasksOnBehalfOf,
  AddPeopleDisabledAt,
  AddNoticesRespondentName,
  AddSuspensionsRespondentName,
  CreateSubstitutions,
  CreateHandOvers,
  CreateSuccessions,
  CreateDissolutions,
  IndexNoticesByTracker,
  AddNoticesKnownTo,
  AddSuspensionsKnownTo,
  FillNoticesKnownTo,
  FillSuspensionsKnownTo,
  AddSuspensionsTracker,
  IndexSuspensionsByTracker,
  CreateCalendarVersions,
  ShipCalendarVersion,
  AddPoliciesDecision,
  ApprovePolicies,
  CreateClosures,
  AddOrganisationsCounty,
  AddNoticesCalendarUntil,
  AddSuspensionsCalendarUntil,
  ShipDeadlineMovedWording,
  CreateSearchTexts,
  CreateSearchTerms,
  IndexNoticesForLists,
  IndexSuspensionsForLists,
  IndexTasksForLists,
  IndexOpenNoticesByPhase,
  IndexOpenSuspensionsByPhase,
];

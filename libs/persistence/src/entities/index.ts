import { AuditEntity } from './audit.entity';
import { CalendarVersionEntity } from './calendar-version.entity';
import { NoticeEntity, SuspensionEntity } from './case.entity';
import { ClosureEntity } from './closure.entity';
import { OrganisationEntity, PersonEntity, PersonRoleEntity } from './directory.entity';
import { DispatchEntity } from './dispatch.entity';
import { CaseNumberEntity, DraftEntity } from './draft.entity';
import { LetterWordingEntity } from './letter-wording.entity';
import { PolicyEntity } from './policy.entity';
import { SearchTermEntity, SearchTextEntity } from './search-text.entity';
import { ServiceStateEntity } from './service-state.entity';
import { CommandEntity, EffectEntity, EventEntity } from './stream.entity';
import { HandOverEntity, SubstitutionEntity } from './substitution.entity';
import { DissolutionEntity, SuccessionEntity } from './succession.entity';
import { TaskEntity } from './task.entity';

/** Every table of the register. */
export const entities = [
  OrganisationEntity,
  PersonEntity,
  PersonRoleEntity,
  PolicyEntity,
  DraftEntity,
  CaseNumberEntity,
  NoticeEntity,
  SuspensionEntity,
  EventEntity,
  CommandEntity,
  EffectEntity,
  TaskEntity,
  DispatchEntity,
  LetterWordingEntity,
  ServiceStateEntity,
  AuditEntity,
  SubstitutionEntity,
  HandOverEntity,
  SuccessionEntity,
  DissolutionEntity,
  CalendarVersionEntity,
  ClosureEntity,
  SearchTextEntity,
  SearchTermEntity,
];

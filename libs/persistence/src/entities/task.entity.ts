import { EntitySchema } from 'typeorm';
import type { CaseKind, Instant, OrganisationId, PersonId, Role, TaskKind } from '@xiangaitong/domain';
import { flag, instant, key, lengths, optional, recordedAt, text } from '../database/columns';

/** A letter that no case waits for is not known to have arrived: mend the address and send it anew, or serve it. */
export type LetterTaskKind = 'serveLetter';

/** What a task is about: a case, or, of `importCalendar`, the calendar, for one centre whose id is then `caseId`. */
export type TaskSubject = CaseKind | 'calendar';

/** What a person is asked to do. A case has at most one open task of a kind; of `serveLetter`, one a letter. */
export interface TaskRow {
  /** Identifier of the effect that opened it. */
  readonly id: string;
  readonly caseKind: TaskSubject;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly tenant: OrganisationId;
  readonly kind: TaskKind | LetterTaskKind | 'importCalendar';
  /** The letter that a `serveLetter` is about; empty for every other task. */
  readonly letterId: string;
  readonly role: Role;
  readonly assigneeId: PersonId | null;
  /** In whose place the assignee, or the role, is asked: the person in charge was away or has left. */
  readonly onBehalfOf: PersonId | null;
  readonly dueAt: Instant | null;
  readonly urgent: boolean;
  /** True while open, null once closed: so that the unique index holds open ones only. */
  readonly isOpen: true | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly recordedAt: Instant;
}

export const TaskEntity = new EntitySchema<TaskRow>({
  name: 'task',
  tableName: 'tasks',
  columns: {
    id: text(lengths.effect, key),
    caseKind: text(lengths.kind),
    caseId: text(lengths.caseId),
    caseNumber: text(lengths.caseNumber),
    tenant: text(lengths.organisation),
    kind: text(lengths.phase),
    letterId: text(lengths.effect),
    role: text(lengths.phase),
    assigneeId: text(lengths.person, optional),
    onBehalfOf: text(lengths.person, optional),
    dueAt: instant(optional),
    urgent: flag(),
    isOpen: flag(optional),
    openedAt: instant(),
    closedAt: instant(optional),
    recordedAt: recordedAt(),
  },
});

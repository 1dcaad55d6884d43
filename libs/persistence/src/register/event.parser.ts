import type { Actor, WorkflowEffect } from '@xiangaitong/domain';
import type { CommandResult, StampedEvent } from '@xiangaitong/contracts';
import type { ActorColumns } from '../entities/actor-columns';
import type { CommandRow, EffectRow, EventRow } from '../entities/stream.entity';

/** The actor out of its columns. */
export const parseActor = (row: ActorColumns): Actor => ({
  personId: row.actorId,
  role: row.actorRole,
  organisationId: row.actorOrganisationId,
  ...(row.actorOnBehalfOf === null ? {} : { onBehalfOf: row.actorOnBehalfOf }),
});

/** An event as it was recorded, whole. */
export const parseEvent = (row: EventRow): StampedEvent => ({
  ...row.data,
  type: row.type,
  at: row.at,
  by: parseActor(row),
});

/** Of the event that pins a case's rules: the edition of the regulation that it keeps. */
export const parseEdition = (row: EventRow): string => (row.data as { readonly edition: string }).edition;

/** What is in the register was put there by `record`, and is not checked again. */
export const parseEffect = (row: EffectRow): WorkflowEffect => row.data as WorkflowEffect;

export const parseResult = (row: CommandRow): CommandResult => row.result as CommandResult;

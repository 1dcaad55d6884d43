import { EntitySchema } from 'typeorm';
import type { Instant, OrganisationId } from '@xiangaitong/domain';
import { count, instant, key, lengths, optional, text } from '../database/columns';

/** The exchange service that an organisation is to have; without a row it is on. */
export interface ServiceStateRow {
  readonly organisationId: OrganisationId;
  readonly desired: 'on' | 'off';
  /** Real time of the last change; null while nothing has changed it. */
  readonly changedAt: Instant | null;
  readonly changedBySuspension: string | null;
  /** Goes up by one with each change. */
  readonly version: number;
}

export const ServiceStateEntity = new EntitySchema<ServiceStateRow>({
  name: 'serviceState',
  tableName: 'service_states',
  columns: {
    organisationId: text(lengths.organisation, key),
    desired: text(lengths.kind),
    changedAt: instant(optional),
    changedBySuspension: text(lengths.caseId, optional),
    version: count(),
  },
});

import type { DataSource } from 'typeorm';
import type { OrganisationId } from '@xiangaitong/domain';
import { holding } from './holding';

/** An organisation whose service is registered otherwise than its suspensions and its dissolution call for. */
export interface ServiceDrift {
  readonly organisationId: OrganisationId;
  /** As it is registered. */
  readonly desired: 'on' | 'off';
  /** The suspensions that hold it off. */
  readonly heldBy: readonly string[];
  /** 裁撤 was approved here. */
  readonly dissolved: boolean;
}

/** Looks whether what is registered of services still follows from the cases. */
export class ServiceDriftRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * By organisation. Left out are those for which an actuation is still to be carried out, and those that are off and
   * deleted from the official address book (status `D`): what ended there did not bring them back.
   */
  async list(): Promise<readonly ServiceDrift[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT known.id AS organisationId, COALESCE(s.desired, 'on') AS desired,
              (SELECT GROUP_CONCAT(p.id ORDER BY p.id SEPARATOR '\n') FROM suspensions p
                WHERE p.respondent_id = known.id AND p.in_force = TRUE AND p.phase IN (?)) AS heldBy,
              d.organisation_id IS NOT NULL AS dissolved,
              EXISTS (SELECT 1 FROM organisations o WHERE o.id = known.id AND o.status = 'D') AS deleted
         FROM (SELECT organisation_id AS id FROM service_states
               UNION SELECT respondent_id FROM suspensions WHERE in_force = TRUE
               UNION SELECT organisation_id FROM dissolutions) AS known
         LEFT JOIN service_states s ON s.organisation_id = known.id
         LEFT JOIN dissolutions d ON d.organisation_id = known.id
        WHERE NOT EXISTS (SELECT 1 FROM effects e JOIN suspensions p ON p.id = e.stream_id
                           WHERE e.stream_kind = 'suspension' AND e.kind = 'actuate' AND e.state = 'pending'
                             AND p.respondent_id = known.id)
        ORDER BY known.id`,
      [holding],
    );
    return rows.flatMap(({ organisationId, desired, heldBy, dissolved, deleted }) => {
      const held = heldBy === null ? [] : heldBy.split('\n');
      const calledFor = held.length > 0 || Number(dissolved) === 1 ? 'off' : 'on';
      if (desired === calledFor || (desired === 'off' && Number(deleted) === 1)) return [];
      return [{ organisationId, desired, heldBy: held, dissolved: Number(dissolved) === 1 }];
    });
  }
}

interface Row {
  readonly organisationId: OrganisationId;
  readonly desired: 'on' | 'off';
  readonly heldBy: string | null;
  readonly dissolved: number | string;
  readonly deleted: number | string;
}

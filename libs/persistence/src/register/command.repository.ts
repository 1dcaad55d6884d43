import type { DataSource } from 'typeorm';
import type { CaseKind, OrganisationId, PersonId } from '@xiangaitong/domain';
import type { CommandResult } from '@xiangaitong/contracts';
import { CommandEntity, type CommandRow } from '../entities/stream.entity';
import { parseResult } from './event.parser';

/** A command that was carried out. */
export interface KnownCommand {
  /** SHA-256 (hex) of the command: another one means that the id was used for something else. */
  readonly fingerprint: string;
  /** Its first answer. */
  readonly result: CommandResult;
  readonly actorId: PersonId;
}

/**
 * Commands and their first answers. A command id is unique within its case, not within a tenant: what
 * the system does by itself has the same fixed ids in every case.
 */
export class CommandRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(caseKind: CaseKind, caseId: string, commandId: string): Promise<KnownCommand | undefined> {
    const row = await this.dataSource.manager.findOneBy(CommandEntity, { caseKind, caseId, commandId });
    return row === null ? undefined : known(row);
  }

  /**
   * Finds an Idempotency-Key whose case the caller does not know (yet). Of several cases it is the one
   * recorded first; `result` names the case, and `fingerprint` tells whether it was this request.
   */
  async findById(tenant: OrganisationId, commandId: string): Promise<KnownCommand | undefined> {
    const [row] = await this.dataSource.manager.find(CommandEntity, {
      where: { tenant, commandId },
      order: { recordedAt: 'ASC', caseId: 'ASC' },
      take: 1,
    });
    return row === undefined ? undefined : known(row);
  }
}

const known = (row: CommandRow): KnownCommand => ({
  fingerprint: row.fingerprint,
  result: parseResult(row),
  actorId: row.actorId,
});

import { Injectable } from '@nestjs/common';
import type { OrganisationId, PersonId } from '@xiangaitong/domain';
import { PersonRepository } from '@xiangaitong/persistence';
import { derivedId, type CommandIdentity } from './command-identity';

/** Who filled in a form, or was spoken to. */
export interface Particulars {
  readonly name: string;
  readonly phone: string;
  readonly email?: string;
}

/** Keeps what identifies a person outside the case, where it can be erased. */
@Injectable()
export class FillerService {
  constructor(private readonly people: PersonRepository) {}

  /** The same command again finds the same person: a retry makes no second one. */
  async keep(
    { commandId, fingerprint }: CommandIdentity,
    organisationId: OrganisationId,
    { name, phone, email }: Particulars,
  ): Promise<PersonId> {
    const id = derivedId('p-', commandId, fingerprint);
    await this.people.upsert({ id, organisationId, name, phone, email: email ?? null, roles: [] });
    return id;
  }
}

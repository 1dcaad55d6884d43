import { policyVersion1, type BusinessClock, type Policy } from '@xiangaitong/domain';
import { OrganisationRepository, PersonRepository, PolicyRepository } from '@xiangaitong/persistence';
import type { DataSource } from 'typeorm';
import type { Directory } from './directory.parser';

/**
 * Enters organisations and people, and a policy for a centre that has none; entering them again changes nothing.
 * @param policy for that centre: the shipped one, unless a script wants another
 */
export async function enterDirectory(
  dataSource: DataSource,
  { organisations, people }: Directory,
  clock: BusinessClock,
  policy: Policy = policyVersion1,
): Promise<void> {
  const organisationRepository = new OrganisationRepository(dataSource);
  const personRepository = new PersonRepository(dataSource);
  const policies = new PolicyRepository(dataSource);
  // A centre first: the organisations that it connects refer to it.
  const centresFirst = [...organisations].sort(
    (a, b) => Number(a.kind !== 'centre') - Number(b.kind !== 'centre'),
  );
  for (const { id, name, kind, centreId, county, mail } of centresFirst) {
    await organisationRepository.upsert({
      id,
      name,
      kind,
      centreId: centreId ?? null,
      status: 'T',
      email: mail,
      county,
    });
    if (kind === 'centre' && (await policies.inForce(id, clock.businessEpoch)) === undefined) {
      await policies.add(id, policy, clock.businessEpoch);
    }
  }
  for (const person of people) await personRepository.upsert(person);
}

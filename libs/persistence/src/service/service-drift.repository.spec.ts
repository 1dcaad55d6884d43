import type { SuspensionPhase } from '@xiangaitong/domain';
import { transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { RegisterRepository } from '../register/register.repository';
import { ServiceDriftRepository } from './service-drift.repository';

let test: TestRegister;
let drifts: ServiceDriftRepository;

beforeAll(async () => {
  test = await openRegister();
  drifts = new ServiceDriftRepository(test.dataSource);
});
afterAll(() => test.close());

const service = (organisation: string, desired: 'on' | 'off') =>
  test.dataSource.query('INSERT INTO service_states (organisation_id, desired, version) VALUES (?, ?, 1)', [
    organisation,
    desired,
  ]);

/** A suspension of the organisation in this phase; with an actuation still to be carried out where `actuating`. */
async function suspended(organisation: string, phase: SuspensionPhase, actuating = false): Promise<void> {
  const id = `s-${organisation}`;
  const actuate = {
    kind: 'actuate',
    id: `actuate/suspension/${id}/1/1`,
    organisationId: organisation,
  } as const;
  await new RegisterRepository(test.dataSource).record(
    transitionOf({
      kind: 'suspension',
      id,
      summary: { phase, respondentId: organisation, closed: phase === 'closed' },
      effects: actuating ? [{ ...actuate, desired: 'off' }] : [],
    }),
  );
  await test.dataSource.query('UPDATE suspensions SET in_force = TRUE WHERE id = ? AND closed = FALSE', [id]);
}

it('is none where services are as suspensions and dissolutions call for', async () => {
  await service('A-NEVER', 'on');
  await service('A-HELD', 'off');
  await suspended('A-HELD', 'inForce');
  await service('A-RESTORED', 'on');
  await suspended('A-RESTORED', 'closed');
  await service('A-GONE', 'off');
  await test.dataSource.query(
    "INSERT INTO dissolutions (organisation_id, case_kind, case_id, at) VALUES ('A-GONE', 'notice', 'n', NOW(3))",
  );
  await service('A-DELETED', 'off');
  await test.dataSource.query(
    "INSERT INTO organisations (id, name, kind, status) VALUES ('A-DELETED', '已刪', 'agency', 'D')",
  );
  await suspended('A-ORDERED', 'executing', true);
  expect(await drifts.list()).toEqual([]);
});

it('is named where a service is on that is held off, or off without a reason', async () => {
  await service('B-ON', 'on');
  await suspended('B-ON', 'awaitingConfirmation');
  await suspended('B-NEVER', 'inForce');
  await service('B-OFF', 'off');
  await service('B-GONE', 'on');
  await test.dataSource.query(
    "INSERT INTO dissolutions (organisation_id, case_kind, case_id, at) VALUES ('B-GONE', 'notice', 'n', NOW(3))",
  );
  expect(await drifts.list()).toEqual([
    { organisationId: 'B-GONE', desired: 'on', heldBy: [], dissolved: true },
    { organisationId: 'B-NEVER', desired: 'on', heldBy: ['s-B-NEVER'], dissolved: false },
    { organisationId: 'B-OFF', desired: 'off', heldBy: [], dissolved: false },
    { organisationId: 'B-ON', desired: 'on', heldBy: ['s-B-ON'], dissolved: false },
  ]);
});

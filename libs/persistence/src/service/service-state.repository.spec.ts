import type { OrganisationStatus } from '../entities/directory.entity';
import { policyVersion1, type SuspensionEvent, type SuspensionPhase } from '@xiangaitong/domain';
import { OrganisationRepository } from '../directory/organisation.repository';
import { recorded, tenant, transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { RegisterRepository } from '../register/register.repository';
import { ServiceStateRepository } from './service-state.repository';

let register: TestRegister;
let service: ServiceStateRepository;
let record: RegisterRepository;

beforeAll(async () => {
  register = await openRegister();
  service = new ServiceStateRepository(register.dataSource);
  record = new RegisterRepository(register.dataSource);
});

afterAll(() => register.close());

/** A suspension of the organisation, brought to a phase by these events. */
class Suspended {
  private seq = 0;

  constructor(
    readonly id: string,
    private readonly organisation: string,
  ) {}

  async goes(phase: SuspensionPhase, ...events: SuspensionEvent[]): Promise<this> {
    await record.record(
      transitionOf({
        kind: 'suspension',
        id: this.id,
        seq: this.seq,
        events: events.map((event) => recorded(event)),
        summary: { phase, respondentId: this.organisation, closed: phase === 'closed' },
      }),
    );
    this.seq += events.length;
    return this;
  }

  executing = () => this.goes('executing', { type: 'SuspensionExecutionOrdered' });
  inForce = async () => (await this.executing()).goes('inForce', { type: 'ServiceSuspended', cureDueAt: 1 });
  refused = () =>
    this.goes('inForce', {
      type: 'RestorationRefused',
      request: 1,
      reason: '事件未處理',
      cureDueAt: 1,
    });
  inEmergency = () =>
    this.goes('executing', {
      type: 'EmergencySuspensionOrdered',
      order: {
        suspensionId: this.id,
        tenant,
        caseNumber: '中止-115-000001',
        respondentId: this.organisation,
        respondentName: '測試機關',
        reason: '有重大危害之虞',
        effectiveDate: '2026-12-04',
        decidedBy: 'p-tracker',
        contactPersonId: 'p-contact',
        confidential: false,
        reference: '資安字第9號',
        source: 'letter',
        letterDate: '2026-12-04',
      },
      ratificationDueAt: 1,
      policy: policyVersion1,
      edition: '108',
      calendarVersion: 'A',
    });
  confirmedOnly = () =>
    this.goes('confirmed', { type: 'RestorationConfirmed', request: 1, reference: '資安字第1號' });
  withdrawn = () =>
    this.goes('inForce', { type: 'ConfirmationWithdrawn', request: 1, reason: '再度發生', cureDueAt: 1 });
  letterOnly = () =>
    this.goes('awaitingConfirmation', {
      type: 'ConfirmationLetterRecorded',
      request: 1,
      reference: '資安字第1號',
      date: '2026-12-04',
      personId: 'p-authority',
      approvalDueAt: 1,
    });
  confirmed = () =>
    this.goes(
      'restoring',
      { type: 'RestorationConfirmed', request: 1, reference: '資安字第1號' },
      { type: 'RestorationOrdered' },
    );
  restored = () =>
    this.goes(
      'closed',
      { type: 'ServiceRestored', serviceOn: true },
      { type: 'SuspensionClosed', outcome: 'restored' },
    );
}

const inDirectory = (id: string, status: OrganisationStatus): Promise<void> =>
  new OrganisationRepository(register.dataSource).upsert({
    id,
    name: '測試機關',
    kind: 'agency',
    centreId: tenant,
    status,
    email: null,
  });

it('is on for an organisation that was never suspended', async () => {
  await expect(service.get('XC00000000')).resolves.toMatchObject({ desired: 'on', version: 0 });
});

it('goes off and on again, and says so each time it is asked', async () => {
  const suspension = await new Suspended('s-1', 'XC00000001').executing();
  await expect(service.apply('XC00000001', 'off', 's-1')).resolves.toEqual({ serviceOn: false });
  await expect(service.apply('XC00000001', 'off', 's-1')).resolves.toEqual({ serviceOn: false });
  await expect(service.get('XC00000001')).resolves.toMatchObject({
    desired: 'off',
    version: 1,
    changedBySuspension: 's-1',
  });
  await suspension.goes('inForce', { type: 'ServiceSuspended', cureDueAt: 1 });
  await suspension.confirmed();
  await expect(service.apply('XC00000001', 'on', 's-1')).resolves.toEqual({ serviceOn: true });
  await expect(service.apply('XC00000001', 'on', 's-1')).resolves.toEqual({ serviceOn: true });
  await expect(service.get('XC00000001')).resolves.toMatchObject({ desired: 'on', version: 2 });
  // Repeated late, after the confirmation.
  await expect(service.apply('XC00000001', 'off', 's-1')).resolves.toEqual({ serviceOn: true });
  await suspension.restored();
  await expect(service.apply('XC00000001', 'on', 's-1')).resolves.toEqual({ serviceOn: true });
});

it.each<[string, (s: Suspended) => Promise<unknown>]>([
  ['without a confirmation', (s) => s.inForce()],
  ['when the authority refused', async (s) => (await s.inForce()).refused()],
  [
    'when a confirmation was withdrawn by a later refusal',
    async (s) => (await (await s.inForce()).confirmed()).refused(),
  ],
  [
    'when the authority took its confirmation back',
    async (s) => (await (await s.inForce()).confirmedOnly()).withdrawn(),
  ],
  ['when only one officer has recorded its letter', async (s) => (await s.inForce()).letterOnly()],
  ['in an emergency that nobody has confirmed', (s) => s.inEmergency()],
  [
    'when it was executed again after the confirmation',
    async (s) => (await (await s.inForce()).confirmed()).executing(),
  ],
])('is not restored %s', async (what, bring) => {
  const organisation = `XD${String([...what].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)).padStart(8, '0')}`;
  await bring(new Suspended(`s-${organisation}`, organisation));
  await service.apply(organisation, 'off', `s-${organisation}`);
  await expect(service.apply(organisation, 'on', `s-${organisation}`)).rejects.toMatchObject({
    code: 'register.unconfirmedRestoration',
  });
  await expect(service.get(organisation)).resolves.toMatchObject({ desired: 'off', version: 1 });
});

it('takes the confirmation of no other suspension, and of no other organisation', async () => {
  await (await new Suspended('s-2a', 'XC00000002').inForce()).confirmed();
  await new Suspended('s-2b', 'XC00000002').inForce();
  await service.apply('XC00000002', 'off', 's-2b');
  await expect(service.apply('XC00000002', 'on', 's-2b')).rejects.toThrow('no recorded confirmation');
  await expect(service.apply('XC00000099', 'on', 's-2a')).rejects.toThrow('no recorded confirmation');
  await expect(service.apply('XC00000099', 'off', 's-2a')).rejects.toMatchObject({
    code: 'register.unorderedSuspension',
  });
});

it('is not cut without an ordered execution', async () => {
  await new Suspended('s-3', 'XC00000003').goes('notified', { type: 'SuspensionApproved' });
  await expect(service.apply('XC00000003', 'off', 's-3')).rejects.toMatchObject({
    code: 'register.unorderedSuspension',
  });
  await expect(service.get('XC00000003')).resolves.toMatchObject({ desired: 'on' });
});

it.each<[SuspensionPhase, (s: Suspended) => Promise<unknown>]>([
  ['executing', (s) => s.executing()],
  ['inForce', (s) => s.inForce()],
  ['assessing', async (s) => (await s.inForce()).goes('assessing', { type: 'SuspensionApproved' })],
  [
    'awaitingConfirmation',
    async (s) => (await s.inForce()).goes('awaitingConfirmation', { type: 'SuspensionApproved' }),
  ],
  ['confirmed', async (s) => (await s.inForce()).confirmedOnly()],
])('stays off while another suspension is %s', async (phase, bring) => {
  const organisation = `XE${phase.toUpperCase()}`.slice(0, 12);
  const first = await new Suspended(`s-${phase}-1`, organisation).inForce();
  const second = new Suspended(`s-${phase}-2`, organisation);
  await bring(second);
  await service.apply(organisation, 'off', first.id);
  await first.confirmed();
  await expect(service.apply(organisation, 'on', first.id)).resolves.toEqual({ serviceOn: false });
  await expect(service.get(organisation)).resolves.toMatchObject({ desired: 'off' });
  await second.confirmed();
  await expect(service.apply(organisation, 'on', second.id)).resolves.toEqual({ serviceOn: true });
});

it('is cut at once by an emergency order, and comes back with the last of three suspensions', async () => {
  const organisation = 'XC00000313';
  const first = await new Suspended('s-three-1', organisation).inForce();
  const second = await new Suspended('s-three-2', organisation).inForce();
  const emergency = await new Suspended('s-three-3', organisation).inEmergency();
  await expect(service.apply(organisation, 'off', emergency.id)).resolves.toEqual({ serviceOn: false });
  for (const [suspension, serviceOn] of [
    [first, false],
    [emergency, false],
    [second, true],
  ] as const) {
    await suspension.confirmed();
    await expect(service.apply(organisation, 'on', suspension.id)).resolves.toEqual({ serviceOn });
    await suspension.goes(
      'closed',
      { type: 'ServiceRestored', serviceOn },
      { type: 'SuspensionClosed', outcome: 'restored' },
    );
    await expect(service.get(organisation)).resolves.toMatchObject({ desired: serviceOn ? 'on' : 'off' });
  }
});

it('stays off for a dissolved organisation, and goes on for one not in use of itself', async () => {
  for (const [organisation, status, serviceOn] of [
    ['XC00000D', 'D', false],
    ['XC00000F', 'F', true],
    ['XC00000T', 'T', true],
  ] as const) {
    await inDirectory(organisation, status);
    const suspension = await new Suspended(`s-${status}`, organisation).inForce();
    await service.apply(organisation, 'off', suspension.id);
    await suspension.confirmed();
    await expect(service.apply(organisation, 'on', suspension.id)).resolves.toEqual({ serviceOn });
  }
});

it('ends on when two suspensions are restored at the same time, however they interleave', async () => {
  for (let round = 0; round < 15; round += 1) {
    const organisation = `XF${String(round).padStart(8, '0')}`;
    const both = [new Suspended(`s-a${round}`, organisation), new Suspended(`s-b${round}`, organisation)];
    for (const suspension of both) {
      await suspension.inForce();
      await service.apply(organisation, 'off', suspension.id);
    }
    await Promise.all(
      both.map(async (suspension) => {
        await suspension.confirmed();
        await service.apply(organisation, 'on', suspension.id);
        await suspension.restored();
      }),
    );
    await expect(service.get(organisation)).resolves.toMatchObject({ desired: 'on' });
  }
});

it('ends off when one is executed while another is restored', async () => {
  for (let round = 0; round < 15; round += 1) {
    const organisation = `XG${String(round).padStart(8, '0')}`;
    const old = await new Suspended(`s-old${round}`, organisation).inForce();
    await service.apply(organisation, 'off', old.id);
    await old.confirmed();
    const next = new Suspended(`s-new${round}`, organisation);
    await Promise.all([
      service.apply(organisation, 'on', old.id),
      next.executing().then(() => service.apply(organisation, 'off', next.id)),
    ]);
    await expect(service.get(organisation)).resolves.toMatchObject({ desired: 'off' });
  }
});

it('counts each change once when twenty apply the same at once', async () => {
  await new Suspended('s-many', 'XC00000020').executing();
  await Promise.all(Array.from({ length: 20 }, () => service.apply('XC00000020', 'off', 's-many')));
  await expect(service.get('XC00000020')).resolves.toMatchObject({ desired: 'off', version: 1 });
});

describe('a dissolved organisation (裁撤)', () => {
  const dissolve = (organisationId: string, id: string): Promise<unknown> =>
    record.record(
      transitionOf({
        id,
        effects: [{ kind: 'dissolve', id: `notice/${id}/1/1`, organisationId }],
        summary: { respondentId: organisationId, phase: 'closed', closed: true },
      }),
    );

  it('has its service off from the recording on, once', async () => {
    await inDirectory('XCDISS0001', 'T');
    await dissolve('XCDISS0001', 'n-diss-1');
    const off = await service.get('XCDISS0001');
    expect(off).toMatchObject({ desired: 'off', changedBySuspension: null, version: 1 });
    await dissolve('XCDISS0001', 'n-diss-2');
    expect(await service.get('XCDISS0001')).toEqual(off);
  });

  it('stays off whatever is restored, and whatever the address book says again', async () => {
    const suspended = await new Suspended('s-diss', 'XCDISS0002').inForce();
    await service.apply('XCDISS0002', 'off', suspended.id);
    await dissolve('XCDISS0002', 'n-diss-3');
    await inDirectory('XCDISS0002', 'T');
    await suspended.confirmed();
    expect(await service.apply('XCDISS0002', 'on', suspended.id)).toEqual({ serviceOn: false });
    expect(await service.get('XCDISS0002')).toMatchObject({ desired: 'off' });
  });

  it('is off after a restoration at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const organisation = `XCDISR000${round}`;
      const suspended = await new Suspended(`s-diss-race-${round}`, organisation).inForce();
      await service.apply(organisation, 'off', suspended.id);
      await suspended.confirmed();
      await Promise.all([
        service.apply(organisation, 'on', suspended.id),
        dissolve(organisation, `n-diss-race-${round}`),
      ]);
      expect(await service.get(organisation)).toMatchObject({ desired: 'off' });
    }
  });
});

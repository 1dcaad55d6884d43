import type { CaseKind, NoticeEvent, SuspensionEvent } from '@xiangaitong/domain';
import { recorded, respondent, someInstant, tenant, transitionOf } from '../fixtures/case.fixture';
import { enterOrganisation, otherTenant } from '../fixtures/directory.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { FillNoticesKnownTo } from '../migrations/0031-fill-notices-known-to.migration';
import { FillSuspensionsKnownTo } from '../migrations/0032-fill-suspensions-known-to.migration';
import { NoticeRepository, SuspensionRepository, type CaseScope } from './case.repository';
import { RegisterRepository } from './register.repository';

let register: TestRegister;
let cases: RegisterRepository;
let notices: NoticeRepository;
let suspensions: SuspensionRepository;
beforeAll(async () => {
  register = await openRegister();
  cases = new RegisterRepository(register.dataSource);
  notices = new NoticeRepository(register.dataSource);
  suspensions = new SuspensionRepository(register.dataSource);
});
afterAll(() => register.close());
beforeEach(async () => {
  for (const table of ['notices', 'suspensions', 'events', 'commands', 'audit_records'])
    await register.dataSource.query(`DELETE FROM ${table}`);
});

type Type = (NoticeEvent | SuspensionEvent)['type'];

/** Records events of these types, an hour after one another, each in a transition of its own. */
async function happen(
  kind: CaseKind,
  id: string,
  types: readonly Type[],
  of: Partial<Owner> = {},
): Promise<void> {
  for (const [seq, type] of types.entries()) {
    const at = someInstant + seq * 3_600_000;
    const event = recorded({ type } as NoticeEvent, at);
    const summary = { ...of, phase: of.phase ?? (kind === 'notice' ? 'tracking' : 'notified') };
    await cases.record({
      ...transitionOf({ kind, id, seq, at, events: [event], summary, commandId: `${id}-${seq}` }),
      tenant: of.tenant ?? tenant,
    });
  }
}
interface Owner {
  readonly tenant: string;
  readonly respondentId: string;
  readonly phase: string;
}

const hours = (count: number): number => someInstant + count * 3_600_000;
const known = async (kind: CaseKind, id: string): Promise<unknown[]> => {
  const row = await (kind === 'notice' ? notices.find(id) : suspensions.find(id));
  return [row?.knownToRespondentAt, row?.knownToBureauAt, row?.knownToAuthorityAt];
};

const lives: readonly (readonly [CaseKind, string, readonly Type[], readonly (number | null)[]])[] = [
  [
    'notice',
    'a notice before its issue',
    ['NoticeSubmitted', 'NoticeReturned', 'NoticeSubmitted'],
    [null, null, null],
  ],
  [
    'notice',
    'a notice from its issue on',
    ['NoticeSubmitted', 'NoticeIssued', 'DeadlinePassed'],
    [1, null, null],
  ],
  [
    'notice',
    'one for which service ended',
    ['NoticeSubmitted', 'NoticeIssued', 'ServiceSuspendedForNotice'],
    [1, 2, null],
  ],
  ['suspension', 'a suspension that one person decided', ['SuspensionDecided'], [null, null, null]],
  [
    'suspension',
    'a suspension by its first approval',
    [
      'SuspensionDecided',
      'SuspensionApproved',
      'EffectiveDateSet',
      'SuspensionApproved',
      'SuspensionNotified',
    ],
    [1, 4, null],
  ],
  ['suspension', 'an emergency at once', ['EmergencySuspensionOrdered', 'ServiceSuspended'], [0, 1, 0]],
  [
    'suspension',
    'one that the authority is asked about',
    [
      'SuspensionDecided',
      'SuspensionApproved',
      'SuspensionNotified',
      'ServiceSuspended',
      'ConfirmationRequested',
    ],
    [1, 2, 4],
  ],
];

describe('who knows of a case', () => {
  it.each(lives)('%s: %s', async (kind, _what, types, expected) => {
    await happen(kind, 'c-1', types);
    const at = expected.map((hour) => (hour === null ? null : hours(hour)));
    expect(await known(kind, 'c-1')).toEqual(at);
  });

  it.each(lives)('is filled in for a %s that was there before: %s', async (kind, _what, types, expected) => {
    await happen(kind, 'c-1', types);
    const migration = kind === 'notice' ? new FillNoticesKnownTo() : new FillSuspensionsKnownTo();
    const runner = register.dataSource.createQueryRunner();
    await migration.down(runner);
    expect(await known(kind, 'c-1')).toEqual([null, null, null]);
    await migration.up(runner);
    await migration.up(runner);
    await runner.release();
    const at = expected.map((hour) => (hour === null ? null : hours(hour)));
    expect(await known(kind, 'c-1')).toEqual(at);
  });
});

describe('a list of several scopes', () => {
  const ids = async (...scopes: CaseScope[]): Promise<string[]> =>
    (await suspensions.list({ scopes, limit: 10 })).items.map(({ id }) => id);

  it('has what is of any of them, and of each all its conditions', async () => {
    await enterOrganisation(register.dataSource, respondent);
    await enterOrganisation(register.dataSource, 'XC99999999', { centreId: otherTenant });
    const approved = ['SuspensionDecided', 'SuspensionApproved'] as const;
    await happen('suspension', 's-1', ['SuspensionDecided']);
    await happen('suspension', 's-2', approved, { tenant: otherTenant });
    await happen('suspension', 's-3', ['SuspensionDecided'], { tenant: otherTenant });
    await happen('suspension', 's-4', approved, { tenant: otherTenant, respondentId: 'XC99999999' });
    const connected = { notTenant: tenant, connectedBy: tenant, knownTo: 'respondent' } as const;
    expect(await ids({ tenant })).toEqual(['s-1']);
    expect(await ids(connected)).toEqual(['s-2']);
    expect(await ids({ tenant }, connected)).toEqual(['s-1', 's-2']);
    expect(await ids({ respondentId: respondent, knownTo: 'respondent' })).toEqual(['s-2']);
    expect(await ids({ tenant: otherTenant, knownTo: 'bureau' })).toEqual([]);
    expect(await ids({ tenant: otherTenant, phases: ['notified'] })).toEqual(['s-2', 's-3', 's-4']);
    expect(await ids({ tenant: otherTenant, phases: [] })).toEqual([]);
    expect(await ids({})).toEqual(['s-1', 's-2', 's-3', 's-4']);
    expect(await ids()).toEqual([]);
  });

  it('goes on from page to page', async () => {
    for (const id of ['s-1', 's-2', 's-3']) await happen('suspension', id, ['SuspensionDecided']);
    const scopes = [{ tenant }, { respondentId: respondent }];
    const first = await suspensions.list({ scopes, limit: 2 });
    const second = await suspensions.list({ scopes, limit: 2, after: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['s-1', 's-2', 's-3']);
    expect(second.next).toBeUndefined();
  });
});

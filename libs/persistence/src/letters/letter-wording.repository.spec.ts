import type { Actor } from '@xiangaitong/domain';
import { someInstant, tenant } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { LetterWordingRepository, type NewWording } from './letter-wording.repository';

let register: TestRegister;
let wordings: LetterWordingRepository;

beforeAll(async () => {
  register = await openRegister();
  wordings = new LetterWordingRepository(register.dataSource);
});
afterAll(() => register.close());

const actor: Actor = { personId: 'p-admin', role: 'centreAdministrator', organisationId: tenant };
let requests = 0;
const added = (change: Partial<NewWording> = {}): NewWording => ({
  tenant,
  template: 'reminder',
  texts: { respondent: { subject: '提醒', body: [{ kind: 'items', heading: '如下：' }] } },
  effectiveAt: someInstant,
  at: someInstant,
  actor,
  commandId: `p-admin:request-${(requests += 1)}`,
  ...change,
});

describe('wordings of letters', () => {
  beforeEach(() => register.dataSource.query("DELETE FROM letter_wordings WHERE tenant <> ''"));

  it('are those that ship until a centre adds its own, from its date on, for itself', async () => {
    const shipped = await wordings.inForce(tenant, 'reminder', someInstant);
    expect(shipped).toMatchObject({ id: 'shipped/reminder/1', version: 1, addedBy: null });
    await wordings.add(added({ effectiveAt: someInstant + 10 }));
    await wordings.add(added({ effectiveAt: someInstant + 20 }));
    const idAt = async (at: number, centre = tenant) => (await wordings.inForce(centre, 'reminder', at)).id;
    expect(await idAt(someInstant + 9)).toBe('shipped/reminder/1');
    expect(await idAt(someInstant + 10)).toBe(`${tenant}/reminder/2`);
    expect(await idAt(someInstant + 20)).toBe(`${tenant}/reminder/3`);
    expect(await idAt(someInstant + 20, 'KH00000001')).toBe('shipped/reminder/1');
    expect((await wordings.list(tenant, 'reminder')).map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(await wordings.list('KH00000001', 'reminder')).toHaveLength(1);
  });

  it('of one date: the later version counts, so that a mistake can be mended before its day', async () => {
    await wordings.add(added());
    await wordings.add(added());
    await expect(wordings.inForce(tenant, 'reminder', someInstant)).resolves.toMatchObject({ version: 3 });
  });

  it('are added once by one request, with an audit record', async () => {
    const request = added();
    const first = await wordings.add(request);
    expect(first).toMatchObject({ replayed: false, wording: { version: 2, addedBy: 'p-admin' } });
    await expect(
      wordings.add({ ...request, at: someInstant + 5, effectiveAt: someInstant + 5 }),
    ).resolves.toEqual({
      ...first,
      replayed: true,
    });
    await expect(wordings.add({ ...request, template: 'noticeDissolved' })).rejects.toMatchObject({
      code: 'register.versionConflict',
    });
    await expect(wordings.get(first.wording.id)).resolves.toEqual(first.wording);
    const audits = await register.dataSource.query('SELECT action FROM audit_records WHERE request_id = ?', [
      request.commandId,
    ]);
    expect(audits).toEqual([{ action: 'AddLetterWording' }]);
  });

  it('added by several at once get a number each, or the word that somebody was faster', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => wordings.add(added())));
    const numbers = outcomes.flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value.wording.version] : [],
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toContain(2);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'register.versionConflict' });
    }
  });
});

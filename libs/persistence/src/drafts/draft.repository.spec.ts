import type { NoticeContent } from '@xiangaitong/domain';
import { someInstant, tenant } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { DraftRepository } from './draft.repository';

let register: TestRegister;
let drafts: DraftRepository;

beforeAll(async () => {
  register = await openRegister();
  drafts = new DraftRepository(register.dataSource);
});

afterAll(() => register.close());

const content: NoticeContent = {
  respondentId: 'XC12345678',
  respondentName: '𠮷野國小',
  reason: '逾期未更新憑證',
  items: [{ number: 1, kind: 'action', text: '更新憑證' }],
  legalBases: [{ kind: 'other', text: '本府規定' }],
  deadline: '2026-12-04',
  contactPersonId: 'p-1',
  trackerId: 'p-2',
  confidential: false,
};

const change = { tenant, at: someInstant, by: 'p-drafter' };
const create = (id: string, wanted: Partial<NoticeContent> = {}, of = tenant) =>
  drafts.create({ ...change, tenant: of, id, content: { ...content, ...wanted } });
const submit = (id: string, version = 1, rocYear = 115, of = tenant) =>
  drafts.markSubmitted({ ...change, tenant: of, id, version, rocYear });

describe('writing', () => {
  it('keeps the form as it is', async () => {
    await expect(create('d-1')).resolves.toMatchObject({
      id: 'd-1',
      content,
      version: 1,
      state: 'draft',
      caseNumber: null,
    });
    await expect(drafts.get(tenant, 'd-1')).resolves.toMatchObject({ content });
    await expect(drafts.get('other', 'd-1')).resolves.toBeUndefined();
  });

  it('creates once for the same, and never replaces', async () => {
    await create('d-2');
    await expect(create('d-2')).resolves.toMatchObject({ version: 1 });
    const conflict = { code: 'register.versionConflict' };
    await expect(create('d-2', { reason: '其他' })).rejects.toMatchObject(conflict);
    await expect(create('d-2', {}, 'other')).rejects.toMatchObject(conflict);
  });

  it('tells the second of two who save the same version', async () => {
    await create('d-3');
    const saved = await Promise.allSettled(
      ['甲', '乙', '丙', '丁'].map((reason) =>
        drafts.update({ ...change, id: 'd-3', version: 1, content: { ...content, reason } }),
      ),
    );
    expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(drafts.get(tenant, 'd-3')).resolves.toMatchObject({ version: 2 });
    const missing = drafts.update({ ...change, id: 'none', version: 1, content });
    await expect(missing).rejects.toMatchObject({ code: 'register.notFound' });
    const elsewhere = drafts.update({ ...change, tenant: 'other', id: 'd-3', version: 2, content });
    await expect(elsewhere).rejects.toMatchObject({ code: 'register.notFound' });
  });
});

describe('submitting', () => {
  it('gives fifty at once fifty numbers without a gap, by tenant and year', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `f-${index}`);
    await Promise.all(ids.map((id) => create(id, {}, 'T50')));
    await create('f-other', {}, 'T51');
    await create('f-next', {}, 'T50');
    const numbers = await Promise.all(ids.map((id) => submit(id, 1, 115, 'T50')));
    expect(numbers.map(({ caseNumber }) => caseNumber).sort()).toEqual(
      ids.map((_, index) => `限改-115-${String(index + 1).padStart(6, '0')}`),
    );
    await expect(submit('f-other', 1, 115, 'T51')).resolves.toEqual({ caseNumber: '限改-115-000001' });
    await expect(submit('f-next', 1, 116, 'T50')).resolves.toEqual({ caseNumber: '限改-116-000001' });
  });

  it('gives one draft one number, however often and at once it is submitted', async () => {
    await create('d-once', {}, 'T52');
    const numbers = await Promise.all(Array.from({ length: 10 }, () => submit('d-once', 1, 115, 'T52')));
    expect(new Set(numbers.map(({ caseNumber }) => caseNumber))).toEqual(new Set(['限改-115-000001']));
    await create('d-after', {}, 'T52');
    await expect(submit('d-after', 1, 115, 'T52')).resolves.toEqual({ caseNumber: '限改-115-000002' });
  });

  it('takes the version that was read only, and uses up no number otherwise', async () => {
    await create('d-read', {}, 'T53');
    await expect(submit('d-read', 2, 115, 'T53')).rejects.toMatchObject({ code: 'register.versionConflict' });
    await expect(submit('none', 1, 115, 'T53')).rejects.toMatchObject({ code: 'register.notFound' });
    await expect(submit('d-read', 1, 115, 'T53')).resolves.toEqual({ caseNumber: '限改-115-000001' });
  });

  it('ends the writing until it is reopened, and keeps the number then', async () => {
    await create('d-back', {}, 'T54');
    const of = { ...change, tenant: 'T54', id: 'd-back' };
    await submit('d-back', 1, 115, 'T54');
    await expect(drafts.update({ ...of, version: 2, content })).rejects.toMatchObject({
      code: 'register.versionConflict',
    });
    await expect(drafts.reopen(of)).resolves.toMatchObject({
      state: 'draft',
      version: 3,
      caseNumber: '限改-115-000001',
    });
    await expect(drafts.reopen(of)).resolves.toMatchObject({ version: 3 });
    await drafts.update({ ...of, version: 3, content: { ...content, reason: '補正' } });
    await expect(submit('d-back', 4, 116, 'T54')).resolves.toEqual({ caseNumber: '限改-115-000001' });
  });
});

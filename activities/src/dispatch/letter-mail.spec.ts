import type { LetterEffect } from '@xiangaitong/domain';
import { sampleFacts } from '@xiangaitong/letters';
import type { OutgoingMail } from '@xiangaitong/mail';
import {
  DispatchRepository,
  HandOverRepository,
  LetterWordingRepository,
  OrganisationRepository,
  PersonRepository,
  SubstitutionRepository,
  SuccessionRepository,
  type ClaimedLetter,
} from '@xiangaitong/persistence';
import type { DataSource } from 'typeorm';
import { agency, agencyWithoutMail, centre, TestOutbox } from '../outbox.fixture';
import { mailOf, NoAddressError } from './letter-mail';
import { wordingsOf } from './wordings-of';

jest.setTimeout(30_000);

const supervisor = { personId: 'p-huang', role: 'supervisor', organisationId: centre } as const;
const now = Date.UTC(2026, 7, 3, 1);
const DAY = 86_400_000;

let outbox: TestOutbox;
let desk: ReturnType<typeof deskOn>;

beforeEach(async () => {
  outbox = await TestOutbox.open();
  desk = deskOn(outbox.dataSource);
  await person('p-huang', '黃督導', 'supervisor');
  await person('p-cai', '蔡代理', 'tracker');
});

afterEach(() => outbox.close());

const deskOn = (dataSource: DataSource) => ({
  dispatches: new DispatchRepository(dataSource),
  wordings: new LetterWordingRepository(dataSource),
  organisations: new OrganisationRepository(dataSource),
  people: new PersonRepository(dataSource),
  substitutions: new SubstitutionRepository(dataSource),
  successions: new SuccessionRepository(dataSource),
  fromAddress: 'noreply@xiangaitong.example',
  messageIdDomain: 'xiangaitong.example',
  portal: 'https://portal.xiangaitong.example/',
});

const person = (id: string, name: string, role: 'supervisor' | 'tracker'): Promise<void> =>
  desk.people.upsert({
    id,
    name,
    organisationId: centre,
    phone: '06-2',
    email: `${id}@tainan.example`,
    roles: [role],
  });

/** A letter, as it is claimed to be sent. */
async function claimed(letter: Partial<LetterEffect> = {}): Promise<ClaimedLetter> {
  await outbox.queue([letter], { at: now });
  const options = { claimedBy: 'test', now: now + DAY, leaseMs: 60_000 };
  const [first, ...more] = await desk.dispatches.claim('ordinary', 9, options);
  if (first === undefined || more.length > 0) throw new Error('One letter was expected');
  return first;
}

/** The mail of a claimed letter that leaves at this instant. */
async function sentAt(letter: ClaimedLetter, at: number): Promise<OutgoingMail> {
  const wording = (await wordingsOf([letter], desk)).get(letter.id);
  if (wording === undefined) throw new Error('The letter has no wording');
  return mailOf(letter, wording, desk, at);
}

const mail = async (letter: Partial<LetterEffect> = {}, at = now): Promise<OutgoingMail> =>
  sentAt(await claimed(letter), at);

const rename = (id: string, name: string): Promise<void> =>
  desk.organisations.upsert({
    id,
    name,
    kind: 'agency',
    centreId: centre,
    status: 'T',
    email: 'guild@xc12345678.example',
  });
const succeed = (successorId: string, startsAt = now): Promise<unknown> =>
  desk.successions.link({
    id: `to-${successorId}`,
    organisationId: agency,
    successorId,
    startsAt,
    reason: '組織整併',
    replaces: false,
    by: supervisor,
    at: now,
  });
const newOrganisation = (email: string | null): Promise<void> =>
  desk.organisations.upsert({
    id: 'XC55555555',
    name: '新設公會',
    kind: 'agency',
    centreId: centre,
    status: 'T',
    email,
  });

describe('whom a letter goes to', () => {
  it('keeps the name at issue after the organisation has been renamed', async () => {
    await rename(agency, '台南市改名公會');
    const { to, text, html } = await mail();
    expect(to).toEqual({ name: '台南市改名公會', address: 'guild@xc12345678.example' });
    for (const body of [text, html]) {
      expect(body).toContain('台南市 0000000 公會 公鑒：');
      expect(body).not.toContain('台南市改名公會');
    }
  });

  it('is the successor from its day on, under the name at issue and one Message-ID', async () => {
    await newOrganisation('new@guild.example');
    const letter = await claimed();
    const before = await sentAt(letter, now);
    await succeed('XC55555555', now + DAY);
    expect(await sentAt(letter, now + DAY - 1)).toEqual(before);
    const after = await sentAt(letter, now + DAY);
    expect(after.to).toEqual({ name: '新設公會', address: 'new@guild.example' });
    expect(after.text).toContain('台南市 0000000 公會（業務由新設公會承受） 公鑒：');
    expect(before.text).not.toContain('承受');
    // Whose letter it is does not change with where it goes: an attempt after the link is no second letter.
    expect(after.messageId).toBe(before.messageId);
  });

  it('stays bureau and authority whatever becomes of the respondent', async () => {
    await newOrganisation('new@guild.example');
    await succeed('XC55555555');
    const { to, text } = await mail({
      template: 'suspensionReport',
      recipient: { party: 'bureau' },
      facts: sampleFacts('suspensionReport'),
    });
    expect(to.address).toBe('g2b2c@archives.example');
    expect(text).toContain('檔案管理局 公鑒：');
  });

  it('is named where there is no address: the respondent, or who has taken over', async () => {
    await expect(
      mail({ recipient: { party: 'respondent', organisationId: agencyWithoutMail } }),
    ).rejects.toThrow(agencyWithoutMail);
    await newOrganisation(null);
    await succeed('XC55555555');
    await expect(mail()).rejects.toThrow(new NoAddressError('XC55555555'));
  });
});

describe('whom a letter names to ask', () => {
  const disable = (changes: { readonly substituteId?: string } = {}): Promise<unknown> =>
    new HandOverRepository(outbox.dataSource).disable({
      personId: 'p-wang',
      reason: '離職',
      by: supervisor,
      at: now,
      commandId: 'k',
      fingerprint: 'f',
      ...changes,
    });

  it('is the contact of the case', async () => {
    const { text, headers } = await mail();
    expect(text).toContain('聯絡窗口：王承辦（wang@tainan.example）');
    expect(headers).toMatchObject({ 'Reply-To': 'wang@tainan.example' });
  });

  it('is the substitute while the contact is away', async () => {
    const span = { startsAt: now, endsAt: now + DAY };
    const substitution = { id: 's', personId: 'p-wang', substituteId: 'p-cai', ...span };
    await desk.substitutions.set({ ...substitution, by: supervisor, at: now });
    expect((await mail()).text).toContain('聯絡窗口：蔡代理（p-cai@tainan.example）');
    expect((await mail({}, now + DAY)).text).toContain('聯絡窗口：王承辦');
  });

  it('is the substitute once the contact has been disabled', async () => {
    await disable({ substituteId: 'p-cai' });
    expect((await mail()).text).toContain('聯絡窗口：蔡代理（p-cai@tainan.example）');
  });

  it('is the office of the centre where the case names somebody of another organisation', async () => {
    await desk.people.upsert({
      id: 'p-wang',
      name: '周確認',
      organisationId: agency,
      phone: '02-2',
      email: 'chou@authority.example',
      roles: ['authority'],
    });
    const { text } = await mail();
    expect(text).toContain('聯絡窗口：臺南市政府智慧發展中心（exchange@tainan.example）');
    expect(text).not.toContain('周確認');
  });

  it('is the office of the centre once the contact has left without a substitute, or was erased', async () => {
    await disable();
    const left = await mail();
    await desk.people.erase('p-wang');
    for (const { text, headers } of [left, await mail()]) {
      expect(text).toContain('聯絡窗口：臺南市政府智慧發展中心（exchange@tainan.example）');
      expect(text).not.toContain('undefined');
      expect(headers).toMatchObject({ 'Reply-To': 'exchange@tainan.example' });
    }
  });
});

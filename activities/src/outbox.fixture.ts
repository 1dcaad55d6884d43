import type { LetterEffect, NoticeEvent, Recorded } from '@xiangaitong/domain';
import type { RecordInput } from '@xiangaitong/contracts';
import {
  createDataSource,
  migrateUp,
  OrganisationRepository,
  PersonRepository,
  RegisterRepository,
} from '@xiangaitong/persistence';
import { createTestDatabase, requireEnv } from '@xiangaitong/testing';
import type { DataSource } from 'typeorm';

export const centre = '395000000X';
export const agency = 'XC12345678';
/** An agency of which the address book has no mail address. */
export const agencyWithoutMail = 'XC00000000';

const drafter = { personId: 'p-wang', role: 'drafter', organisationId: centre } as const;

/** A migrated register of a spec's own, with the directory of seed 002, into which letters can be queued. */
export class TestOutbox {
  private cases = 0;

  private constructor(
    readonly dataSource: DataSource,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<TestOutbox> {
    const database = await createTestDatabase(requireEnv('DATABASE_URL'));
    const dataSource = createDataSource({ url: database.url, poolSize: 10, migrationsRun: false });
    await dataSource.initialize();
    await migrateUp(dataSource);
    await enterDirectory(dataSource);
    return new TestOutbox(dataSource, () => database.drop());
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.drop();
  }

  /** One case with these letters, written as a case's transition writes them. Gives the case's id and theirs. */
  async queue(
    letters: readonly Partial<LetterEffect>[],
    { at = Date.now(), closed = false }: { readonly at?: number; readonly closed?: boolean } = {},
  ): Promise<{ readonly caseId: string; readonly ids: readonly string[] }> {
    this.cases += 1;
    const caseId = `n-${this.cases}`;
    const effects = letters.map((letter, index) => ({
      ...letterEffect(`notice/${caseId}/1/${index + 1}`),
      ...letter,
    }));
    const event: Recorded<NoticeEvent> = {
      type: 'NoticeReturned',
      reason: '補正',
      amendBy: at,
      at,
      by: drafter,
    };
    const input: RecordInput = {
      caseKind: 'notice',
      caseId,
      tenant: centre,
      expectedSeq: 0,
      events: [event],
      effects,
      calendarUntil: '2027-12-31',
      summary: {
        phase: closed ? 'closed' : 'tracking',
        tenant: centre,
        caseNumber: `限改-115-${caseId}`,
        respondentId: agency,
        respondentName: '台南市 0000000 公會',
        closed,
      },
      at,
      command: {
        commandId: `queue-${caseId}`,
        fingerprint: 'f'.repeat(64),
        type: 'ReturnNotice',
        actor: drafter,
        result: {
          caseKind: 'notice',
          caseId,
          caseNumber: `限改-115-${caseId}`,
          seq: 1,
          phase: 'tracking',
          events: ['NoticeReturned'],
          at,
        },
      },
    };
    await new RegisterRepository(this.dataSource).record(input);
    return { caseId, ids: effects.map(({ id }) => id) };
  }

  /** Lets the time pass that a letter waits for. */
  async makeDue(id: string, column: 'next_attempt_at' | 'arrival_check_at'): Promise<void> {
    await this.dataSource.query(`UPDATE dispatches SET ${column} = '2000-01-01' WHERE id = ?`, [id]);
  }
}

const letterEffect = (id: string): LetterEffect => ({
  kind: 'letter',
  id,
  lane: 'ordinary',
  template: 'noticeIssued',
  recipient: { party: 'respondent', organisationId: agency },
  step: 'notice',
  gating: false,
  facts: {
    caseNumber: '限改-115-000001',
    respondentName: '台南市 0000000 公會',
    confidential: false,
    contactPersonId: 'p-wang',
    reason: '請確認連線惡意 IP 的原因。',
    items: ['請對貴用戶使用本系統電腦進行掃毒。'],
    legalBases: ['公文電子交換系統資訊安全管理規範第十三點第一項'],
    deadline: '2026-12-04',
  },
});

async function enterDirectory(dataSource: DataSource): Promise<void> {
  const organisations = new OrganisationRepository(dataSource);
  const enter = (
    id: string,
    name: string,
    kind: 'centre' | 'agency' | 'bureau' | 'authority',
    email: string | null,
  ): Promise<void> =>
    organisations.upsert({
      id,
      name,
      kind,
      centreId: kind === 'agency' ? centre : null,
      status: 'T',
      email,
    });
  await enter(centre, '臺南市政府智慧發展中心', 'centre', 'exchange@tainan.example');
  await enter(agency, '台南市 0000000 公會', 'agency', 'guild@xc12345678.example');
  await enter(agencyWithoutMail, '無信箱公會', 'agency', null);
  await enter('A21010000I', '檔案管理局', 'bureau', 'g2b2c@archives.example');
  await enter('A21030000J', '資通安全管理法主管機關', 'authority', 'confirm@cyber.example');
  await new PersonRepository(dataSource).upsert({
    id: 'p-wang',
    name: '王承辦',
    organisationId: centre,
    phone: '06-2991111 轉 1001',
    email: 'wang@tainan.example',
    roles: ['drafter'],
  });
}

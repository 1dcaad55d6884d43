import { array, assert, asyncProperty, constantFrom, integer, string } from 'fast-check';
import type { CaseKind } from '@xiangaitong/domain';
import { recorded, respondent, tenant, transitionOf } from '../fixtures/case.fixture';
import { otherTenant } from '../fixtures/directory.fixture';
import { StatementTimeoutError, TooManyWordsError } from '../errors';
import { openRegister, watchStatements, type TestRegister } from '../fixtures/register.fixture';
import { NoticeRepository, SuspensionRepository } from '../register/case.repository';
import { RegisterRepository } from '../register/register.repository';
import { indexExistingCases } from './index-existing-cases';
import { FEW } from './search.repository';
import { wordsOf } from './search-terms';

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
  for (const table of [
    'notices',
    'suspensions',
    'events',
    'commands',
    'audit_records',
    'search_texts',
    'search_terms',
  ])
    await register.dataSource.query(`DELETE FROM ${table}`);
});

interface Said {
  readonly reason?: string;
  readonly items?: readonly string[];
  readonly respondentName?: string;
  readonly point?: number;
  readonly of?: string;
  readonly seq?: number;
}

const contentOf = ({ reason = '', items = [], point = 8 }: Said) => ({
  reason,
  items: items.map((text, index) => ({ number: index + 1, kind: 'action', text })),
  legalBases: [{ kind: 'regulation', edition: '108', point }],
});

const submitted = (id: string, said: Said) => {
  const event = { type: 'NoticeSubmitted', content: contentOf(said) } as never;
  const { respondentName = '某機關', of = tenant, seq = 0 } = said;
  return cases.record({
    ...transitionOf({ id, seq, events: [recorded(event)], summary: { respondentName, tenant: of } }),
    tenant: of,
  });
};

const decided = (id: string, reason: string, ground: number) => {
  const event = { type: 'SuspensionDecided', decision: { reason, ground } } as never;
  return cases.record(transitionOf({ kind: 'suspension', id, events: [recorded(event)] }));
};

/** What comes after the decision; the case need not be able to: only what is recorded is looked at. */
const then = (id: string, seq: number, type: 'SuspensionApproved' | 'DissolutionApproved') =>
  cases.record(transitionOf({ kind: 'suspension', id, seq, events: [recorded({ type })] }));

const found = async (text: string, more: object = {}): Promise<string[]> =>
  (await notices.list({ tenant, sought: { text }, limit: 100, ...more })).items.map(({ id }) => id);

describe('what a notice is found by', () => {
  beforeEach(async () => {
    await submitted('n-1', {
      reason: '請確認貴用戶連線惡意IP原因',
      items: ['請對電腦進行掃毒及採樣回報掃描log或結果。', '100%_達成者，應附「證明」'],
      respondentName: '臺南市𠮷野國小',
      point: 13,
    });
    await submitted('n-2', { reason: '未依規定辦理自評', items: ["It's \\ done"] });
  });

  it.each([
    ['惡意', ['n-1']],
    ['惡意ＩＰ原因', ['n-1']],
    ['請', ['n-1']],
    ['𠮷', ['n-1']],
    ['𠮟', []],
    ['台南市', ['n-1']],
    ['LOG 掃毒', ['n-1']],
    ['log 自評', []],
    ['掃毒採樣', []],
    ['第十三點', ['n-1']],
    ['限改-115-n-2', ['n-2']],
    [respondent, ['n-1', 'n-2']],
    ['100%', ['n-1']],
    ['1%0', []],
    ['%', ['n-1']],
    ['_', ['n-1']],
    ["it's", ['n-2']],
    ["' OR 1=1 -- ", []],
    ['\\', ['n-2']],
    ['「證明」', ['n-1']],
    ['　 ', []],
  ])('%s finds %j', async (text, ids) => {
    expect(await found(text)).toEqual(ids);
  });

  it('the point it cites, and no other', async () => {
    const citing = async (point: object): Promise<string[]> =>
      (await notices.list({ sought: { point: point as never }, limit: 10 })).items.map(({ id }) => id);
    expect(await citing({ point: 13 })).toEqual(['n-1']);
    expect(await citing({ point: 8 })).toEqual(['n-2']);
    expect(await citing({ point: 1 })).toEqual([]);
    expect(await citing({ point: 13, paragraph: 2 })).toEqual([]);
    await decided('s-1', '帳號遭冒用', 11);
    const sought = { point: { point: 13, paragraph: 2, subparagraph: 11 }, text: '冒用' };
    expect((await suspensions.list({ sought, limit: 10 })).items).toMatchObject([{ id: 's-1' }]);
    expect((await suspensions.list({ sought: { ...sought, text: '自評' }, limit: 10 })).items).toEqual([]);
    expect(await found('冒用')).toEqual([]);
  });

  it('what it says after it was submitted again, and nothing else', async () => {
    await submitted('n-2', { reason: '未依規定辦理盤點', items: ['補辦'], seq: 1 });
    expect(await found('自評')).toEqual([]);
    expect(await found('done')).toEqual([]);
    expect(await found('辦理盤點')).toEqual(['n-2']);
  });

  it('begins of its case number, in which nothing is a wildcard', async () => {
    const numbered = async (caseNumber: string): Promise<string[]> =>
      (await notices.list({ tenant, caseNumber, limit: 10 })).items.map(({ id }) => id);
    expect(await numbered('限改-115-n-2')).toEqual(['n-2']);
    expect(await numbered('限改-115')).toEqual(['n-1', 'n-2']);
    for (const other of ['改', '限改%2', '限改_115', '限改-115-n-2|'])
      expect(await numbered(other)).toEqual([]);
  });

  it('is within the scopes of who asks', async () => {
    await submitted('n-3', { reason: '惡意', of: otherTenant });
    expect(await found('惡意', { tenant: undefined, scopes: [{ tenant: otherTenant }] })).toEqual(['n-3']);
    expect(await found('惡意', { scopes: [{ respondentId: respondent, knownTo: 'respondent' }] })).toEqual(
      [],
    );
    expect(await found('惡意', { scopes: [] })).toEqual([]);
  });
});

/** Few characters, so that they meet: of both planes, of both widths, and those that SQL has a meaning for. */
const letters = string({
  unit: constantFrom(
    '公',
    '文',
    '交',
    '換',
    '臺',
    '台',
    '𠮷',
    'Ａ',
    'a',
    '1',
    '%',
    '_',
    "'",
    '\\',
    ' ',
    '。',
  ),
  minLength: 1,
  maxLength: 12,
});

it('finds what a comparison of every text finds', async () => {
  await assert(
    asyncProperty(
      array(letters, { minLength: 1, maxLength: 12 }),
      array(letters, { minLength: 1, maxLength: 6 }),
      integer({ min: 0, max: 3 }),
      async (reasons, queries, resubmitted) => {
        await register.dataSource.query('DELETE FROM notices');
        for (const table of ['commands', 'events', 'search_texts', 'search_terms'])
          await register.dataSource.query(`DELETE FROM ${table}`);
        const id = (index: number): string => `n-${String(index).padStart(2, '0')}`;
        for (const [index, reason] of reasons.entries()) {
          await submitted(id(index), { reason: index < resubmitted ? '公文' : reason });
          if (index < resubmitted) await submitted(id(index), { reason, seq: 1 });
        }
        for (const query of queries) {
          const sought = wordsOf(query);
          if (sought.length === 0) continue;
          const expected = reasons.flatMap((reason, index) => {
            const all = `限改-115-${id(index)} ${respondent} 某機關 ${reason} 公文電子交換系統資訊安全管理規範第八點`;
            const has = wordsOf(all);
            return sought.every((word) => has.some((one) => one.includes(word))) ? [id(index)] : [];
          });
          expect([query, await found(query)]).toEqual([query, expected]);
        }
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

describe('a suspension that ended with its organisation', () => {
  beforeEach(async () => {
    for (const id of ['s-told', 's-untold']) await decided(id, '帳號遭冒用', 8);
    await then('s-told', 1, 'SuspensionApproved');
    await then('s-told', 2, 'DissolutionApproved');
    await then('s-untold', 1, 'DissolutionApproved');
  });

  const withReason = async (text: string): Promise<string[]> =>
    (await suspensions.list({ tenant, sought: { text }, limit: 10 })).items.map(({ id }) => id);

  const isFoundByWhatWasTold = async (): Promise<void> => {
    expect(await withReason('帳號遭冒用')).toEqual(['s-told']);
    expect(await withReason(respondent)).toEqual(['s-told', 's-untold']);
    const citing = await suspensions.list({ sought: { point: { point: 13, paragraph: 2 } }, limit: 10 });
    expect(citing.items.map(({ id }) => id)).toEqual(['s-told']);
  };

  it('is found by what it says only where that was told', isFoundByWhatWasTold);

  it('and the same when it comes into the index afterwards', async () => {
    for (const table of ['search_texts', 'search_terms'])
      await register.dataSource.query(`DELETE FROM ${table}`);
    await indexExistingCases(register.dataSource);
    await isFoundByWhatWasTold();
  });
});

describe('what very many cases say', () => {
  beforeEach(async () => {
    const { manager } = register.dataSource;
    await submitted('n-0000', { reason: '公文交換' });
    const count = FEW + 20;
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const padded = (number: number): string => String(number).padStart(4, '0');
    await manager.query(
      `INSERT INTO notices (id, tenant, case_number, respondent_id, phase, closed, seq, updated_at) VALUES ${numbers
        .map(
          (n) =>
            `('n-${padded(n)}', '${tenant}', '${n}', '${respondent}', 'tracking', 0, 1, UTC_TIMESTAMP())`,
        )
        .join()}`,
    );
    await manager.query(
      `INSERT INTO search_texts (doc, case_kind, case_id, text) VALUES ${numbers
        .map(
          (n) => `(${100_000 + n}, 'notice', 'n-${padded(n)}', '${n % 2 === 0 ? '公文交換' : '公文與交換'}')`,
        )
        .join()}`,
    );
    const terms = ['公', '文']
      .map((one) => one.charCodeAt(0))
      .concat('公'.charCodeAt(0) * 65_536 + '文'.charCodeAt(0));
    for (const term of terms)
      await manager.query(
        `INSERT INTO search_terms (case_kind, term, doc) VALUES ${numbers.map((n) => `('notice', ${term}, ${100_000 + n})`).join()}`,
      );
  });

  it('comes page by page in the order of the list, each once', async () => {
    const ids: string[] = [];
    let next: string | undefined;
    do {
      const page = await notices.list({
        tenant,
        sought: { text: '公文' },
        limit: 200,
        ...(next === undefined ? {} : { after: next }),
      });
      ids.push(...page.items.map(({ id }) => id));
      next = page.next;
    } while (next !== undefined);
    expect(ids).toHaveLength(FEW + 21);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});

describe('cases of before there was an index', () => {
  const forget = async (): Promise<void> => {
    for (const table of ['search_texts', 'search_terms'])
      await register.dataSource.query(`DELETE FROM ${table}`);
  };

  it('come in once, with what they say last', async () => {
    await submitted('n-1', { reason: '自評' });
    await submitted('n-1', { reason: '盤點', seq: 1 });
    await decided('s-1', '帳號遭冒用', 8);
    const terms = (): Promise<unknown[]> =>
      register.dataSource.query(
        'SELECT t.case_kind, term, case_id FROM search_terms t JOIN search_texts x ON x.doc = t.doc ORDER BY 1, 2, 3',
      );
    const before = await terms();
    await forget();
    expect(await found('盤點')).toEqual([]);
    expect(await indexExistingCases(register.dataSource)).toBe(2);
    expect(await indexExistingCases(register.dataSource)).toBe(0);
    expect(await found('盤點')).toEqual(['n-1']);
    expect(await found('自評')).toEqual([]);
    expect(await terms()).toEqual(before);
  });

  it('go on where they were broken off, also where a case has no text at all', async () => {
    const kinds: CaseKind[] = ['notice', 'suspension'];
    for (const kind of kinds) await cases.record(transitionOf({ kind, id: `${kind}-1` }));
    for (let index = 0; index < 120; index += 1) await submitted(`n-${index}`, { reason: '盤點' });
    await register.dataSource.query(
      "DELETE FROM search_terms WHERE doc IN (SELECT doc FROM search_texts WHERE case_id >= 'n-5')",
    );
    await register.dataSource.query("DELETE FROM search_texts WHERE case_id >= 'n-5'");
    const missing = 122 - (await register.dataSource.query<unknown[]>('SELECT doc FROM search_texts')).length;
    expect(missing).toBeGreaterThan(50);
    expect(await indexExistingCases(register.dataSource)).toBe(missing);
    expect(await found('盤點', { limit: 200 })).toHaveLength(120);
    expect(await found('notice-1')).toEqual(['notice-1']);
  });
});

it('costs a recording that brings a text three statements, and any other none', async () => {
  const statements = watchStatements(register.dataSource);
  await submitted('n-1', { reason: '自評' });
  const first = statements.filter((sql) => sql.includes('search_'));
  expect(first.map((sql) => sql.split(' ').slice(0, 3).join(' '))).toEqual([
    expect.stringMatching(/^SELECT /),
    'INSERT INTO search_texts',
    'INSERT INTO search_terms',
  ]);
  statements.length = 0;
  await cases.record(transitionOf({ id: 'n-1', seq: 1 }));
  expect(statements.filter((sql) => sql.includes('search_'))).toEqual([]);
});

describe('a search that would take too long', () => {
  it('is refused where folding makes too many words of it', async () => {
    // What stands for points of the regulation is no text, and parts words.
    await expect(found([...'一二三四五六七八九十百'].join('\u{F0000}'))).rejects.toBeInstanceOf(
      TooManyWordsError,
    );
    await expect(found('一 '.repeat(20))).resolves.toEqual([]);
  });

  it('is broken off by the server, and the next one is not', async () => {
    await submitted('n-1', { reason: '連線惡意IP' });
    const locking = register.dataSource.createQueryRunner();
    await locking.query('LOCK TABLES search_texts WRITE');
    try {
      await expect(found('惡意')).rejects.toBeInstanceOf(StatementTimeoutError);
    } finally {
      await locking.query('UNLOCK TABLES');
      await locking.release();
    }
    expect(await found('惡意')).toEqual(['n-1']);
  });
});

import { linesOfWhatIf } from './what-if-lines';

const nothing = { added: 0, dropped: 0, moved: 0 };
const view = {
  at: 0,
  examined: { notices: 3, suspensions: 1 },
  changed: 2,
  issueRefusals: { added: 1, dropped: 0, moved: 0 },
  deadlines: { added: 0, dropped: 1, moved: 2 },
  letters: nothing,
  suspensions: nothing,
  entries: [
    {
      kind: 'notice' as const,
      caseId: 'n-1',
      caseNumber: '限改-115-000001',
      respondentName: '○○公司',
      deadlines: [],
      letters: [],
      suspensions: [],
      text: ['第二次改善期限：民國115年8月28日 → 民國115年9月1日'],
    },
  ],
  omitted: 1,
};

it('tells totals, cases, and how many are not listed', () => {
  expect(linesOfWhatIf(view)).toEqual([
    '試算未結案件 4 件（限期改善 3 件、中止服務 1 件），有差異 2 件。',
    '　不得核准發文：變動 0、新增 1、不再有 0',
    '　期限：變動 2、新增 0、不再有 1',
    '　信件：變動 0、新增 0、不再有 0',
    '　中止：變動 0、新增 0、不再有 0',
    '限改-115-000001　○○公司',
    '　第二次改善期限：民國115年8月28日 → 民國115年9月1日',
    '另有 1 件有差異，未列出。',
  ]);
  expect(linesOfWhatIf({ ...view, omitted: 0 }).at(-1)).not.toContain('未列出');
});

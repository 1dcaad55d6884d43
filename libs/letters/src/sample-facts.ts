import { letterCatalogue, type LetterFact, type LetterFacts, type LetterTemplate } from '@xiangaitong/domain';

/** The filled-in example of the form (seed 002), with what else a letter can have. */
const samples: { readonly [F in LetterFact]: Exclude<LetterFacts[F], undefined> } = {
  reason: '貴用戶使用公文電子交換系統之電腦連線惡意 IP，請確認原因並改善。',
  items: ['請對使用本系統之電腦進行掃毒，並提供掃毒結果。', '請更新作業系統及防毒軟體至最新版本。'],
  legalBases: ['公文電子交換系統資訊安全管理規範第十三點第二項第十一款'],
  deadline: '2026-12-04',
  effectiveDate: '2026-12-14',
  earlierDate: '2026-12-10',
  supplementDate: '2026-12-02',
  round: 1,
  result: '尚未完成，再給予改善期限至民國115年12月4日。',
  remark: '未附掃毒結果，尚無法確認已改善。',
  reference: '資安字第1150001234號',
  ground: '未即時改善不符合事項且無正當理由者',
  seriousReason: '病毒持續擴散，已影響其他用戶。',
};

/** Facts of nobody, for a preview: all that a letter of this template can have, or only these. */
export function sampleFacts(
  template: LetterTemplate,
  { confidential = false, optional = letterCatalogue[template].optional }: SampleOptions = {},
): LetterFacts {
  const names = [...letterCatalogue[template].facts, ...optional];
  return {
    caseNumber: '限改-115-000001',
    respondentName: '○○股份有限公司',
    confidential,
    contactPersonId: '',
    ...Object.fromEntries(names.map((name) => [name, samples[name]])),
  };
}

interface SampleOptions {
  readonly confidential?: boolean;
  readonly optional?: readonly LetterFact[];
}

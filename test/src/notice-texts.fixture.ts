import type { NoticeItem } from '@xiangaitong/domain';

/** Organisations that get notices. */
export const RESPONDENTS = 2_000;

const districts =
  '東區,南區,北區,安南區,安平區,中西區,新營區,鹽水區,白河區,麻豆區,佳里區,永康區,歸仁區,善化區,學甲區'.split(
    ',',
  );
const kinds = '國民小學,國民中學,區公所,戶政事務所,地政事務所,衛生所,圖書館,農會,公會,幼兒園'.split(',');
const stems = '仁愛,信義,和平,忠孝,文化,光復,中正,大成,永福,勝利,開元,博愛,復興,新民,安順'.split(',');

/** An organisation, the first of them as in the directory of the case scripts; no two have the same name. */
export const respondentOf = (index: number): { readonly id: string; readonly name: string } => ({
  id: index === 0 ? 'XC12345678' : `XB${String(index).padStart(8, '0')}`,
  name: `臺南市${pick(districts, index)}${pick(stems, Math.floor(index / 15))}${pick(kinds, index)}${index >= 225 ? `第${index}分部` : ''}`,
});

const causes = [
  '連線惡意IP',
  '未依規定辦理本系統資訊安全自評',
  '逾期未更新電子憑證',
  '帳號由未經授權人員使用',
  '未依規定安裝防毒軟體',
  '公文電子交換紀錄未留存',
  '作業系統已終止支援',
  '傳送附件夾帶巨集',
];
const actions = [
  '請對貴用戶使用本系統電腦進行掃毒及採樣回報結果。',
  '請確認公文電子交換檔案是否感染惡意程式。',
  '請補辦資訊安全自評並函報主管機關。',
  '請更換電子憑證並刪除舊憑證檔案。',
  '請停用離職人員帳號並全面清查權限。',
  '請更新作業系統及防毒軟體病毒碼。',
];

/** One in a thousand speaks of 勒索軟體, every one of 公文電子交換系統. */
export const reasonOf = (i: number): string =>
  `經查貴用戶使用公文電子交換系統電腦(IP：10.${(i >> 8) & 255}.${i & 255}.${(i * 7) & 255})${pick(causes, i)}${
    i % 1_000 === 500 ? '，並遭勒索軟體加密' : ''
  }，請說明原因。`;

export const itemsOf = (i: number): readonly NoticeItem[] => [
  { number: 1, kind: 'action', text: pick(actions, i) },
  ...(i % 4 === 0
    ? [{ number: 2, kind: 'instruction', text: '改善情形請以電子郵件回復，並以電話確認。' } as const]
    : []),
];

function pick<T>(of: readonly T[], index: number): T {
  const one = of[index % of.length];
  if (one === undefined) throw new RangeError('nothing to pick');
  return one;
}

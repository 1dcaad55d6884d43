import { regulationEditions } from './edition';
import { editionInChinese } from './edition-text';

it('prints title, letter, and every provision under its number', () => {
  const lines = editionInChinese(regulationEditions['108']);
  expect(lines.slice(0, 2)).toEqual([
    '公文電子交換系統資訊安全管理規範',
    '民國108年11月15日行政院院授發檔(資)字第1080008553號函',
  ]);
  const thirteen = lines.slice(lines.findIndex((line) => line.startsWith('十三、')));
  expect(thirteen[0]).toBe(
    '十三、管理層及交換層機關因資訊安全需求，請使用機關(構)配合調查或辦理事項，各使用機關(構)應於期限內完成。',
  );
  expect(thirteen[1]).toMatch(/^\u3000各機關\(構\)如有發生下列情形之一者/);
  expect(thirteen[12]).toBe('　(十一)未即時改善不符合事項且無正當理由者。');
  expect(thirteen[14]).toMatch(/^\u3000交換系統用戶機關\(構\)之公文相關系統發生資安事件/);
  expect(lines).toContain('　(二)電子簽章法。');
  expect(lines.some((line) => line.startsWith('　　5.交換層機關應以防火牆白名單'))).toBe(true);
});

it('prints each number of the deepest level, and none twice in a place', () => {
  const lines = editionInChinese(regulationEditions['105']);
  expect(lines.filter((line) => /^\u3000\u3000\u3000\((1|2)\)/.test(line)).length).toBeGreaterThan(5);
  expect(lines.every((line) => line.trim() !== '')).toBe(true);
});

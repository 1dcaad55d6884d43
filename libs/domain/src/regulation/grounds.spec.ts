import { citeGround, groundOfFailedRounds, groundText, regulationInForce, type Ground } from './grounds';

const grounds: readonly Ground[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

describe('the grounds of 點13-2', () => {
  // Words that only the ground itself has, as seed 000 prints them.
  it.each<[Ground, string, string]>([
    [1, '一', '第三級至第四級資通安全事件'],
    [2, '二', '電子憑證 IC 卡遺失'],
    [3, '三', '所隸上級機關(構)之資訊安全管理系統(ISMS)'],
    [4, '四', '交換層機關未將本系統納入 ISMS 第三方認證範圍'],
    [5, '五', '未依規定辦理本系統資訊安全自評'],
    [6, '六', '拒絕接受管理層或交換層機關稽核'],
    [7, '七', '廣告性質電子公文'],
    [8, '八', '散播電腦病毒'],
    [9, '九', '持續進行阻斷性攻擊'],
    [10, '十', '侵害他人智慧財產權'],
    [11, '十一', '未即時改善不符合事項且無正當理由者'],
    [12, '十二', '情節重大'],
  ])('(%i) is cited as 第%s款', (ground, numeral, words) => {
    expect(citeGround(ground)).toBe(`公文電子交換系統資訊安全管理規範第十三點第二項第${numeral}款`);
    expect(groundText(ground)).toContain(words);
    expect(grounds.filter((other) => groundText(other).includes(words))).toEqual([ground]);
  });

  it('names failed rounds by (十一), in the edition of 108', () => {
    expect(groundText(groundOfFailedRounds)).toBe('未即時改善不符合事項且無正當理由者。');
    expect(regulationInForce).toBe('108');
  });
});

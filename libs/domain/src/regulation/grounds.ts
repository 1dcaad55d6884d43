import { chineseNumeral } from './chinese-numeral';

/** 點13 para 2 (一)–(十二): the grounds on which service may be suspended. */
export type Ground = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/** Edition of 公文電子交換系統資訊安全管理規範 in force (108-11-15). */
export const regulationInForce = '108';

/** What follows from rounds that failed: 未即時改善不符合事項且無正當理由者, 點13-2(十一). */
export const groundOfFailedRounds: Ground = 11;

const texts: Record<Ground, string> = {
  1: '發生資通安全事件通報及應變辦法所列第三級至第四級資通安全事件。',
  2: '電子憑證 IC 卡遺失或未使用加解密模組。',
  3: '機關(構)未將本系統納入機關內部或參採所隸上級機關(構)之資訊安全管理系統(ISMS)管理。',
  4: '交換層機關未將本系統納入 ISMS 第三方認證範圍與資安監控中心(SOC)監控範圍防護。',
  5: '未依規定辦理本系統資訊安全自評或未對所屬機關層及終端層機關(構)進行定期稽核。',
  6: '拒絕接受管理層或交換層機關稽核或拒絕依稽核結果限期改善。',
  7: '發送廣告性質電子公文經交換層機關警告後仍未改善。',
  8: '利用本系統散播電腦病毒。',
  9: '蓄意破壞、干擾或妨礙其他用戶之交換系統，或對交換層主機持續進行阻斷性攻擊。',
  10: '發送侵害他人智慧財產權之電子公文或附件檔。',
  11: '未即時改善不符合事項且無正當理由者。',
  12: '其他未依本規範規定執行工作權責且情節重大。',
};

/** The ground's wording in edition 108. */
export const groundText = (ground: Ground): string => texts[ground];

/** Emergency suspension on the word of the cybersecurity authority (點13-3), as a letter cites it. */
export const citeEmergency = '公文電子交換系統資訊安全管理規範第十三點第三項';

/** As a letter cites it: 公文電子交換系統資訊安全管理規範第十三點第二項第十一款. */
export const citeGround = (ground: Ground): string =>
  `公文電子交換系統資訊安全管理規範第十三點第二項第${chineseNumeral(ground)}款`;

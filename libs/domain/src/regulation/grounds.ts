import { chineseNumeral } from './chinese-numeral';
import { groundTexts, type EditionId } from './edition';

/** 點13 para 2 (一)–(十二): the grounds on which service may be suspended. */
export type Ground = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/** Edition of 公文電子交換系統資訊安全管理規範 in force (108-11-15). */
export const regulationInForce: EditionId = '108';

/** What follows from rounds that failed: 未即時改善不符合事項且無正當理由者, 點13-2(十一). */
export const groundOfFailedRounds: Ground = 11;

/**
 * The ground's wording in edition 108, to which the numbers of {@link Ground} belong.
 * @throws RangeError when the edition has no such ground: it would have lost its text
 */
export function groundText(ground: Ground): string {
  const text = groundTexts('108')[ground - 1];
  if (text === undefined) throw new RangeError(`no ground ${ground}`);
  return text;
}

/** Emergency suspension on the word of the cybersecurity authority (點13-3), as a letter cites it. */
export const citeEmergency = '公文電子交換系統資訊安全管理規範第十三點第三項';

/** As a letter cites it: 公文電子交換系統資訊安全管理規範第十三點第二項第十一款. */
export const citeGround = (ground: Ground): string =>
  `公文電子交換系統資訊安全管理規範第十三點第二項第${chineseNumeral(ground)}款`;

/**
 * 直轄市、縣、市 by the letters of ISO 3166-2:TW. Each announces by itself whether its offices are shut
 * because of a natural disaster (天然災害停止上班及上課作業辦法).
 */
export const countyNames = {
  TPE: '臺北市',
  NWT: '新北市',
  TAO: '桃園市',
  TXG: '臺中市',
  TNN: '臺南市',
  KHH: '高雄市',
  KEE: '基隆市',
  HSZ: '新竹市',
  HSQ: '新竹縣',
  MIA: '苗栗縣',
  CHA: '彰化縣',
  NAN: '南投縣',
  YUN: '雲林縣',
  CYI: '嘉義市',
  CYQ: '嘉義縣',
  PIF: '屏東縣',
  ILA: '宜蘭縣',
  HUA: '花蓮縣',
  TTT: '臺東縣',
  PEN: '澎湖縣',
  KIN: '金門縣',
  LIE: '連江縣',
} as const;

/** A county or a municipality of its rank. */
export type County = keyof typeof countyNames;

/** Every code, in the order of the table. */
export const counties: readonly County[] = Object.keys(countyNames).filter(isCounty);

/** The county of a code (`TNN`) or of a name, 臺 written either way; nothing else is guessed at. */
export function parseCounty(text: string): County | undefined {
  const plain = text.trim();
  if (isCounty(plain)) return plain;
  const name = plain.replace('台', '臺');
  return counties.find((county) => countyNames[county] === name);
}

function isCounty(text: string): text is County {
  return Object.hasOwn(countyNames, text);
}

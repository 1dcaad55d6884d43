import type { ShippedWording } from '@xiangaitong/domain';
import { text, toAuthority, toBoth, toBureau, toRespondent } from './wording-parts';

const reason = '事由：{{ reason }}';
const why = '理由：{{ remark }}';
const serious = '{% if seriousReason %}本案事態嚴重，爰逕予中止服務：{{ seriousReason }}{% endif %}';
const onlyWhenConfirmed = '改善完成並經資通安全管理法主管機關確認後，始得復原服務。';

/** What respondent, archives bureau and authority are told of a suspension (點13, 附錄四). */
export const suspensionLetters: readonly ShippedWording[] = [
  toRespondent(
    'suspensionNotice',
    text(
      '中止公文電子交換服務通知',
      '貴機關（構）有{{ legalBases }}所定「{{ ground }}」之情形，茲通知自{{ effectiveDate }}零時起中止公文電子交換系統服務。',
      reason,
      serious,
      onlyWhenConfirmed,
    ),
  ),
  toBureau(
    'suspensionReport',
    text(
      '中止交換服務回報',
      '{{ respondentName }}有{{ legalBases }}所定「{{ ground }}」之情形，業經書面通知，將自{{ effectiveDate }}零時起中止公文電子交換系統服務，謹此回報。',
      reason,
      serious,
    ),
  ),
  toBoth(
    'suspensionPostponed',
    text(
      '中止交換服務日期延後',
      '本機關前通知自{{ earlierDate }}零時起中止貴機關（構）之公文電子交換系統服務，茲延至{{ effectiveDate }}零時起中止。',
      why,
      onlyWhenConfirmed,
    ),
    text(
      '中止交換服務日期延後',
      '{{ respondentName }}之公文電子交換系統服務，原訂自{{ earlierDate }}零時起中止，茲延至{{ effectiveDate }}零時起中止，謹此回報。',
      why,
    ),
  ),
  toBoth(
    'suspensionCancelled',
    text(
      '取消中止交換服務',
      '本機關前通知自{{ effectiveDate }}零時起中止貴機關（構）之公文電子交換系統服務，茲予取消，不予執行，請查照。',
      why,
    ),
    text(
      '取消中止交換服務',
      '本機關前回報自{{ effectiveDate }}零時起中止{{ respondentName }}之公文電子交換系統服務，茲予取消，不予執行，謹此回報。',
      why,
    ),
  ),
  toBureau(
    'suspensionNotExecuted',
    text(
      '中止交換服務未執行',
      '本機關前回報將中止{{ respondentName }}之公文電子交換系統服務，嗣延至{{ effectiveDate }}；因延後之書面通知未及送達，屆期不予執行，服務仍為正常，將另訂日期，謹此回報。',
    ),
  ),
  toBoth(
    'suspensionExecuted',
    text(
      '中止交換服務已執行',
      '貴機關（構）之公文電子交換系統服務，已自{{ effectiveDate }}起中止。',
      '改善完成後，請提出改善說明；經查核認可並由資通安全管理法主管機關確認後，復原服務。',
    ),
    text(
      '中止交換服務已執行',
      '{{ respondentName }}之公文電子交換系統服務，已自{{ effectiveDate }}起中止，謹此回報。',
      reason,
    ),
  ),
  toBoth(
    'emergencySuspended',
    text(
      '緊急中止交換服務',
      '資通安全管理法主管機關認定有重大危害之虞（文號：{{ reference }}），貴機關（構）之公文電子交換系統服務已於{{ effectiveDate }}即時中止。',
      reason,
      '資安事件處理完竣後，請提出改善說明；經資通安全管理法主管機關確認及通知後，始得復原服務。',
    ),
    text(
      '緊急中止交換服務',
      '資通安全管理法主管機關認定有重大危害之虞（文號：{{ reference }}），{{ respondentName }}之公文電子交換系統服務已於{{ effectiveDate }}即時中止，謹此回報。',
      reason,
    ),
  ),
  toAuthority(
    'ratificationRefused',
    text(
      '緊急中止未獲追認，請儘速確認是否復原',
      '依貴機關通知（文號：{{ reference }}）對{{ respondentName }}執行之緊急中止，本機關未予追認。',
      why,
      '公文電子交換系統服務於貴機關確認前不予復原，請儘速確認是否復原；認為不宜復原者，請敘明理由。',
    ),
  ),
  toRespondent(
    'cureRejected',
    text(
      '改善說明未獲認可',
      '貴機關（構）所提改善完成之說明，經查核未予認可，公文電子交換系統服務仍為中止狀態。',
      why,
      '請依上述理由繼續改善後，再行提出說明。',
    ),
  ),
  toAuthority(
    'confirmationRequest',
    text(
      '請確認復原交換服務',
      '{{ respondentName }}業已完成改善並經本機關查核認可，請貴機關確認，俾據以復原公文電子交換系統服務；認為不宜復原者，請敘明理由。',
      '原中止事由：{{ reason }}',
    ),
  ),
  toAuthority(
    'confirmationReminder',
    text(
      '尚待貴機關確認復原交換服務',
      '前請貴機關確認是否復原{{ respondentName }}之公文電子交換系統服務，迄未獲復。服務於貴機關確認前不予復原，請惠予確認；認為不宜復原者，請敘明理由。',
    ),
  ),
  toRespondent(
    'confirmationRefused',
    text(
      '主管機關未同意復原服務',
      '資通安全管理法主管機關未同意復原貴機關（構）之公文電子交換系統服務，服務仍為中止狀態。',
      why,
      '請依上述理由繼續改善後，再行提出說明。',
    ),
  ),
  toBoth(
    'serviceRestored',
    text(
      '交換服務已復原',
      '貴機關（構）之公文電子交換系統服務，業經資通安全管理法主管機關確認（文號：{{ reference }}），現已復原，請查照。',
    ),
    text(
      '交換服務已復原',
      '{{ respondentName }}之公文電子交換系統服務，業經資通安全管理法主管機關確認（文號：{{ reference }}），現已復原，謹此回報。',
    ),
  ),
  toBoth(
    'suspensionEnded',
    text(
      '本件中止案終結',
      '貴機關（構）之本件中止案，業經資通安全管理法主管機關確認（文號：{{ reference }}）而終結。',
      '惟另有其他應中止服務之事由，公文電子交換系統服務目前仍為中止狀態。',
    ),
    text(
      '本件中止案終結',
      '{{ respondentName }}之本件中止案，業經資通安全管理法主管機關確認（文號：{{ reference }}）而終結；惟另有其他應中止服務之事由，公文電子交換系統服務目前仍為中止狀態，謹此回報。',
    ),
  ),
  toBoth(
    'suspensionDissolved',
    text(
      '裁撤，中止服務案結案',
      '貴機關（構）業經裁撤，本件中止服務案結案，公文電子交換系統服務不再提供，請查照。',
    ),
    text(
      '裁撤，中止服務案結案',
      '{{ respondentName }}業經裁撤，本件中止服務案結案，公文電子交換系統服務不再提供，謹此回報。',
    ),
  ),
];

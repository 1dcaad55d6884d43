/** A policy in Chinese: the one place where its fields and their values have names. */
import { policyFields, type PolicyContent, type PolicyField } from './policy';
import type { PolicyChange } from './policy-diff';

const DAYS = '日';
const WORKING_DAYS = '個上班日';

/** What a field is called, and what its numbers count. */
const fields: Readonly<Record<PolicyField, { readonly name: string; readonly unit: string }>> = {
  minimumTermDays: { name: '最短改善期限', unit: DAYS },
  extensionDays: { name: '系統展期及補正期間', unit: DAYS },
  noticePeriodDays: { name: '中止服務通知期間', unit: DAYS },
  reminderWorkingDays: { name: '期限屆滿前提醒', unit: WORKING_DAYS },
  trackerSilenceWorkingDays: { name: '追蹤人員逾期未登錄之等候期間', unit: WORKING_DAYS },
  approvalWorkingDays: { name: '核准期間', unit: WORKING_DAYS },
  assessmentWorkingDays: { name: '查核期間', unit: WORKING_DAYS },
  authorityWorkingDays: { name: '主管機關回復期間', unit: WORKING_DAYS },
  cureReminderWorkingDays: { name: '中止期間催請改善之間隔', unit: WORKING_DAYS },
  telephoneCallWorkingDays: { name: '等候來電確認之期間', unit: WORKING_DAYS },
  onSilence: { name: '逾期未登錄之處理', unit: '' },
};

const onSilenceNames: Readonly<Record<PolicyContent['onSilence'], string>> = {
  automatic: '由系統依政策辦理',
  manual: '僅提醒人員',
};

export const policyFieldName = (field: PolicyField): string => fields[field].name;

/** `14 日`, `7、3、1 個上班日`, `僅提醒人員`. */
export function policyValueInChinese(field: PolicyField, value: PolicyContent[PolicyField]): string {
  if (typeof value === 'string') return onSilenceNames[value];
  if (typeof value === 'number') return `${value} ${fields[field].unit}`;
  return value.length === 0 ? '無' : `${value.join('、')} ${fields[field].unit}`;
}

/** `最短改善期限：14 日 → 21 日`. */
export const policyChangeInChinese = ({ field, before, after }: PolicyChange): string =>
  `${policyFieldName(field)}：${policyValueInChinese(field, before)} → ${policyValueInChinese(field, after)}`;

/** All of it, a line a field. */
export const policyInChinese = (content: PolicyContent): string[] =>
  policyFields.map((field) => `${policyFieldName(field)}：${policyValueInChinese(field, content[field])}`);

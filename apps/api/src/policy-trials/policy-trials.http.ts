import {
  policyPreviewBody,
  policyPreviewView,
  policyWhatIfBody,
  policyWhatIfView,
} from '@xiangaitong/contracts';
import { endpoint } from '../http/endpoint-spec';

const tag = '處理政策';

export const previewEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/policies/preview',
  tag,
  summary: '預覽：以範例案件逐日演示一份政策內容（督導、中心管理人員或稽核）；不留紀錄',
  by: ['centre', 'auditor'],
  body: policyPreviewBody,
  responses: { 200: policyPreviewView },
  problems: [],
});

export const whatIfEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/policies/what-if',
  tag,
  summary:
    '試算：本中心每一件未結案件，依其所適用之政策與依草案各自推演，列出能否核准發文、期限、信件與中止的差異；尚未發文者視同現在發文，與現行政策比較（督導、中心管理人員或稽核）；不留紀錄，亦不變更任何案件',
  by: ['centre', 'auditor'],
  body: policyWhatIfBody,
  responses: { 200: policyWhatIfView },
  problems: [],
});

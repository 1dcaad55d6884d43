import { closureBody, closuresQuery, closuresView, closureView } from '@xiangaitong/contracts';
import { endpoint } from '../http/endpoint-spec';

const tag = '停止上班';

export const enterEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/closures',
  tag,
  summary:
    '登錄一個直轄市、縣、市某日停止上班，或更正先前的登錄（督導、中心管理人員或檔案局）；登錄本身不變更任何案件的期限',
  by: ['centre', 'bureau'],
  body: closureBody,
  responses: { 200: closureView, 201: closureView },
  problems: ['calendar.notCovered', 'closure.dayOff', 'closure.dateOutOfRange', 'closure.nothingToTakeBack'],
});

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/closures',
  tag,
  summary: '列出停止上班的各項登錄，新的在前；每一縣市每一日以最後登錄者為準',
  by: ['centre', 'auditor', 'bureau'],
  query: closuresQuery,
  responses: { 200: closuresView },
  problems: [],
});

import { problemView, type ProblemCode } from '@xiangaitong/contracts';
import type { NamedEndpoint } from './endpoint-explorer.service';
import type { EndpointSpec, Fields } from './endpoint-spec';
import { problemsOf } from './implied-problems';
import { componentSchemas, inlineSchema, schemaRef, type JsonSchema } from './openapi-schemas';
import { problemStatus, problemTitle } from './problem-status';

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const description = [
  '限期改善單與中止服務案的介面。每個 POST 都要附 Idempotency-Key：同一識別碼重送，得到第一次的答覆',
  '（標頭 Idempotent-Replay: true）；命令在 10 秒內未完成時回 202，之後到 Location 查結果。',
  '錯誤一律為 application/problem+json：code 給程式，detail 給人。日期為 YYYY-MM-DD，時刻為業務時間的 epoch 毫秒。',
].join('');

/** Writes down the endpoints that are served, from the same descriptions that serve them. */
export function openApiDocument(endpoints: readonly NamedEndpoint[]): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  for (const { name, spec } of endpoints) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operation(name, spec) };
  }
  const specs = endpoints.map(({ spec }) => spec);
  const requests = specs.flatMap(({ body }) => (body === undefined ? [] : [body]));
  const responses = [...specs.flatMap((spec) => Object.values(spec.responses)), problemView];
  return {
    openapi: '3.1.0',
    info: { title: '限改通 API', version: '1', description },
    paths,
    components: { schemas: componentSchemas([...new Set(requests)], [...new Set(responses)]) },
  };
}

function operation(name: string, spec: EndpointSpec): object {
  return {
    operationId: name,
    tags: [spec.tag],
    summary: spec.summary,
    parameters: parametersOf(spec),
    ...(spec.body === undefined
      ? {}
      : {
          requestBody: { required: true, content: { 'application/json': { schema: schemaRef(spec.body) } } },
        }),
    responses: { ...answersOf(spec), ...problemAnswers(problemsOf(spec)) },
  };
}

function parametersOf(spec: EndpointSpec): object[] {
  const header = (
    parameter: string,
    example: string,
    text: string,
    pattern: string,
    required = true,
  ): object => ({
    name: parameter,
    in: 'header',
    required,
    description: text,
    example,
    schema: { type: 'string', pattern },
  });
  const people = spec.by !== 'anyone';
  return [
    ...fieldsOf(spec.params, 'path'),
    ...fieldsOf(spec.query, 'query'),
    ...(people
      ? [
          header('X-Actor', 'p-lin:drafter', '操作人員與角色', '^[0-9a-z-]{1,64}:[A-Za-z]+$'),
          header('X-On-Behalf-Of', 'p-cai', '代理何人；角色須為被代理人的角色', '^[0-9a-z-]{1,64}$', false),
        ]
      : []),
    ...(people && spec.method === 'POST'
      ? [header('Idempotency-Key', '0d9c6a52-8f0b-4f0e', '這項要求的識別碼', '^[A-Za-z0-9_-]{8,100}$')]
      : []),
  ];
}

function fieldsOf(schema: Fields | undefined, place: 'path' | 'query'): object[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { description: text, ...rest } = inlineSchema(field);
    return {
      name,
      in: place,
      required: place === 'path',
      ...(text === undefined ? {} : { description: text }),
      schema: rest,
    };
  });
}

function answersOf(spec: EndpointSpec): Record<string, object> {
  const entries = Object.entries(spec.responses).map(([status, schema]): [string, object] => [
    status,
    {
      description: status === '202' ? '已收下，尚未完成；到 Location 查結果' : '完成',
      headers: headersOf(status, spec),
      content: { 'application/json': { schema: schemaRef(schema) } },
    },
  ]);
  return Object.fromEntries(entries);
}

function headersOf(status: string, spec: EndpointSpec): object {
  const text = (explanation: string): object => ({ description: explanation, schema: { type: 'string' } });
  return {
    'X-Request-Id': text('這次要求的編號，也在紀錄中'),
    ...(status === '202' ? { Location: text('查結果的網址') } : {}),
    ...(status === '200' && spec.method === 'POST'
      ? { 'Idempotent-Replay': text('true：這是先前同一要求的答覆') }
      : {}),
  };
}

function problemAnswers(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const status = problemStatus[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const entries = [...byStatus].map(([status, those]): [string, object] => [
    String(status),
    {
      description: problemTitle(status),
      content: {
        'application/problem+json': {
          schema: {
            allOf: [
              schemaRef(problemView),
              { type: 'object', properties: { code: { enum: those.toSorted() } } },
            ],
          },
        },
      },
    },
  ]);
  return Object.fromEntries(entries);
}

import { draftBody, noticeView, type ProblemCode } from '@xiangaitong/contracts';
import { z } from 'zod';
import { problemStatus } from './http/problem-status';
import { startTestApi, type TestApi } from './test-api.fixture';

interface Operation {
  readonly operationId: string;
  readonly parameters: { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: { readonly $ref: string } }> };
  readonly responses: Record<string, { readonly content: Record<string, Content> }>;
}

interface Content {
  readonly schema: {
    readonly $ref?: string;
    readonly allOf?: { readonly properties?: { readonly code: { readonly enum: string[] } } }[];
  };
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<
      string,
      { readonly required: string[]; readonly properties: object; readonly additionalProperties?: boolean }
    >;
  };
}

let api: TestApi;
let document: Document;
const operations = (): (Operation & { method: string; path: string })[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  );

beforeAll(async () => {
  api = await startTestApi();
  document = JSON.parse((await api.request('/api/openapi.json')).text) as Document;
});
afterAll(() => api.stop());

describe('/api/openapi.json', () => {
  it('is OpenAPI 3.1 and names every endpoint of the interface', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toMatchSnapshot();
  });

  it('resolves every reference', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, reference]) => reference,
    );
    expect(references.length).toBeGreaterThan(100);
    for (const reference of new Set(references)) {
      const name = /^#\/components\/schemas\/(.+)$/.exec(reference ?? '')?.[1] ?? reference ?? '';
      expect(document.components.schemas).toHaveProperty([name]);
    }
  });

  it('has no schema that nothing refers to, and no leftover of the generator', () => {
    const text = JSON.stringify(document);
    for (const name of Object.keys(document.components.schemas)) {
      expect(text).toContain(`"$ref":"#/components/schemas/${name}"`);
    }
    expect(text).not.toContain('"$schema"');
    expect(text).not.toContain('9007199254740991');
  });

  it('names operations uniquely', () => {
    const names = operations().map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('documents X-Actor on all but health, and Idempotency-Key on every POST', () => {
    for (const { method, path, parameters } of operations()) {
      const headers = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
      const expected = [
        ...(path.startsWith('/api/v1/') ? ['X-Actor', 'X-On-Behalf-Of'] : []),
        ...(method === 'post' ? ['Idempotency-Key'] : []),
      ];
      expect([path, headers]).toEqual([path, expected]);
    }
  });

  it('declares every parameter of a path', () => {
    for (const { path, parameters } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(
        inPath,
      );
    }
  });

  it('gives each endpoint its problems, each code under its own status', () => {
    for (const { path, responses } of operations()) {
      const problems = Object.entries(responses).filter(
        ([, { content }]) => 'application/problem+json' in content,
      );
      expect([path, problems.length > 0]).toEqual([path, true]);
      for (const [status, { content }] of problems) {
        const codes = content['application/problem+json']?.schema.allOf?.[1]?.properties?.code.enum ?? [];
        expect(codes.length).toBeGreaterThan(0);
        for (const code of codes)
          expect([code, String(problemStatus[code as ProblemCode])]).toEqual([code, status]);
      }
    }
  });

  it('gives each answer a schema, and each POST and PUT a body', () => {
    for (const { method, path, requestBody, responses } of operations()) {
      expect([path, requestBody !== undefined]).toEqual([path, method !== 'get']);
      const answers = Object.entries(responses).filter(([, { content }]) => 'application/json' in content);
      expect(answers.length).toBeGreaterThan(0);
      for (const [, { content }] of answers) expect(content['application/json']?.schema.$ref).toMatch(/^#\//);
    }
  });

  it('describes what is validated: a field with a default may be left out, an unknown one may not be there', () => {
    const { DraftBody, DraftUpdateBody } = document.components.schemas;
    expect(DraftBody?.required).not.toContain('confidential');
    expect(DraftBody?.required).toContain('respondentId');
    expect(DraftBody?.additionalProperties).toBe(false);
    expect(DraftUpdateBody?.required).toContain('version');
    expect(z.globalRegistry.get(draftBody)?.id).toBe('DraftBody');
    expect(Object.keys(document.components.schemas.Notice?.properties ?? {})).toEqual(
      Object.keys(noticeView.shape),
    );
  });

  it('describes a page size as a number', () => {
    const list = operations().find(({ path }) => path === '/api/v1/notices');
    const limit = list?.parameters.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({ in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } });
  });
});

describe('/api/docs', () => {
  it('shows the document with nothing from elsewhere', async () => {
    const { status, text } = await api.request('/api/docs');
    expect(status).toBe(200);
    expect(text).toContain('限改通 API');
    const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) {
      expect(source).toMatch(/^\.\//);
      expect((await api.request(new URL(source, `${api.url}/api/docs`).pathname)).status).toBe(200);
    }
    // The page's policy forbids scripts in the page itself.
    expect(text).not.toMatch(/<script>/);
  });
});

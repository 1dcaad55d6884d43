/** The part of an OpenAPI document that says which answers an operation gives. */
export interface DocumentedApi {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, DocumentedAnswer> }>>;
}

interface DocumentedAnswer {
  readonly content: Record<
    string,
    {
      readonly schema: {
        readonly allOf?: { readonly properties?: { readonly code: { readonly enum: string[] } } }[];
      };
    }
  >;
}

/**
 * What the documentation fails to say of an answer; undefined when it says it all, or the address is
 * none of its own. Every answer of every test goes through here, so that documentation and behaviour
 * cannot drift apart.
 */
export function undocumented(
  { paths }: DocumentedApi,
  asked: { readonly method: string; readonly path: string },
  answer: { readonly status: number; readonly code?: string },
): string | undefined {
  const path = asked.path.split('?')[0] ?? '';
  const template = Object.keys(paths).find((each) =>
    new RegExp(`^${each.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  const operation = template === undefined ? undefined : paths[template]?.[asked.method.toLowerCase()];
  if (operation === undefined) return undefined;
  const what = `${asked.method} ${template} → ${answer.status}`;
  const documented = operation.responses[String(answer.status)];
  if (documented === undefined) return what;
  if (answer.code === undefined) return undefined;
  const codes =
    documented.content['application/problem+json']?.schema.allOf?.[1]?.properties?.code.enum ?? [];
  return codes.includes(answer.code) ? undefined : `${what} ${answer.code}`;
}

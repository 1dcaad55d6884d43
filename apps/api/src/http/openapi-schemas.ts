import { z } from 'zod';

/** A JSON Schema, as far as it matters here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const uri = (id: string): string => `#/components/schemas/${id}`;

/** The reference to a schema, by the name it was given with `.meta({ id })`. @throws Error for one without */
export function schemaRef(schema: z.ZodType): { readonly $ref: string } {
  return { $ref: uri(schemaId(schema)) };
}

function schemaId(schema: z.ZodType): string {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === undefined) throw new Error('A schema of the interface has no id');
  return id;
}

/**
 * The named schemas of the interface. What comes in is described as it may be sent (a default makes a
 * field optional), what goes out as it is answered.
 */
export function componentSchemas(
  requests: readonly z.ZodType[],
  responses: readonly z.ZodType[],
): Record<string, JsonSchema> {
  const all: Record<string, JsonSchema> = {};
  for (const [io, used] of [
    ['input', requests],
    ['output', responses],
  ] as const) {
    const { schemas } = z.toJSONSchema(z.globalRegistry, { io, uri, override: tidy });
    const queue = used.map(schemaId);
    const seen = new Set<string>();
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const schema = schemas[id];
      if (schema === undefined || seen.has(id)) continue;
      seen.add(id);
      if (id in all) throw new Error(`The schema ${id} both comes in and goes out: name them apart`);
      const { $schema: _dialect, $id: _id, ...rest } = schema;
      all[id] = rest;
      queue.push(...referencedIn(rest));
    }
  }
  return all;
}

/** A schema without a name, in place: a parameter of a query or path. */
export function inlineSchema(schema: z.core.$ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', override: tidy });
  return rest;
}

/** The limits of JavaScript's numbers say nothing about the field. */
function tidy({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

const referencedIn = (schema: unknown): string[] =>
  [...JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].flatMap(
    ([, id]) => id ?? [],
  );

/** Who reads a case without being one of its officers. */
export type Outsider = 'respondent' | 'bureau' | 'authority';

export const outsiders: readonly Outsider[] = ['respondent', 'bureau', 'authority'];

type Fields<E> = E extends unknown ? Exclude<keyof E, 'type'> & string : never;

/** The names within a part, whichever of its shapes it has; a list or a plain value has none. */
type Names<V> = V extends readonly unknown[] | string | number | boolean | undefined
  ? never
  : keyof V & string;

type NamesWithin<E, F> = E extends { readonly [K in F & string]?: infer V } ? Names<V> : never;

/** A part of an event, or of one of its parts: `result`, `result.kind`. */
export type Part<E> = Fields<E> | { [F in Fields<E>]: `${F}.${NamesWithin<E, F>}` }[Fields<E>];

/** What of an event each outsider sees: nothing at all where they are left out. */
export type Seen<E> = { readonly [O in Outsider]?: readonly Part<E>[] };

/** An event is not seen by an outsider. */
export const officersOnly = {} as const;

/** That it happened, and no more. */
export const happened = [] as const;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The part of an event that a path names; undefined when the event has none. */
export const partAt = (data: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), data);

/** Only these parts of an event. */
export function only(data: object, paths: readonly string[]): Readonly<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const path of paths) {
    const value = partAt(data, path);
    const [field = path, name] = path.split('.');
    if (value === undefined) continue;
    const outer = shown[field];
    shown[field] = name === undefined ? value : { ...(isObject(outer) ? outer : {}), [name]: value };
  }
  return shown;
}

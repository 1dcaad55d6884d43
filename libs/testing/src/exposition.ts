import { TestingError } from './testing-error';

/** One sample of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a scrape says: samples, and of which metric families, by name. */
export interface Exposition {
  readonly samples: readonly Sample[];
  readonly types: Readonly<Record<string, string>>;
}

/** Values are what Go's ParseFloat takes: upper or lower case. */
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (nan|[+-]?inf|[+-]?[0-9.e+-]+)(?: [0-9]+)?$/i;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;
const SUFFIXES = /_(bucket|sum|count)$/;

/**
 * Reads Prometheus' text format 0.0.4 as strictly as it is described: each line is a comment or a sample, each family
 * is announced once, with help and type, before its samples, and no sample comes twice.
 * @throws TestingError naming the line
 */
export function parseExposition(text: string): Exposition {
  const types: Record<string, string> = {};
  const samples: Sample[] = [];
  const seen = new Set<string>();
  if (!text.endsWith('\n')) throw new TestingError('INVALID_EXPOSITION', 'A scrape ends with a line feed');
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# HELP ') || line === '# EOF') continue;
    if (line.startsWith('# TYPE ')) {
      const [name = '', type = ''] = line.slice('# TYPE '.length).split(' ');
      if (name in types) throw new TestingError('INVALID_EXPOSITION', `A family is announced twice: ${line}`);
      if (!['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(type))
        throw new TestingError('INVALID_EXPOSITION', `No such type: ${line}`);
      types[name] = type;
      continue;
    }
    const sample = parseSample(line);
    const family = sample.name in types ? sample.name : sample.name.replace(SUFFIXES, '');
    if (!(family in types))
      throw new TestingError('INVALID_EXPOSITION', `A sample of a family that was not announced: ${line}`);
    const series = `${sample.name}${JSON.stringify(Object.entries(sample.labels).sort())}`;
    if (seen.has(series)) throw new TestingError('INVALID_EXPOSITION', `A sample comes twice: ${line}`);
    seen.add(series);
    samples.push(sample);
  }
  return { samples, types };
}

/** The samples of a name that carry these labels, in order. */
export const samplesOf = (
  { samples }: Exposition,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): readonly Sample[] =>
  samples.filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );

/** The sum of those samples; undefined when there is none. */
export function valueOf(
  exposition: Exposition,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const those = samplesOf(exposition, name, labels);
  return those.length === 0 ? undefined : those.reduce((sum, { value }) => sum + value, 0);
}

function parseSample(line: string): Sample {
  const [matched, name, inBraces = '', value] = SAMPLE.exec(line) ?? [];
  if (matched === undefined || name === undefined)
    throw new TestingError('INVALID_EXPOSITION', `Not a sample: ${line}`);
  return { name, labels: parseLabels(inBraces, line), value: Number(value?.replace(/inf/i, 'Infinity')) };
}

function parseLabels(text: string, line: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [matched, name, value] = LABEL.exec(text) ?? [];
    if (matched === undefined || name === undefined || value === undefined || name in labels)
      throw new TestingError('INVALID_EXPOSITION', `Labels that cannot be read: ${line}`);
    labels[name] = value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  }
  return labels;
}

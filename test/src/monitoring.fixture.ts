import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { workspaceRoot } from './app-process.fixture';

const rulesFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});

const read = (path: string): string => readFileSync(join(workspaceRoot, path), 'utf8');

/** The alert rules that ship. @throws where they are not of Prometheus' form */
export const alertRules = () =>
  rulesFile.parse(parse(read('infra/monitoring/alerts.yml'))).groups.flatMap(({ rules }) => rules);

/** Metric families that an expression names. */
export const familiesIn = (expression: string): readonly string[] =>
  [...expression.matchAll(/\b(?:xiangaitong|temporal|process|nodejs)_[a-z0-9_]+/g)].map(([name]) =>
    name.replace(/(?<=_seconds)_(bucket|sum|count)$/, ''),
  );

/** Metric families that the alerts name. */
export const metricsOfAlerts = (): readonly string[] => [
  ...new Set(alertRules().flatMap(({ expr }) => familiesIn(expr))),
];

/** Metric families that the operator's page explains: the first column of its tables. */
export const documentedMetrics = (): readonly string[] =>
  [...read('docs/operations.md').matchAll(/^\| `((?:xiangaitong|temporal|process|nodejs)_[a-z0-9_]+)/gm)].map(
    ([, name = '']) => name,
  );

/** Headings of the operator's page, as links name them. */
export const headings = (): readonly string[] =>
  [...read('docs/operations.md').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );

import { alertRules, documentedMetrics, familiesIn, headings, metricsOfAlerts } from './monitoring.fixture';

describe('the alert rules', () => {
  it('name only metrics that the page for operators explains', () => {
    expect(metricsOfAlerts().length).toBeGreaterThan(15);
    expect(metricsOfAlerts().filter((name) => !documentedMetrics().includes(name))).toEqual([]);
  });

  it('name a metric each, have names of their own, and point to a chapter of the page', () => {
    const rules = alertRules();
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    const withoutMetric = rules.filter(
      ({ expr }) => familiesIn(expr).length === 0 && !expr.startsWith('up{'),
    );
    expect(withoutMetric).toEqual([]);
    const chapters = headings().map((heading) => `docs/operations.md#${heading}`);
    expect(rules.filter(({ annotations }) => !chapters.includes(annotations.runbook))).toEqual([]);
  });

  it('tell people in Chinese what is wrong', () => {
    const foreign = alertRules().filter(({ annotations }) => !/\p{Script=Han}/u.test(annotations.summary));
    expect(foreign.map(({ alert }) => alert)).toEqual([]);
  });

  it('have parentheses and quotes that close', () => {
    for (const { expr } of alertRules()) {
      const bare = expr.replace(/"[^"]*"/g, '');
      expect(bare).not.toContain('"');
      for (const [open, close] of ['()', '{}', '[]'])
        expect(bare.split(open ?? '').length).toBe(bare.split(close ?? '').length);
    }
  });
});

import { parseExposition, samplesOf, valueOf } from './exposition';

const scrape = `# HELP letters Letters
# TYPE letters gauge
letters{lane="ordinary",state="queued"} 3
letters{lane="emergency",state="queued"} 4
# HELP seconds Time
# TYPE seconds histogram
seconds_bucket{le="0.1"} 1
seconds_bucket{le="+Inf"} 2
seconds_sum 0.25
seconds_count 2
`;

describe('a scrape', () => {
  it('is read with its labels', () => {
    const read = parseExposition(scrape);
    expect(valueOf(read, 'letters')).toBe(7);
    expect(valueOf(read, 'letters', { lane: 'emergency' })).toBe(4);
    expect(valueOf(read, 'nothing')).toBeUndefined();
    expect(samplesOf(read, 'seconds_bucket').map(({ labels }) => labels['le'])).toEqual(['0.1', '+Inf']);
    expect(read.types).toEqual({ letters: 'gauge', seconds: 'histogram' });
  });

  it.each([
    ['no line feed at its end', scrape.trimEnd()],
    ['a sample without a value', `${scrape}letters{lane="ordinary"}\n`],
    ['a sample twice', `${scrape}letters{state="queued",lane="ordinary"} 3\n`],
    ['a family that was not announced', `${scrape}other 1\n`],
    ['a family twice', `${scrape}# TYPE letters gauge\n`],
    ['a type that there is not', '# TYPE letters number\n'],
    ['a label without quotes', '# TYPE a gauge\na{b=c} 1\n'],
    ['a line feed in a label', '# TYPE a gauge\na{b="c\nd"} 1\n'],
  ])('with %s is none', (_what, text) => {
    expect(() => parseExposition(text)).toThrow();
  });
});

import { Gathered } from './gathered';

/** A write that ends when it is told to. */
function heldWrites() {
  const writes: { readonly things: readonly number[]; readonly end: (error?: Error) => void }[] = [];
  const gathered = new Gathered<number>(
    (things) =>
      new Promise((resolve, reject) => {
        writes.push({ things, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
  );
  return { writes, gathered };
}

describe('what is gathered', () => {
  it('is written at once, and together what comes meanwhile', async () => {
    const { writes, gathered } = heldWrites();
    const all = [1, 2, 3].map((thing) => gathered.add(thing));
    expect(writes.map(({ things }) => things)).toEqual([[1]]);
    writes[0]?.end();
    await new Promise(setImmediate);
    expect(writes.map(({ things }) => things)).toEqual([[1], [2, 3]]);
    writes[1]?.end();
    await Promise.all(all);
    const later = gathered.add(4);
    expect(writes.map(({ things }) => things)).toEqual([[1], [2, 3], [4]]);
    writes[2]?.end();
    await later;
  });

  it.each([0, 1, 2, 3, 4, 5])(
    'is written also when it comes %i steps after a write that is ending',
    async (steps) => {
      const written: number[] = [];
      const gathered = new Gathered<number>(async (things) => void written.push(...things));
      void gathered.add(1);
      for (let step = 0; step < steps; step++) await Promise.resolve();
      await gathered.add(2);
      expect(written).toEqual([1, 2]);
    },
  );

  it('is not taken for written where the write failed', async () => {
    const { writes, gathered } = heldWrites();
    const all = [1, 2].map((thing) => gathered.add(thing));
    writes[0]?.end(new Error('database away'));
    const ended = await Promise.allSettled(all);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

import { KeptReading } from './kept-reading';

/** A far side that answers when it is told to. */
class FarSide {
  asked = 0;
  private answers: { readonly resolve: (value: number) => void; readonly reject: (error: Error) => void }[] =
    [];

  readonly ask = (): Promise<number> => {
    this.asked += 1;
    return new Promise((resolve, reject) => this.answers.push({ resolve, reject }));
  };

  answer(value: number): void {
    this.answers.shift()?.resolve(value);
  }

  fail(): void {
    this.answers.shift()?.reject(new Error('away'));
  }
}

describe('figures that are kept', () => {
  let now = 0;
  let far: FarSide;
  let failures: unknown[];
  let reading: KeptReading<number>;

  beforeEach(() => {
    now = 1_000;
    far = new FarSide();
    failures = [];
    reading = new KeptReading(far.ask, {
      keepMs: 5_000,
      waitMs: 20,
      onFailure: (error) => failures.push(error),
      now: () => now,
    });
  });

  it('are asked for once, however many look at once and soon after', async () => {
    const both = [reading.read(), reading.read()];
    far.answer(7);
    expect(await Promise.all(both)).toEqual([
      { value: 7, ageMs: 0, reachable: true },
      { value: 7, ageMs: 0, reachable: true },
    ]);
    now += 4_999;
    expect(await reading.read()).toEqual({ value: 7, ageMs: 4_999, reachable: true });
    expect(far.asked).toBe(1);
    now += 1;
    const again = reading.read();
    far.answer(8);
    expect(await again).toEqual({ value: 8, ageMs: 0, reachable: true });
    expect(far.asked).toBe(2);
  });

  it('stay what they were while the far side fails, and say so', async () => {
    const first = reading.read();
    far.answer(7);
    await first;
    now += 5_000;
    const second = reading.read();
    far.fail();
    expect(await second).toEqual({ value: 7, ageMs: 5_000, reachable: false });
    expect(failures).toHaveLength(1);
    const third = reading.read();
    far.answer(9);
    expect(await third).toEqual({ value: 9, ageMs: 0, reachable: true });
  });

  it('are not waited for beyond the bound, nor asked for twice while the far side hangs', async () => {
    expect(await reading.read()).toMatchObject({ value: undefined, reachable: false });
    expect(await reading.read()).toMatchObject({ value: undefined, reachable: false });
    expect(far.asked).toBe(1);
    far.answer(7);
    await Promise.resolve();
    expect(await reading.read()).toMatchObject({ value: 7, reachable: true });
    expect(far.asked).toBe(1);
  });
});

import { waitUntil } from './wait-until';

it('returns what the condition gives, once it gives something', async () => {
  let looks = 0;
  const value = await waitUntil(() => (++looks === 3 ? { looks } : undefined), {
    timeoutMs: 1_000,
    what: 'x',
    intervalMs: 1,
  });
  expect(value).toEqual({ looks: 3 });
});

it.each([0, ''])('takes %j for something', async (value) => {
  expect(await waitUntil(() => value, { timeoutMs: 0, what: 'x' })).toBe(value);
});

it('takes a throwing condition for "not yet"', async () => {
  let looks = 0;
  const condition = async (): Promise<boolean> => {
    looks += 1;
    if (looks < 3) throw new Error('refused');
    return true;
  };
  expect(await waitUntil(condition, { timeoutMs: 1_000, what: 'x', intervalMs: 1 })).toBe(true);
});

it('names what it waited for, with the last cause', async () => {
  const cause = new Error('refused');
  const waiting = waitUntil(() => Promise.reject(cause), {
    timeoutMs: 5,
    what: 'the case to be closed',
    intervalMs: 1,
  });
  await expect(waiting).rejects.toMatchObject({
    code: 'WAIT_TIMEOUT',
    message: expect.stringContaining('the case to be closed'),
    cause,
  });
});

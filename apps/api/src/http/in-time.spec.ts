import { firstValueFrom, from, NEVER, of } from 'rxjs';
import { ANSWER_WITHIN_MS, inTime } from './in-time';

describe('what is asked of a database that hangs', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is answered with 503 after a minute, and not before', async () => {
    const outcome = jest.fn();
    void firstValueFrom(NEVER.pipe(inTime())).catch((error: unknown) => void outcome(error));
    await jest.advanceTimersByTimeAsync(ANSWER_WITHIN_MS - 1);
    expect(outcome).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(outcome).toHaveBeenCalledWith(expect.objectContaining({ code: 'server.unavailable' }));
  });

  it('leaves an answer that comes, and a failure, as they are', async () => {
    await expect(firstValueFrom(of('answer').pipe(inTime()))).resolves.toBe('answer');
    await expect(firstValueFrom(from(Promise.reject(new Error('refused'))).pipe(inTime()))).rejects.toThrow(
      'refused',
    );
    expect(jest.getTimerCount()).toBe(0);
  });
});

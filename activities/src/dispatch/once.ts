/** Asks once for each arguments, and gives every later caller the first answer, a failure too. Arguments are plain values. */
export function once<A extends readonly (string | number)[], R>(
  ask: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  const answers = new Map<string, Promise<R>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(...args);
    answers.set(key, answer);
    return answer;
  };
}

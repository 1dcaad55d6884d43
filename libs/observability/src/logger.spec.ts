import { errorForLog } from './error-for-log';

/** As TypeORM throws: the statement's parameters hang on the error. */
class QueryFailed extends Error {
  readonly parameters = ['李 00', '06-12345678'];
  readonly query = "INSERT INTO people VALUES ('李 00')";
  readonly code = 'ER_DUP_ENTRY';
}

describe('errors in the log', () => {
  it('leave out what libraries hang on them', () => {
    const logged = JSON.stringify(errorForLog(new Error('outer', { cause: new QueryFailed('no') })));
    expect(logged).toContain('ER_DUP_ENTRY');
    expect(logged).not.toContain('李 00');
    expect(logged).not.toContain('INSERT');
  });

  it('end somewhere, however long the chain of causes', () => {
    const deep = [1, 2, 3, 4, 5, 6].reduce<Error>(
      (cause, level) => new Error(`${level}`, { cause }),
      new Error('0'),
    );
    expect(JSON.stringify(errorForLog(deep)).match(/"message"/g)).toHaveLength(4);
  });
});

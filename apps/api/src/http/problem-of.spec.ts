import { HttpException } from '@nestjs/common';
import { refusals } from '@xiangaitong/domain';
import { edgeProblems } from '@xiangaitong/contracts';
import {
  BadCursorError,
  NotFoundError,
  StatementTimeoutError,
  TooManyWordsError,
  VersionConflictError,
} from '@xiangaitong/persistence';
import { CaseNotRunning, CommandNotAccepted } from '@xiangaitong/temporal-client';
import { QueryFailedError } from 'typeorm';
import { errorForLog } from '@xiangaitong/observability';
import { Problem } from './problem';
import { problemBody } from './problem-body';
import { problemOf } from './problem-of';
import { problemStatus } from './problem-status';

const coded = (code: string): Error => Object.assign(new Error('at 10.0.0.5'), { code });

describe('the problem that a failure is', () => {
  it.each<[string, unknown, string]>([
    ['a problem', new Problem('case.closed'), 'case.closed'],
    ['a refused connection', coded('ECONNREFUSED'), 'server.unavailable'],
    [
      'a lost connection below a query',
      new QueryFailedError('SELECT 1', [], coded('PROTOCOL_CONNECTION_LOST')),
      'server.unavailable',
    ],
    [
      'a full disk below a query',
      new QueryFailedError('INSERT INTO drafts VALUES ()', [], coded('ER_RECORD_FILE_FULL')),
      'server.unavailable',
    ],
    ['several attempts to connect', new AggregateError([coded('ECONNREFUSED')], 'all'), 'server.unavailable'],
    [
      'a cause further down',
      new Error('x', { cause: new Error('y', { cause: coded('ETIMEDOUT') }) }),
      'server.unavailable',
    ],
    ['a closed pool', new Error('Pool is closed.'), 'server.unavailable'],
    ['an engine that does not take it', new CommandNotAccepted(new Error('x')), 'server.unavailable'],
    ['no workflow', new CaseNotRunning(), 'server.unavailable'],
    ['a bad cursor', new BadCursorError(), 'request.badCursor'],
    ['a search that takes too long', new StatementTimeoutError(), 'request.searchTooBroad'],
    ['a search for too many words', new TooManyWordsError(10), 'request.invalid'],
    ['a conflict', new VersionConflictError('Draft x'), 'resource.versionConflict'],
    ['nothing there', new NotFoundError('Draft x'), 'resource.notFound'],
    ['an unknown route', new HttpException('Cannot GET /x', 404), 'resource.notFound'],
    ['a wrong query', new QueryFailedError('SELECT x', [], coded('ER_BAD_FIELD_ERROR')), 'server.fault'],
    ['something unforeseen', new TypeError('x is undefined'), 'server.fault'],
    ['no error at all', 'text', 'server.fault'],
  ])('%s', (_what, failure, code) => {
    expect(problemOf(failure).code).toBe(code);
  });

  it('tells the caller nothing of its cause', () => {
    const body = problemBody(problemOf(new Error('password at 10.0.0.5')), 'r-1');
    expect(body).toEqual({
      type: 'urn:xiangaitong:problem:server.fault',
      title: '系統錯誤',
      status: 500,
      detail: edgeProblems['server.fault'],
      code: 'server.fault',
      requestId: 'r-1',
    });
  });

  it('has a status and a sentence for every code there is', () => {
    expect(Object.keys(problemStatus).sort()).toEqual(
      [...Object.keys(refusals), ...Object.keys(edgeProblems)].sort(),
    );
  });
});

describe('an error in the log', () => {
  it('comes without the parameters of the query, which are people’s', () => {
    const error = new QueryFailedError('INSERT INTO people VALUES (?)', ['陳大文'], coded('ER_X'));
    const logged = JSON.stringify(errorForLog(new Error('outer', { cause: error })));
    expect(logged).toContain('QueryFailedError');
    expect(logged).not.toContain('陳大文');
  });
});

import { DdlMigration } from './ddl-migration';
import { fillKnownTo, forgetKnownTo } from './fill-known-to';

/** Repeated after a crash it arrives at the same. */
export class FillNoticesKnownTo extends DdlMigration {
  readonly name = 'FillNoticesKnownTo1795219200031';
  protected readonly upSql = fillKnownTo('notice', {
    respondent: ['NoticeIssued'],
    bureau: ['ServiceSuspendedForNotice', 'DissolutionApproved'],
    authority: [],
  });
  protected readonly downSql = forgetKnownTo('notice');
}

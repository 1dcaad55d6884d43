import { AlterMigration } from './alter-migration';

/** What operators are shown of open notices is read from this index alone. */
export class IndexOpenNoticesByPhase extends AlterMigration {
  readonly name = 'IndexOpenNoticesByPhase1795219200049';
  protected readonly upSql =
    'ALTER TABLE notices ADD KEY notices_operator (closed, phase, next_wake_at, deadline_at)';
  protected readonly downSql = 'ALTER TABLE notices DROP KEY notices_operator';
}

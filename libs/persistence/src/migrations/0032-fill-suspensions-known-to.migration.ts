import { DdlMigration } from './ddl-migration';
import { fillKnownTo, forgetKnownTo } from './fill-known-to';

/** Repeated after a crash it arrives at the same. */
export class FillSuspensionsKnownTo extends DdlMigration {
  readonly name = 'FillSuspensionsKnownTo1795219200032';
  protected readonly upSql = fillKnownTo('suspension', {
    respondent: ['SuspensionApproved', 'EmergencySuspensionOrdered', 'DissolutionApproved'],
    bureau: ['SuspensionNotified', 'ServiceSuspended', 'DissolutionApproved'],
    authority: ['EmergencySuspensionOrdered', 'ConfirmationRequested'],
  });
  protected readonly downSql = forgetKnownTo('suspension');
}

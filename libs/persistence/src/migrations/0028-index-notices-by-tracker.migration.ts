import { AddIndex } from './add-index';

export class IndexNoticesByTracker extends AddIndex {
  readonly name = 'IndexNoticesByTracker1795219200028';
  protected readonly table = 'notices';
  protected readonly index = 'notices_tracker';
  protected readonly columns = 'tracker_id, closed, id';
}

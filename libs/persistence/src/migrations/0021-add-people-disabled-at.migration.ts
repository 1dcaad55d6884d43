import { AddColumn } from './add-column';

export class AddPeopleDisabledAt extends AddColumn {
  readonly name = 'AddPeopleDisabledAt1795219200021';
  protected readonly table = 'people';
  protected readonly column = 'disabled_at';
  protected readonly definition = 'datetime(3) NULL';
}

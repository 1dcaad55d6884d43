import { AddColumn } from './add-column';

export class AddTasksOnBehalfOf extends AddColumn {
  readonly name = 'AddTasksOnBehalfOf1795219200020';
  protected readonly table = 'tasks';
  protected readonly column = 'on_behalf_of';
  protected readonly definition = 'varchar(64) NULL';
}

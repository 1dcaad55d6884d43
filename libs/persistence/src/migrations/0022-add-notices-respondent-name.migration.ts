import { AddColumn } from './add-column';

export class AddNoticesRespondentName extends AddColumn {
  readonly name = 'AddNoticesRespondentName1795219200022';
  protected readonly table = 'notices';
  protected readonly column = 'respondent_name';
  protected readonly definition = 'varchar(200) NULL';
}

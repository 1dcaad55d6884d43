import { AddColumn } from './add-column';

export class AddSuspensionsRespondentName extends AddColumn {
  readonly name = 'AddSuspensionsRespondentName1795219200023';
  protected readonly table = 'suspensions';
  protected readonly column = 'respondent_name';
  protected readonly definition = 'varchar(200) NULL';
}

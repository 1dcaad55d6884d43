import { deadlineView } from '@xiangaitong/contracts';
import { Command, Option } from 'nest-commander';
import { queryOf } from '../acting/ask-api';
import { ActingCommand, print } from '../acting/acting.command';

interface DeadlineOptions {
  readonly as: string;
  readonly adverse?: boolean;
  readonly county?: string;
  readonly calendar?: string;
}

@Command({
  name: 'deadline',
  arguments: '<rule> <date> [n]',
  description:
    '試算期限並說明理由：date 指定期日；days、weeks、months（行政程序法第48條）、workingDays（工作日）自始日起 n',
})
export class DeadlineCommand extends ActingCommand {
  async run(
    [rule = '', date = '', n]: string[],
    { as, adverse, county, calendar }: DeadlineOptions,
  ): Promise<void> {
    const when = rule === 'date' ? { date } : { from: date };
    const query = { rule, ...when, n, adverse: adverse?.toString(), county, calendar };
    const { text } = await this.askAt({ path: `/deadlines${queryOf(query)}`, as, answer: deadlineView });
    print(text);
  }

  @Option({ flags: '--adverse', description: '期間涉及不利行政處分（第48條第5項）' })
  parseAdverse(): boolean {
    return true;
  }

  @Option({ flags: '--county <county>', description: '併計這個直轄市、縣、市的停止上班，例如 臺南市' })
  parseCounty(value: string): string {
    return value;
  }

  @Option({ flags: '--calendar <id>', description: '辦公日曆表版本的代號；未指明時為現行版本' })
  parseCalendar(value: string): string {
    return value;
  }
}

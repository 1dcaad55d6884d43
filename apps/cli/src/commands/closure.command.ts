import { closuresView, closureView } from '@xiangaitong/contracts';
import { closureDecisionNames } from '@xiangaitong/domain';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { queryOf } from '../acting/ask-api';
import { linesOfClosure } from '../closures/closure-lines';
import { ActingCommand, print } from '../acting/acting.command';

interface ListOptions {
  readonly as: string;
  readonly county?: string;
  readonly from?: string;
  readonly to?: string;
}

@SubCommand({ name: 'list', description: '列出各項登錄，新的在前；＊ 為該縣市該日所採計者' })
export class ListClosuresCommand extends ActingCommand {
  async run(_arguments: string[], { as, county, from, to }: ListOptions): Promise<void> {
    const path = `/closures${queryOf({ county, from, to })}`;
    const { entries } = await this.askAt({ path, as, answer: closuresView });
    print(entries.length === 0 ? ['查無停止上班的登錄。'] : entries.flatMap(linesOfClosure));
  }

  @Option({ flags: '--county <county>', description: '直轄市、縣、市的名稱或代碼，例如 臺南市' })
  parseCounty(value: string): string {
    return value;
  }

  @Option({ flags: '--from <date>', description: '自這一日起，例如 115/7/1' })
  parseFrom(value: string): string {
    return value;
  }

  @Option({ flags: '--to <date>', description: '至這一日止，含當日' })
  parseTo(value: string): string {
    return value;
  }
}

interface EnterOptions {
  readonly as: string;
  readonly decided: string;
  readonly source: string;
}

const decisions = Object.entries(closureDecisionNames).map(([decided, name]) => `${decided}（${name}）`);

@SubCommand({
  name: 'enter',
  arguments: '<county> <date>',
  description: '登錄停止上班，或更正先前的登錄；登錄本身不變更任何案件的期限',
})
export class EnterClosureCommand extends ActingCommand {
  async run([county = '', date = '']: string[], { as, decided, source }: EnterOptions): Promise<void> {
    const body = { county, date, decided, source };
    const { text } = await this.askAt({ path: '/closures', as, body, answer: closureView });
    print([text]);
  }

  @Option({ flags: '--decided <decision>', description: decisions.join('、'), defaultValue: 'wholeDay' })
  parseDecided(value: string): string {
    return value;
  }

  @Option({
    flags: '--source <text>',
    description: '何機關於何時何處公告，例如「臺南市政府 115/7/28 公告」',
    required: true,
  })
  parseSource(value: string): string {
    return value;
  }
}

@Command({
  name: 'closure',
  description: '天然災害停止上班（颱風假）',
  subCommands: [ListClosuresCommand, EnterClosureCommand],
})
export class ClosureCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.outputHelp();
  }
}

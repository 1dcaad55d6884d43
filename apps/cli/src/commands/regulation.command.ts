import { editionInChinese, formatRocLong, regulationEditions, regulationInForce } from '@xiangaitong/domain';
import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { print } from '../acting/acting.command';

const GAP = '　';
const editions = Object.values(regulationEditions);

@SubCommand({ name: 'list', description: '列出管理規範各版次；＊ 為現行版次' })
export class ListRegulationsCommand extends CommandRunner {
  async run(): Promise<void> {
    print(
      editions.map(({ id, title, issued, reference }) =>
        [`${id === regulationInForce ? '＊' : GAP}${id}`, title, `${formatRocLong(issued)}${reference}`].join(
          GAP,
        ),
      ),
    );
  }
}

/** There is no such edition. The person who asked chooses another. */
export class UnknownEdition extends Error {
  readonly code = 'cli.unknownEdition';

  constructor(asked: string) {
    super(`查無版次「${asked}」；有 ${editions.map(({ id }) => id).join('、')}。`);
    this.name = 'UnknownEdition';
  }
}

@SubCommand({ name: 'show', arguments: '<edition>', description: '印出一個版次的全文' })
export class ShowRegulationCommand extends CommandRunner {
  async run([asked = '']: string[]): Promise<void> {
    const edition = editions.find(({ id }) => id === asked);
    if (edition === undefined) throw new UnknownEdition(asked);
    print(editionInChinese(edition));
  }
}

@Command({
  name: 'regulation',
  description: '公文電子交換系統資訊安全管理規範',
  subCommands: [ListRegulationsCommand, ShowRegulationCommand],
})
export class RegulationCommand extends CommandRunner {
  async run(): Promise<void> {
    this.command.outputHelp();
  }
}

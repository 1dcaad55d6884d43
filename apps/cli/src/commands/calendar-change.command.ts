import { commandResultView, deadlineChangesView, pendingView } from '@xiangaitong/contracts';
import { Option, SubCommand } from 'nest-commander';
import { z } from 'zod';
import { ActingCommand, print } from '../acting/acting.command';
import { ActRefused, queryOf } from '../acting/ask-api';
import { linesOfChanges } from '../calendar/change-lines';

interface Asked {
  readonly as: string;
  readonly calendar?: string;
  readonly county?: string;
}

/** Under a version, with or without a county's closures. */
abstract class ChangeCommand extends ActingCommand {
  @Option({ flags: '--calendar <id>', description: '辦公日曆表版本的代號；未指明時為現行版本' })
  parseCalendar(value: string): string {
    return value;
  }

  @Option({ flags: '--county <county>', description: '併計這個直轄市、縣、市的停止上班，例如 臺南市' })
  parseCounty(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'changes',
  description: '列出期限會變動的未結案件，附新舊日期與理由；＊ 為可採用者。不變更任何案件',
})
export class ListCalendarChangesCommand extends ChangeCommand {
  async run(_arguments: string[], { as, calendar, county }: Asked): Promise<void> {
    const path = `/deadline-changes${queryOf({ calendar, county })}`;
    print(linesOfChanges(await this.askAt({ path, as, answer: deadlineChangesView })));
  }
}

function said(answer: z.output<typeof commandResultView> | z.output<typeof pendingView>): string {
  if ('status' in answer) return '已受理，稍後完成，請以 timeline 查看。';
  return answer.events.includes('DeadlineMoved') ? '已採用，期限順延。' : '已採用，期限不變。';
}

/** Some of the cases were not changed; each of them has been told of. */
export class NotAllAdopted extends Error {
  readonly code = 'cli.notAllAdopted';

  constructor(refused: number) {
    super(`${refused} 件未採用，理由如上；其餘已採用。`);
    this.name = 'NotAllAdopted';
  }
}

@SubCommand({
  name: 'adopt',
  arguments: '<notice...>',
  description: '就所選的限期改善案採用現行版本，期限較晚者順延並通知雙方；逐案辦理，一案不成不影響他案',
})
export class AdoptCalendarCommand extends ChangeCommand {
  async run(notices: string[], { as, calendar, county }: Asked): Promise<void> {
    let refused = 0;
    for (const id of notices) {
      try {
        const path = `/notices/${encodeURIComponent(id)}/calendar-adoption`;
        const answer = z.union([commandResultView, pendingView]);
        print([`${id}：${said(await this.askAt({ path, as, body: { calendar, county }, answer }))}`]);
      } catch (error) {
        if (!(error instanceof ActRefused)) throw error;
        refused += 1;
        print([`${id}：${error.message}`]);
      }
    }
    if (refused > 0) throw new NotAllAdopted(refused);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { deadlineQuery } from '@xiangaitong/contracts';
import {
  calendarWithClosures,
  deadlineFor,
  explainInChinese,
  formatRocSlash,
  type Actor,
  type BusinessNow,
  type CalendarError,
  type DeadlineAsk,
} from '@xiangaitong/domain';
import { CalendarVersionRepository, ClosureRepository, type CalendarVersion } from '@xiangaitong/persistence';
import type { z } from 'zod';
import type { AnswerOf } from '../http/endpoint-spec';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { askOf } from './deadline-ask';
import type { deadlineEndpoint } from './deadlines.http';

type Asked = z.output<typeof deadlineQuery>;

/** Deadlines for whoever asks, by the register's calendars and closures; it writes nothing. */
@Injectable()
export class DeadlineService {
  constructor(
    private readonly calendars: CalendarVersionRepository,
    private readonly closures: ClosureRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** @throws Problem `request.invalid`, `calendarVersion.unknown`, `calendar.notCovered` */
  async compute(asked: Asked, actor: Actor): Promise<AnswerOf<typeof deadlineEndpoint>['body']> {
    const ask = askOf(asked);
    const version = await this.version(asked.calendar, actor);
    const { county } = asked;
    const calendar =
      county === undefined
        ? version.calendar
        : calendarWithClosures(version.calendar, await this.closures.closuresOf(county), county);
    const deadline = deadlineFor(calendar, ask);
    if (!deadline.ok) throw problemOf(deadline.error, ask);
    const { date, instant, explanation } = deadline.value;
    return {
      date,
      instant,
      explanation,
      text: explainInChinese(explanation),
      calendarId: version.id,
      calendarVersion: calendar.version,
      calendarState: version.state,
    };
  }

  /** Officers may try one that is not in force; to a respondent there are only those that are, or were. */
  private async version(id: string | undefined, actor: Actor): Promise<CalendarVersion> {
    if (id === undefined) return this.calendars.inForce(this.now());
    const version = await this.calendars.find(id);
    const isOpen = version?.state === 'approved' || partyOf(actor.role) !== 'respondent';
    if (version !== undefined && isOpen) return version;
    const message = '查無此版本；省略時以現行版本計算。';
    throw new Problem('calendarVersion.unknown', { fields: [{ field: 'calendar', message }] });
  }
}

function problemOf(error: CalendarError, ask: DeadlineAsk): Problem {
  const at = (code: 'request.invalid' | 'calendar.notCovered', field: string, message: string) =>
    new Problem(code, { fields: [{ field, message }] });
  switch (error.code) {
    case 'calendar.invalidCount':
      return at('request.invalid', 'n', '應為 1 以上的整數。');
    case 'calendar.notCovered': {
      const { date, firstDay, lastDay } = error;
      const field = 'from' in ask && ask.from === date ? 'from' : 'n';
      const span = `${formatRocSlash(firstDay)} 至 ${formatRocSlash(lastDay)}`;
      return at(
        'calendar.notCovered',
        field,
        `辦公日曆表涵蓋 ${span}，這個期限需要 ${formatRocSlash(date)}。`,
      );
    }
  }
}

import { formatRocDateTime, sentenceOf, type CaseKind } from '@xiangaitong/domain';
import { PersonRepository, RegisterRepository } from '@xiangaitong/persistence';
import { Command, CommandRunner, Option } from 'nest-commander';
import { DataSource } from 'typeorm';
import { parseEntry } from '../timeline/timeline-entry.parser';

interface TimelineOptions {
  readonly kind?: CaseKind;
}

@Command({ name: 'timeline', arguments: '<caseId>', description: '列出一案的經過' })
export class TimelineCommand extends CommandRunner {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async run([caseId = '']: string[], { kind = 'notice' }: TimelineOptions): Promise<void> {
    const entries = await new RegisterRepository(this.dataSource).timeline(kind, caseId);
    if (entries.length === 0) {
      process.stderr.write(`查無此案：${kind}/${caseId}。案件代號可由 GET /api/v1/${kind}s 查得。\n`);
      process.exitCode = 1;
      return;
    }
    const people = await new PersonRepository(this.dataSource).findMany([
      ...new Set(entries.map((entry) => entry.by.personId)),
    ]);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    for (const { at, by, seq, type, data } of entries) {
      const who = by.role === 'system' ? '系統' : (names.get(by.personId) ?? by.personId);
      const sentence = sentenceOf(parseEntry({ seq, type, at, by, data: { ...data } }));
      process.stdout.write(`${String(seq).padStart(3)}  ${formatRocDateTime(at)}  ${sentence}〔${who}〕\n`);
    }
  }

  @Option({ flags: '--kind <kind>', description: 'notice 或 suspension', choices: ['notice', 'suspension'] })
  parseKind(value: string): CaseKind {
    return value === 'suspension' ? 'suspension' : 'notice';
  }
}

import type { Effect, LetterEffect, NoticeCommand, NoticePhase } from '@xiangaitong/domain';
import type { CommandEnvelope, CommandResult } from '@xiangaitong/contracts';
import { RegisterRepository } from '@xiangaitong/persistence';
import { CaseGateway, type Sent } from '@xiangaitong/temporal-client';
import { draftForm, post, startTestApi, type TestApi } from './test-api.fixture';

/** Does to the register what the engine would: for tests of the way there and back, without a worker. */
export class PlayedEngine {
  private readonly cases = new Map<string, { readonly seq: number; readonly caseNumber: string }>();

  /** @param more of what the register's list shows of every case */
  constructor(
    private readonly api: TestApi,
    private readonly more: { readonly trackerId?: string } = {},
  ) {}

  /** Records a command as the workflow would, and answers as it would. */
  async carryOut(
    caseId: string,
    { commandId, fingerprint, actor, command }: CommandEnvelope<NoticeCommand>,
    phase: NoticePhase = 'tracking',
    effects: readonly Effect[] = [],
  ): Promise<Sent> {
    const tenant = 'TN00000001';
    const { seq: expectedSeq, caseNumber } = this.cases.get(caseId) ?? {
      seq: 0,
      caseNumber: command.type === 'SubmitNotice' ? command.caseNumber : 'none',
    };
    const at = Date.parse('2026-08-03T02:00:00Z');
    const issued = !['awaitingApproval', 'returned'].includes(phase);
    // A respondent knows of a notice that has been issued.
    const type = expectedSeq === 0 && issued ? 'NoticeIssued' : 'NoticeReturned';
    const result: CommandResult = {
      caseKind: 'notice',
      caseId,
      caseNumber,
      seq: expectedSeq + 1,
      phase,
      events: [type],
      at,
    };
    const event = { type, reason: command.type, at, by: actor };
    const recorded = await this.api.app.get(RegisterRepository).record({
      caseKind: 'notice',
      caseId,
      tenant,
      expectedSeq,
      events: [event],
      effects,
      summary: {
        phase,
        tenant,
        caseNumber,
        respondentId: 'XC12345678',
        respondentName: '○○公司',
        ...this.more,
        closed: phase === 'closed',
      },
      calendarUntil: '2027-12-31',
      at,
      command: { commandId, fingerprint, type: command.type, actor, result },
    });
    if (recorded.kind === 'duplicate') return { kind: 'done', result: recorded.result };
    this.cases.set(caseId, { seq: expectedSeq + 1, caseNumber });
    return { kind: 'done', result };
  }

  /** A case that went in through the API. */
  async newCase(
    phase: NoticePhase = 'tracking',
    effects: (id: string) => readonly Effect[] = () => [],
  ): Promise<string> {
    const { body } = await this.api.request('/api/v1/notice-drafts', post(draftForm));
    jest
      .spyOn(this.api.app.get(CaseGateway), 'startNotice')
      .mockImplementationOnce((input, envelope) =>
        this.carryOut(input.caseId, envelope, phase, effects(input.caseId)),
      );
    const answer = await this.api.request(`/api/v1/notice-drafts/${body.id}/submission`, post({}));
    expect(answer.status).toBe(201);
    return body.id;
  }
}

/** The notice itself, for whose arrival the case waits. */
export const issuedLetter = (
  caseId: string,
  position = 1,
  more: Partial<LetterEffect> = {},
): LetterEffect => ({
  kind: 'letter',
  id: `notice/${caseId}/1/${position}`,
  lane: 'ordinary',
  template: 'noticeIssued',
  recipient: { party: 'respondent', organisationId: 'XC12345678' },
  step: `issue-${position}`,
  gating: true,
  facts: {
    caseNumber: '限改-115-000001',
    respondentName: '○○公司',
    confidential: false,
    contactPersonId: 'p-lin',
  },
  ...more,
});

/** The API and its played engine, new for each test of a file. */
export function useFreshApi(more: { readonly trackerId?: string } = {}): {
  readonly api: TestApi;
  readonly engine: PlayedEngine;
} {
  // Each test migrates a database of its own.
  jest.setTimeout(30_000);
  let api: TestApi;
  let engine: PlayedEngine;
  beforeEach(async () => {
    api = await startTestApi();
    engine = new PlayedEngine(api, more);
  });
  afterEach(() => api.stop());
  return {
    get api() {
      return api;
    },
    get engine() {
      return engine;
    },
  };
}

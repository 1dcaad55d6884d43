import { Inject, Injectable } from '@nestjs/common';
import type { policyPreviewBody, policyPreviewView } from '@xiangaitong/contracts';
import {
  civilDateAt,
  explainInChinese,
  letterNames,
  previewInChinese,
  previewPolicy,
  taskNames,
  type Actor,
  type BusinessNow,
  type PreviewStep,
} from '@xiangaitong/domain';
import { CalendarVersionRepository } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { NOW } from '../infrastructure/tokens';
import { draftPolicy } from './draft-policy';
import { checkMayTry } from './may-try';

type View = z.output<typeof policyPreviewView>;
type StepView = View['days'][number]['steps'][number];

/** 預覽: an example case under a policy, by the calendar in force. */
@Injectable()
export class PolicyPreview {
  constructor(
    private readonly calendars: CalendarVersionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** @throws Problem `actor.notAllowed` */
  async preview(
    { policy, issuedOn, scenario }: z.output<typeof policyPreviewBody>,
    actor: Actor,
  ): Promise<View> {
    checkMayTry(actor);
    const at = this.now();
    const { calendar } = await this.calendars.inForce(at);
    const preview = previewPolicy({
      policy: draftPolicy(policy),
      calendar,
      issuedOn: issuedOn ?? civilDateAt(at),
      scenario,
    });
    const { days, stopped } = preview;
    return {
      scenario,
      issuedOn: preview.issuedOn,
      calendarVersion: calendar.version,
      days: days.map(({ date, steps }) => ({ date, steps: steps.map(viewStep) })),
      stopped: stopped && { at: stopped.at, code: stopped.error.code, detail: stopped.error.message },
      text: previewInChinese(preview),
    };
  }
}

const viewStep = ({ kind, deadline, letters, tasks, ...step }: PreviewStep): StepView => ({
  ...step,
  caseKind: kind,
  deadline: deadline && { ...deadline, explanation: explainInChinese(deadline.explanation) },
  letters: letters.map((letter) => ({ ...letter, name: letterNames[letter.template] })),
  tasks: tasks.map((task) => ({ ...task, name: taskNames[task.task] })),
});

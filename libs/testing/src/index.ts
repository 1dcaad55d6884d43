export { bounceRule } from './bounce-rule';
export { big5, printEventForm, printOfficeForm, utf8, withMark } from './calendar-files';
export {
  CapturingSmtpServer,
  type CapturedMail,
  type CapturingSmtpServerOptions,
} from './capturing-smtp-server';
export { parseExposition, samplesOf, valueOf, type Exposition, type Sample } from './exposition';
export { requireEnv } from './require-env';
export {
  accept,
  dropAfterFinalDot,
  dropBeforeData,
  dropConnection,
  dropDuringData,
  hang,
  refuse,
  refuseConnection,
  type SmtpBehaviour,
  type SmtpEnvelope,
} from './smtp-behaviour';
export { createTestDatabase, type TestDatabase } from './test-database';
export { TestingError } from './testing-error';
export { waitUntil, type WaitOptions } from './wait-until';

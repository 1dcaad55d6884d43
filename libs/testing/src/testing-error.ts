/** An error of the test kit; `code` is stable, the message is for people. */
export class TestingError extends Error {
  constructor(
    readonly code: 'MISSING_ENVIRONMENT' | 'WAIT_TIMEOUT' | 'INVALID_DATABASE_URL' | 'INVALID_EXPOSITION',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'TestingError';
  }
}

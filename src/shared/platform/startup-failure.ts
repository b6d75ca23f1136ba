/**
 * A reason not to start that a person can do something about. `message` is one sentence for the terminal: what is wrong,
 * with the names and numbers, and what to do. `code` is kebab-case and stable. The technical cause stays in `cause`.
 */
export class StartupFailure extends Error {
  override readonly name = 'StartupFailure';
  /** What the process ends with after telling the sentence. */
  readonly exitCode: 1 | 2 = 1;

  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A step of the preparation failed; `message` is for the person at the terminal, details stand in the log it names. */
export class PreparationFailure extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'PreparationFailure';
    this.exitCode = exitCode;
  }
}

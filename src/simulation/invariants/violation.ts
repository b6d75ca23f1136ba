/** Something that must hold does not. */
export class Violation extends Error {
  override readonly name = 'Violation';

  constructor(
    /** Number of the invariant with its words, as in the production auditor. */
    readonly invariant: string,
    readonly details: string,
  ) {
    super(`${invariant}: ${details}`);
  }
}

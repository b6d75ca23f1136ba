/**
 * This process cannot do it, and another one can or will: a newer version of the program. Nothing is done or counted as tried;
 * what waits goes on waiting.
 */
export class LeftToOthers extends Error {
  override readonly name: string = 'LeftToOthers';
}

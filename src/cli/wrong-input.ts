/** The input of a command is wrong: `message` is one line saying what, and what would have been accepted. Exit code 2. */
export class WrongInput extends Error {
  override readonly name = 'WrongInput';
  readonly exitCode = 2;
}

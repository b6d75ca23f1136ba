/** Slow hashes of passwords. Few are computed at once; who comes when too many wait is sent away. */
export abstract class Passwords {
  /** @throws PasswordsBusy */
  abstract hash(password: string): Promise<string>;

  /**
   * Whether the password is the one that was hashed. Without a hash (nobody has that name) the answer is no after the same
   * work, so that the time does not tell who exists. @throws PasswordsBusy
   */
  abstract matches(hash: string | null, password: string): Promise<boolean>;

  /** Whether the hash was made with less work than is asked for now. */
  abstract isOutdated(hash: string): boolean;
}

/** Too many passwords wait to be hashed; nothing was done. */
export class PasswordsBusy extends Error {
  override readonly name = 'PasswordsBusy';

  constructor(readonly waiting: number) {
    super(`${waiting} passwords wait to be hashed already`);
  }
}

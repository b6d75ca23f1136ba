/** Something a person gave cannot be used; the message is one line that says what and why. */
export class BadInput extends Error {
  override readonly name: string = 'BadInput';
}

/** A file of candles or rates cannot be trusted. The message begins with `file:line:`, or `file:` where no line is to blame. */
export class BadFile extends BadInput {
  override readonly name = 'BadFile';

  constructor(
    readonly file: string,
    /** From 1, the header included; null when the file as a whole is at fault. */
    readonly line: number | null,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(line === null ? `${file}: ${reason}` : `${file}:${line}: ${reason}`, options);
  }
}

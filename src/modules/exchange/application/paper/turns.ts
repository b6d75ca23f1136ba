/** Lets one piece of work run at a time, in the order in which it was asked for. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

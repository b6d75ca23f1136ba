/** A bot that ran when the program went down. */
export interface Resumed {
  readonly instanceId: string;
  readonly userId: string;
}

/** What a restart must know of the bots of one strategy. */
export abstract class ResumeStore {
  /** Bots in state `running`, oldest first. */
  abstract running(): Promise<readonly Resumed[]>;

  /** True while messages from or to the bot are under way: what it knows is not all that happened. */
  abstract isBusy(instanceId: string): Promise<boolean>;
}

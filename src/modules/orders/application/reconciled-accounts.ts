/**
 * Accounts whose books have been held against their venue since this process came up. Until then nothing is sent for them:
 * what is resting or held there is not known for certain. Accounts that had nothing before the start need not wait. One whose
 * venue refuses us is parked: it waits again until it can be read.
 */
export class ReconciledAccounts {
  private waiting: Set<string> | null = null;
  private readonly parked = new Set<string>();
  private heard: (accountId: string) => void = () => undefined;

  begin(accountIds: readonly string[]): void {
    this.waiting ??= new Set(accountIds);
  }

  get begun(): boolean {
    return this.waiting !== null;
  }

  done(accountId: string): void {
    this.waiting?.delete(accountId);
    this.parked.delete(accountId);
  }

  park(accountId: string): void {
    this.waiting?.add(accountId);
    this.parked.add(accountId);
    this.heard(accountId);
  }

  /** Calls `heard` when an account is parked: somebody has to see when it can be read again. */
  onParked(heard: (accountId: string) => void): void {
    this.heard = heard;
  }

  isParked(accountId: string): boolean {
    return this.parked.has(accountId);
  }

  /** Those that still wait; null while it is not even known which do. */
  get stillWaiting(): readonly string[] | null {
    return this.waiting === null ? null : [...this.waiting];
  }
}

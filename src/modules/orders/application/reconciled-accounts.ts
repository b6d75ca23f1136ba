/**
 * Accounts whose books have been held against their venue since this process came up. Until then nothing is sent for them:
 * what is resting or held there is not known for certain. Accounts that had nothing before the start need not wait.
 */
export class ReconciledAccounts {
  private waiting: Set<string> | null = null;

  begin(accountIds: readonly string[]): void {
    this.waiting ??= new Set(accountIds);
  }

  get begun(): boolean {
    return this.waiting !== null;
  }

  done(accountId: string): void {
    this.waiting?.delete(accountId);
  }

  /** Those that still wait; null while it is not even known which do. */
  get stillWaiting(): readonly string[] | null {
    return this.waiting === null ? null : [...this.waiting];
  }
}

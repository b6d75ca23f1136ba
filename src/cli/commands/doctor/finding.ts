/** What one check found. `fix` says what to do, where something is to be done. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly says: string;
  readonly fix: string | null;
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says, fix: null });

export const warning = (check: string, says: string, fix: string): Finding => ({
  ...{ check, state: 'warning', says, fix },
});

export const failed = (check: string, says: string, fix: string): Finding => ({
  ...{ check, state: 'failed', says, fix },
});

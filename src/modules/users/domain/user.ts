import type { EpochMs } from '../../../shared/pure/time/epoch.js';

export type Role = 'admin' | 'trader' | 'viewer';
export type Language = 'ko' | 'en';

/** A person as everybody may see them; what they prove themselves with is kept apart. */
export interface User {
  readonly id: string;
  /** As it was written; two spellings that differ in case only are one address. */
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  /** The built-in trader on the paper venue. */
  readonly demo: boolean;
  readonly createdAt: EpochMs;
  /** Nobody signs in with it and its sessions are over. */
  readonly disabled: boolean;
  /** Rises with every edit. */
  readonly version: number;
}

/** Whether this person is let in at all: not while disabled, and the demo account only while the demo is on. */
export const maySignIn = ({ demo, disabled }: Pick<User, 'demo' | 'disabled'>, demoOn: boolean): boolean =>
  !disabled && (demoOn || !demo);

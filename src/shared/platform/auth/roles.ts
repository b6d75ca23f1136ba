import type { AccessLevel } from '../http/access.decorator.js';
import type { Role } from '../http/current-user.decorator.js';

/** From the fewest rights to the most; each role may do what those before it may. */
export const ROLES = ['viewer', 'trader', 'admin'] as const satisfies readonly Role[];

/** Whether a person of `role` may call a route of `level`. */
export const mayCall = (role: Role, level: Exclude<AccessLevel, 'public'>): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(level);

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

import type { Json } from '../../../shared/pure/json.js';

export const now = (): number => Date.now(); // offends
export const today = (): Date => new Date(); // offends
export const text = (): string => Date(); // offends
export const Clock = Date; // offends
export const dice = (): number => Math.random(); // offends
export const { random } = Math; // offends
export const environment = process.env; // offends
export const later = (act: () => void): unknown => setTimeout(act, 1); // offends
export const often = (act: () => void): unknown => setInterval(act, 1); // offends
export const soon = (act: () => void): unknown => setImmediate(act); // offends
export const ask = (): Promise<unknown> => fetch('https://example.org'); // offends
export const elapsed = (): number => performance.now(); // offends
export const id = (): string => crypto.randomUUID(); // offends
export const hidden = (): unknown => globalThis['Date']; // offends
export const tools = { fetch }; // offends

/** What only looks like it. */
export const at = (ms: number): Date => new Date(ms);
export const midnight = Date.UTC(2024, 0, 1);
export const isDate = (value: unknown): boolean => value instanceof Date;
export const most = Math.max(1, 2);
export interface Report {
  readonly performance: Json;
  readonly process: Date;
}
export const profit = (report: Report): Json => report.performance;
export const named = { fetch: 1, process: 2, random: Math.floor(0.5) };

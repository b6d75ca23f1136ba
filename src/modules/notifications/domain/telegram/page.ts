import type { Button, Span } from '../delivery/body.js';
import type { Texts } from '../telling.js';

/** What the bot answers: a text, and buttons below it. */
export interface Page {
  readonly spans: readonly Span[];
  readonly buttons: readonly (readonly Button[])[];
}

/** A page with a title and lines. */
export const page = (title: string, lines: readonly string[], buttons: Page['buttons'] = []): Page => ({
  spans: [{ text: title, style: 'bold' }, ...(lines.length === 0 ? [] : [{ text: `\n${lines.join('\n')}` }])],
  buttons,
});

/** A text of one language out of a pair. */
export type Say = (ko: string, en: string) => string;

export const sayIn =
  (language: keyof Texts): Say =>
  (ko, en) =>
    language === 'ko' ? ko : en;

export const button = (label: string, data: string): Button => ({ label, data });

/** Simulated money says so on every page that shows money. */
export const paperMark = (say: Say): string => say('[모의] ', '[PAPER] ');

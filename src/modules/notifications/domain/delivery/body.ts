/** A piece of text, perhaps set off. What a channel makes of the style is its own affair. */
export interface Span {
  readonly text: string;
  readonly style?: 'bold' | 'code';
}

/** Something to press. `data` is what comes back, 64 bytes at most. */
export interface Button {
  readonly label: string;
  readonly data: string;
}

/** A message as it is kept: pieces of plain text that a channel escapes for itself, and rows of buttons. */
export interface Body {
  readonly spans: readonly Span[];
  readonly buttons: readonly (readonly Button[])[];
  /** Id of the message that it takes the place of; null for a new one. */
  readonly replaces: number | null;
  /** Id of the press that it answers, so that the button stops turning; null when none was pressed. */
  readonly pressed: string | null;
}

export const bodyOf = (spans: readonly Span[], buttons: Body['buttons'] = []): Body => ({
  spans,
  buttons,
  replaces: null,
  pressed: null,
});

/** The words alone, as a channel without styles shows them. */
export const plainText = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('');

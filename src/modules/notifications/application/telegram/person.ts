import type { Texts } from '../../domain/index.js';

/** The linked person who speaks. Everything the bot reads or does is asked for in their name. */
export interface Person {
  readonly userId: string;
  readonly role: 'admin' | 'trader' | 'viewer';
  readonly language: keyof Texts;
}

/** What was asked, and by which update: asked again by the same one, it is the same question. */
export interface Asked {
  readonly person: Person;
  readonly words: readonly string[];
  readonly updateId: number;
}

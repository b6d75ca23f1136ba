import { NumberColumn } from './number-column.js';

/** Texts in the order in which they came, of which few are different: each is kept once, as reasons and sides are. */
export class WordColumn<Word extends string = string> {
  private readonly words: Word[] = [];
  private readonly places = new Map<Word, number>();
  private readonly column = new NumberColumn();

  push(word: Word): void {
    this.column.push(this.places.get(word) ?? this.learn(word));
  }

  /** @param index below the length. */
  at(index: number): Word {
    return this.words[this.column.at(index)]!;
  }

  private learn(word: Word): number {
    const place = this.words.push(word) - 1;
    this.places.set(word, place);
    return place;
  }
}

import { GATES } from './decision/gate-records.js';
import { FINDING_TEXTS, GATE_TEXTS, NOTE_TEXTS, REASON_TEXTS, SUBJECT_TEXTS } from './describe.js';

describe('words for people', () => {
  it.each(Object.entries({ FINDING_TEXTS, GATE_TEXTS, NOTE_TEXTS, REASON_TEXTS, SUBJECT_TEXTS }))(
    '%s are there in Korean and English, with the same details',
    (_, texts) => {
      for (const { ko, en } of Object.values(texts)) {
        expect(ko).toMatch(/[가-힣]/);
        expect(en).toMatch(/^[\x20-\x7e]+$/);
        const details = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
        expect(details(ko)).toEqual(details(en));
      }
    },
  );

  it('every gate has a text', () => {
    expect(Object.keys(GATE_TEXTS).sort()).toEqual([...GATES].sort());
  });
});

import { Turns } from './turns.js';

describe('turns', () => {
  it('run one at a time in the order in which they were asked for, also after one that failed', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const work = (name: string, fails = false) =>
      turns.take(async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        await Promise.resolve();
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const answers = await Promise.allSettled([work('one'), work('two', true), work('three')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual([
      ...['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'],
    ]);
  });
});

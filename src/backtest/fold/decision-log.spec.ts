import { DecisionLog } from './decision-log.js';

describe('the log of decisions', () => {
  it('keeps any number of them', () => {
    const log = new DecisionLog();
    for (let index = 0; index < 20_000; index += 1) log.add(index * 60_000, index + 7);
    expect(log.count).toBe(20_000);
    for (const index of [0, 8_191, 8_192, 19_999])
      expect([log.at(index), log.candleAt(index)]).toEqual([index * 60_000, index + 7]);
  });
});

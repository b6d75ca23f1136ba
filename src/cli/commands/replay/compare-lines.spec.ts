import { compareLines } from './compare-lines.js';

const FILLS = ['F|1|buy|10|1|0.1|entry', 'F|2|sell|11|1|0.1|tp1', 'F|3|buy|9|1|0.1|entry'] as const;
const END = 'E|100|0|100';

const compare = (program: readonly string[], refused: Readonly<Record<string, readonly string[]>> = {}) =>
  compareLines([...FILLS, END], { lines: program, refused: new Map(Object.entries(refused)) });

describe('lines of two digests', () => {
  it('that are equal have no difference', () => {
    expect(compare([...FILLS, END])).toEqual([]);
  });

  it('are aligned again behind a line that only one of the two has', () => {
    expect(compare([FILLS[0], FILLS[2], END], { tp1: ['nothing-to-reduce'] })).toEqual([
      {
        backtest: FILLS[1],
        program: null,
        cause: 'only in the backtest: the program refused such orders (nothing-to-reduce)',
      },
    ]);
    expect(compare([FILLS[0], 'F|1|sell|12|1|0|tp1', FILLS[1], FILLS[2], END])).toEqual([
      { backtest: null, program: 'F|1|sell|12|1|0|tp1', cause: 'only in the program' },
    ]);
  });

  it.each([
    ['F|2|sell|11.5|1|0.1|tp1', 'another price'],
    ['F|2|sell|11|2|0.1|tp1', 'another size'],
    ['F|2|sell|11|1|0.2|tp1', 'fee rates'],
    ['F|4|sell|11|1|0.1|tp1', 'another time'],
    ['F|2|sell|11|1|0.1|stop', 'another order'],
  ])('that differ in one field say which: %s', (line, cause) => {
    const [difference, ...others] = compare([FILLS[0], line, FILLS[2], END]);
    expect(difference).toMatchObject({ backtest: FILLS[1], program: line });
    expect(difference!.cause).toContain(cause);
    expect(others).toEqual([]);
  });

  it('with nothing but another end differ in what is charged beside fills', () => {
    expect(compare([...FILLS, 'E|99|0|99'])).toEqual([
      { backtest: END, program: 'E|99|0|99', cause: expect.stringContaining('funding') as string },
    ]);
  });

  it('that have nothing in common are all told', () => {
    expect(compare(['E|1|0|1'])).toHaveLength(4);
  });
});

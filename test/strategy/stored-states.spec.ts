import { formatOf, mustKnow, NewerState } from '../../src/shared/pure/strategy/newer-state.js';
import { keptFormats, membersOf, stepsOf } from './stored-states.js';

const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('states as they were stored', () => {
  const formats = keptFormats();

  test('there are some of every format that there has been', () => {
    for (const { strategy } of formats) {
      const kept = formats.filter((one) => one.strategy === strategy).map(({ format }) => format);
      expect(kept.sort()).toEqual(Array.from({ length: strategy.stateFormat }, (_, index) => index + 1));
    }
  });

  test.each(formats)(
    '$name is read, and decided on as it was when it was written',
    ({ strategy, states, format }) => {
      for (const { settings, terms, state, decided } of states) {
        expect(formatOf(state)).toBe(format);
        mustKnow(strategy.stateFormat, state);
        const { close, stop } = stepsOf(strategy.bind(settings, terms), state);
        expect(written({ close: close.outputs, stop: stop.outputs })).toEqual(decided);
      }
    },
  );

  test.each(formats)('$name, once it changes, is written in the present format', ({ strategy, states }) => {
    for (const { settings, terms, state } of states)
      for (const { state: after } of Object.values(stepsOf(strategy.bind(settings, terms), state)))
        if (after !== state) expect(formatOf(after)).toBe(strategy.stateFormat);
  });

  test.each(formats.filter(({ format, strategy }) => format === strategy.stateFormat))(
    'a member that $name does not have yet belongs to the next format, with a way to it from this one',
    ({ strategy, states }) => {
      const known = membersOf(states.map(({ state }) => state));
      const always = Object.keys(states[0]!.state).filter((name) =>
        states.every(({ state }) => name in state),
      );
      for (const { settings, terms, state } of states) {
        const kernel = strategy.bind(settings, terms);
        const { close, stop } = stepsOf(kernel, state);
        for (const made of [kernel.start(null), close.state, stop.state]) {
          expect(Object.keys(made)).toEqual(expect.arrayContaining(always));
          for (const member of membersOf(written([made]))) expect(known).toContain(member);
        }
      }
    },
  );

  test('one of a format that nobody here knows is not read', () => {
    for (const { strategy } of formats) {
      const [known, next] = [strategy.stateFormat, strategy.stateFormat + 1];
      expect(() => mustKnow(known, { v: next }, 'bot')).toThrow(NewerState);
      expect(() => mustKnow(known, { v: known })).not.toThrow();
    }
    expect(formatOf({})).toBe(0);
  });
});

/* global document */

const DAY_MS = 86_400_000;
const PRESETS = { '1y': 365, '3m': 91, '1m': 30, '1w': 7, '1d': 1 };

/** The stretch of time that all charts show; whoever listens is told when it changes. */
export class TimeWindow {
  listeners = [];

  constructor(from, to, shortest) {
    Object.assign(this, { first: from, last: to, from, to, shortest });
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  get whole() {
    return this.from === this.first && this.to === this.last;
  }

  /** Shows `from`..`to`, as far as there is anything. */
  show(from, to) {
    const length = Math.min(this.last - this.first, Math.max(this.shortest, to - from));
    const middle = (from + to) / 2;
    const start = Math.min(Math.max(this.first, middle - length / 2), this.last - length);
    if (start === this.from && start + length === this.to) return;
    this.from = start;
    this.to = start + length;
    for (const listener of this.listeners) listener();
  }

  all() {
    this.show(this.first, this.last);
  }

  /** Moves by a share of what is shown. */
  move(share) {
    const by = (this.to - this.from) * share;
    const bounded = Math.min(Math.max(by, this.first - this.from), this.last - this.to);
    this.show(this.from + bounded, this.to + bounded);
  }

  /** Shows `factor` times as much time; the moment at `share` of the width stays where it is. */
  zoom(factor, share = 0.5) {
    const length = (this.to - this.from) * factor;
    const centre = this.from + (this.to - this.from) * share;
    this.show(centre - length * share, centre + length * (1 - share));
  }

  /** The last stretch of a named length, ending where the window ends now. */
  preset(name) {
    if (name === 'all') this.all();
    else this.show(Math.max(this.first, this.to - PRESETS[name] * DAY_MS), this.to);
  }
}

const KEYS = {
  ArrowLeft: (shown) => shown.move(-0.15),
  ArrowRight: (shown) => shown.move(0.15),
  '+': (shown) => shown.zoom(0.6),
  '=': (shown) => shown.zoom(0.6),
  '-': (shown) => shown.zoom(1 / 0.6),
  0: (shown) => shown.all(),
  Home: (shown) => shown.move(-Infinity),
  End: (shown) => shown.move(Infinity),
};

/** Keys, wheel (with Ctrl or Shift, so that the page still scrolls) and fingers on a chart move the window. */
export function steer(plot, shown) {
  plot.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act(shown);
  });
  plot.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      const { left, width } = areaOf(plot);
      const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
      shown.zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, share);
    },
    { passive: false },
  );
  steerByTouch(plot, shown);
}

/** One finger moves along, two zoom; up and down still scrolls the page. */
function steerByTouch(plot, shown) {
  let last = null;
  const grip = ({ touches }) => {
    const places = [...touches].map(({ clientX }) => clientX);
    return {
      count: places.length,
      centre: (places[0] + places.at(-1)) / 2,
      spread: Math.abs(places[0] - places.at(-1)),
    };
  };
  plot.addEventListener('touchstart', (event) => (last = grip(event)), { passive: true });
  plot.addEventListener('touchend', (event) => (last = event.touches.length > 0 ? grip(event) : null), {
    passive: true,
  });
  plot.addEventListener(
    'touchmove',
    (event) => {
      const now = grip(event);
      const { left, width } = areaOf(plot);
      if (last?.count === now.count) {
        if (now.count === 2 && now.spread > 10)
          shown.zoom(last.spread / now.spread, (now.centre - left) / width);
        shown.move((last.centre - now.centre) / width);
      }
      last = now;
    },
    { passive: true },
  );
}

const areaOf = (plot) => (plot.querySelector('.u-over') ?? plot).getBoundingClientRect();

/** The buttons of named lengths; the one that is pressed is the one that is shown. */
export function presets(shown) {
  const buttons = [...document.querySelectorAll('#ranges [data-range]')];
  const mark = (pressed) => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button === pressed));
  };
  const whole = buttons.find(({ dataset }) => dataset.range === 'all');
  let choosing = false;
  shown.onChange(() => {
    if (!choosing) mark(shown.whole ? whole : null);
  });
  for (const button of buttons) {
    const { range } = button.dataset;
    button.disabled = range !== 'all' && PRESETS[range] * DAY_MS >= shown.last - shown.first;
    button.addEventListener('click', () => {
      choosing = true;
      shown.preset(range);
      choosing = false;
      mark(button);
    });
  }
  mark(whole);
}

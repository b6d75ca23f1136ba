/** Columns that a list can be sorted by: a number for each trade. */
const NUMBERS = {
  id: (trades, index) => trades.id[index],
  openedAt: (trades, index) => trades.openedAt[index],
  closedAt: (trades, index) => trades.closedAt[index],
  held: (trades, index) => trades.closedAt[index] - trades.openedAt[index],
  side: (trades, index) => (trades.sides[index] === 'L' ? 0 : 1),
  size: (trades, index) => Number(trades.size[index]),
  entry: (trades, index) => Number(trades.entry[index]),
  exit: (trades, index) => Number(trades.exit[index]),
  fees: (trades, index) => Number(trades.fees[index]),
  funding: (trades, index) => Number(trades.funding[index]),
  netPnl: (trades, index) => Number(trades.netPnl[index]),
  adverse: (trades, index) => Number(trades.adverse[index]),
  favourable: (trades, index) => Number(trades.favourable[index]),
  reason: (trades, index) => trades.rank[trades.reason[index]],
  symbol: (trades, index) => trades.rank[trades.symbol[index]],
};

/** Gives each text its place in the alphabet, so that texts sort as numbers. */
export function ranked(trades) {
  const alphabet = [...trades.texts].sort();
  return { ...trades, rank: trades.texts.map((text) => alphabet.indexOf(text)) };
}

/**
 * Indices of the trades that match, in order; equal ones stay in order of closing.
 * `text` is looked for in the reason, the symbol, `#id` and both times as they are shown.
 */
export function query(trades, { side, outcome, text, sortBy, descending }, timeText) {
  const wanted = text.trim().toLowerCase();
  const fits = trades.texts.map((one) => one.toLowerCase().includes(wanted));
  const found = [];
  for (let index = 0; index < trades.sides.length; index += 1) {
    if (side !== '' && trades.sides[index] !== side) continue;
    const net = trades.netPnl[index];
    if (outcome === 'win' && !(Number(net) > 0)) continue;
    if (outcome === 'loss' && !(Number(net) < 0)) continue;
    if (wanted !== '' && !matches(trades, index, wanted, fits, timeText)) continue;
    found.push(index);
  }
  const value = NUMBERS[sortBy];
  const keys = Float64Array.from({ length: trades.sides.length }, (_, index) => value(trades, index));
  const direction = descending ? -1 : 1;
  return found.sort((a, b) => direction * (keys[a] - keys[b]) || a - b);
}

function matches(trades, index, wanted, fits, timeText) {
  if (wanted.startsWith('#')) return `#${trades.id[index]}` === wanted;
  if (fits[trades.reason[index]] || (trades.symbol !== null && fits[trades.symbol[index]])) return true;
  if (!/\d/.test(wanted)) return false;
  return (
    timeText(trades.openedAt[index]).includes(wanted) || timeText(trades.closedAt[index]).includes(wanted)
  );
}

const FIELDS = [
  'id',
  'symbol',
  'side',
  'openedAt',
  'closedAt',
  'size',
  'entry',
  'exit',
  'fees',
  'funding',
  'netPnl',
  'adverse',
  'favourable',
  'reason',
];

/** The trades as CSV: times in ISO 8601, amounts as they are. */
export function toCsv(trades, indices) {
  const fields = FIELDS.filter((name) => trades[name] !== null);
  const cell = (name, index) => {
    switch (name) {
      case 'side':
        return trades.sides[index] === 'L' ? 'long' : 'short';
      case 'openedAt':
      case 'closedAt':
        return new Date(trades[name][index]).toISOString();
      case 'reason':
      case 'symbol':
        return quoted(trades.texts[trades[name][index]]);
      default:
        return String(trades[name][index]);
    }
  };
  const lines = indices.map((index) => fields.map((name) => cell(name, index)).join(','));
  return `${[fields.join(','), ...lines].join('\n')}\n`;
}

/** A text that a spreadsheet would take for a formula stays a text. */
function quoted(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** How likely each kind of fault is at its strongest; a seed draws its own share of that. Each can be left out of a run. */
const FIRST = {
  crash: 4,
  pause: 3,
  'clock-skew': 1,
  'database-refuses': 0.02,
  'commit-lost': 0.02,
  'commit-unknown': 0.03,
  'database-slow': 0.08,
  'wakeup-lost': 0.3,
  'wakeup-late': 0.3,
  'request-lost': 0.15,
  'answer-lost': 0.2,
  'request-late': 0.15,
  'answer-late': 0.1,
  'server-error': 0.1,
  'rate-limited': 0.08,
  garbage: 0.06,
  'read-fails': 0.15,
  'read-stale': 0.5,
  'wrong-not-found': 0.15,
  'frame-lost': 0.25,
  'frame-twice': 0.3,
  'frame-late': 0.3,
  'reject-at-ack': 0.08,
  'reject-after-ack': 0.06,
  'partial-fills': 0.6,
  'price-jump': 0.03,
  'foreign-orders': 0.15,
  'user-stops': 0.25,
  'user-halts': 0.08,
  'double-command': 0.2,
  maintenance: 0.3,
  'stream-breaks': 0.3,
  'stream-silent': 0.3,
  'key-revoked': 0.25,
  ban: 0.3,
  liquidation: 0.3,
  'trigger-without-margin': 0.5,
  'tick-changes': 0.3,
  'old-position': 0.3,
  'user-amends': 0.8,
  'database-fails-over': 0.4,
  'database-restored': 0.4,
  'host-off': 0.3,
  'hedge-mode': 0.8,
  adl: 0.3,
} as const;

/** The same of kinds that came when seeds had been kept already, which would be other worlds with them. */
const LATER = {
  'wakeup-twice': 0.3,
  'queue-flushed': 0.1,
  'database-conflict': 0.03,
  'clock-steps': 0.6,
  'telegram-down': 0.6,
  'telegram-429': 0.2,
  'user-edits': 0.7,
  'crash-in-recovery': 0.7,
  'request-limits': 0.6,
  funding: 0.9,
  'history-window': 3,
  'conditional-child': 1.5,
  'candle-prices': 0.8,
  'spot-account': 0.8,
  'third-coin': 0.8,
  'two-versions': 0.8,
  'telegram-talk': 4,
  'update-twice': 0.3,
} as const;

export const STRONGEST = { ...FIRST, ...LATER };

export type FaultKind = keyof typeof STRONGEST;

export const FAULT_KINDS = Object.keys(STRONGEST) as readonly FaultKind[];

/** Kinds that a kept seed is run without, unless it names them. */
export const LATER_KINDS = Object.keys(LATER) as readonly FaultKind[];

import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Intent } from '../../../modules/orders/application/ports/intent.js';
import type { NewIntent } from '../../../modules/orders/application/ports/intent-store.port.js';
import { unitsOfText } from '../../../modules/orders/domain/index.js';
import type { IntentRow } from './orders-tables.js';

/** What no attempt has when it begins. */
const FRESH = {
  ...{ filledSize: '0', filledValue: '0', venueOrderId: null, announced: false, looks: 0 },
  ...{ sendDeadlineMs: null, lookAtMs: null },
} as const;

/** A judged intent as it is stored first. */
export function rowOf(intent: NewIntent, nowMs: number): IntentRow {
  const { wanted } = intent;
  const approved = 'approved' in intent ? intent.approved : null;
  const validMs = 'approved' in intent ? intent.validMs : null;
  const exposure = approved === null ? '0' : formatMoney(approved.exposure);
  return {
    ...wanted,
    ...FRESH,
    price: plain(wanted.price),
    size: plain(wanted.size),
    wire: approved?.order ?? wanted.wire,
    exposure: plain(exposure)!,
    adds: unitsOfText(exposure) > 0n,
    status: approved === null ? 'denied' : 'planned',
    code: 'denial' in intent ? intent.denial.code : null,
    fence: null,
    validUntilMs: validMs === null ? null : nowMs + validMs,
    createdAt: epochMs(nowMs),
    updatedAtMs: nowMs,
  };
}

/** A further attempt of an intent, with all that was approved. */
export const attemptOf = (
  before: IntentRow,
  orderId: string,
  clientOrderId: string,
  nowMs: number,
): IntentRow => ({
  ...before,
  orderId,
  clientOrderId,
  attempt: before.attempt + 1,
  ...FRESH,
  status: 'planned',
  code: null,
  fence: null,
  createdAt: epochMs(nowMs),
  updatedAtMs: nowMs,
});

/** An order that a venue has given itself. */
export const venueRowOf = ({ cancelWanted: _, ...intent }: Intent, nowMs: number): IntentRow => ({
  ...intent,
  price: null,
  size: plain(intent.size),
  ...{ reduceOnly: true, wire: null, replaces: null, epoch: null, exposure: '0' },
  ...{ code: null, filledSize: '0', filledValue: '0', venueOrderId: null, announced: true },
  ...{ step: null, looks: 0, fence: null, createdAt: epochMs(nowMs) },
  ...{ adds: false, validUntilMs: null, sendDeadlineMs: null, lookAtMs: null, updatedAtMs: nowMs },
});

/** A decimal as `trim_scale` writes it. */
export const plain = (text: string | null): string | null =>
  text === null ? null : formatMoney(unitsOfText(text));

import { OnRecord } from '../../../shared/platform/bus/on-record.js';
import {
  CandlesClosedHandler,
  OrderFilledHandler,
  OrderDeniedHandler,
  OrderRejectedHandler,
  OrderCancelledHandler,
  OrderTriggeredHandler,
  PositionAdjustedHandler,
  GateSettledHandler,
  TradingHaltedHandler,
  TradingResumedHandler,
} from '../../../shared/platform/strategy/heard.js';
import { CandlesClosed } from '../../market-data/contracts/events/candles-closed.event.js';
import { GateSettled } from '../../orders/contracts/events/gate-settled.event.js';
import { OrderFilled } from '../../orders/contracts/events/order-filled.event.js';
import { OrderDenied } from '../../orders/contracts/events/order-denied.event.js';
import { OrderRejected } from '../../orders/contracts/events/order-rejected.event.js';
import { OrderCancelled } from '../../orders/contracts/events/order-cancelled.event.js';
import { OrderTriggered } from '../../orders/contracts/events/order-triggered.event.js';
import { PositionAdjusted } from '../../orders/contracts/events/position-adjusted.event.js';
import { TradingHalted } from '../../orders/contracts/events/trading-halted.event.js';
import { TradingResumed } from '../../orders/contracts/events/trading-resumed.event.js';

/** What this module hears; the shell does the rest. */
@OnRecord('grid', CandlesClosed)
export class DecideOnClosedCandles extends CandlesClosedHandler {}

@OnRecord('grid', OrderFilled)
export class StepOnFill extends OrderFilledHandler {}

@OnRecord('grid', OrderDenied)
export class StepOnDenial extends OrderDeniedHandler {}

@OnRecord('grid', OrderRejected)
export class StepOnRejection extends OrderRejectedHandler {}

@OnRecord('grid', OrderCancelled)
export class StepOnCancellation extends OrderCancelledHandler {}

@OnRecord('grid', OrderTriggered)
export class StepOnTrigger extends OrderTriggeredHandler {}

@OnRecord('grid', PositionAdjusted)
export class StepOnAdjustment extends PositionAdjustedHandler {}

@OnRecord('grid', GateSettled)
export class StopBehindSettledGate extends GateSettledHandler {}

@OnRecord('grid', TradingHalted)
export class RememberHalt extends TradingHaltedHandler {}

@OnRecord('grid', TradingResumed)
export class ForgetHalt extends TradingResumedHandler {}

export const HEARD = [
  DecideOnClosedCandles,
  StepOnFill,
  StepOnDenial,
  StepOnRejection,
  StepOnCancellation,
  StepOnTrigger,
  StepOnAdjustment,
  StopBehindSettledGate,
  RememberHalt,
  ForgetHalt,
] as const;

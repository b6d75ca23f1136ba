import type { Brand } from './brand.js';

/** Ids are opaque text made by the Ids port; brands keep one kind from being passed for another. */
export type UserId = Brand<string, 'UserId'>;
export type AccountId = Brand<string, 'AccountId'>;
export type InstanceId = Brand<string, 'InstanceId'>;
export type CycleId = Brand<string, 'CycleId'>;
export type OrderId = Brand<string, 'OrderId'>;
export type ClientOrderId = Brand<string, 'ClientOrderId'>;
export type TradeId = Brand<string, 'TradeId'>;
export type MessageId = Brand<string, 'MessageId'>;
export type CorrelationId = Brand<string, 'CorrelationId'>;

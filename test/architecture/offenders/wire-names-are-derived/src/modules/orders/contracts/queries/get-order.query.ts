import { Query } from '../../../../shared/pure/messages/message.js';

export class GetOrder /* offends */ extends Query<{ readonly id: string }, null> {
  static readonly type = 'orders.fetch-order.v1';
}

export class GetOrderV2 /* offends */ extends Query<{ readonly id: string }, null> {
  static readonly type = 'orders.get-order.v3';
}

export class GetFill /* offends */ extends Query<{ readonly id: string }, null> {
  static readonly type = 'positions.get-fill.v1';
}

export class GetRisk /* offends */ extends Query<{ readonly id: string }, null> {
  static readonly type = 'orders.get-risk';
}

export class GetCell /* offends */ extends Query<{ readonly id: string }, null> {
  static readonly type: string = ['orders', 'get-cell', 'v1'].join('.');
}

export class GetPnl extends Query<{ readonly id: string }, null> {
  static readonly type = 'orders.get-pnl.v4';
}

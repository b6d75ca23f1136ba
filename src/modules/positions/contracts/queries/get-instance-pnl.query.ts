import { Query } from '../../../../shared/pure/messages/message.js';

export interface GetInstancePnlData {
  readonly userId: string;
  readonly instanceId: string;
}

/** Money as decimal text in the quote currency; every term is a sum over fills and funding rows. */
export interface InstancePnl {
  readonly realisedPnl: string;
  /** At the last mark; null while no mark is known. */
  readonly floatingPnl: string | null;
  readonly fees: string;
  readonly funding: string;
  /** realised + floating + funding - fees; null while no mark is known. */
  readonly total: string | null;
  readonly fills: number;
}

/** Profit and loss of one instance over its whole life. */
export class GetInstancePnl extends Query<GetInstancePnlData, InstancePnl> {
  static readonly type = 'positions.get-instance-pnl.v1';
}

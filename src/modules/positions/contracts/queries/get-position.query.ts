import { Query } from '../../../../shared/pure/messages/message.js';
import type { PositionView } from './list-positions.query.js';

export interface GetPositionData {
  readonly userId: string;
  readonly positionId: string;
}

/** One position, open or closed; null when there is none or it is not the user's. */
export class GetPosition extends Query<GetPositionData, PositionView | null> {
  static readonly type = 'positions.get-position.v1';
}

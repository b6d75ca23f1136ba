import { Query } from '../../../../shared/pure/messages/message.js';
import type { Explanation } from '../../../../shared/pure/strategy/explanation.js';

export interface GetGridExplanationData {
  readonly userId: string;
  readonly instanceId: string;
}

/** Why a Grid bot has traded or not; null when it is not the user's, or has not decided anything yet. */
export class GetGridExplanation extends Query<GetGridExplanationData, Explanation | null> {
  static readonly type = 'grid.get-grid-explanation.v1';
}

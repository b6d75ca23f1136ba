import { Query } from '../../../../shared/pure/messages/message.js';
import type { Explanation } from '../../../../shared/pure/strategy/explanation.js';

export interface GetHyperRsiExplanationData {
  readonly userId: string;
  readonly instanceId: string;
}

/** Why a HyperRSI bot has traded or not; null when it is not the user's, or has not decided anything yet. */
export class GetHyperRsiExplanation extends Query<GetHyperRsiExplanationData, Explanation | null> {
  static readonly type = 'hyper-rsi.get-hyper-rsi-explanation.v1';
}

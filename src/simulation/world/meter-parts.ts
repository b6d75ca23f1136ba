import type { MeteredGatewayParts } from '../../modules/exchange/application/budget/metered-gateway.js';
import type { VenueLimits } from '../../modules/exchange/domain/index.js';

/** What a planted fault finds around a meter. */
export interface MeterParts extends MeteredGatewayParts {
  readonly limits: VenueLimits;
  readonly processes: number;
}

import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { planIndicator } from '../../../shared/pure/indicators/index.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { GetCandles } from '../contracts/queries/get-candles.query.js';
import { GetIndicator, type IndicatorSeries } from '../contracts/queries/get-indicator.query.js';
import { historyOf, indicatorSeries } from '../domain/indicator-series.js';
import { GetCandlesHandler } from './get-candles.handler.js';

const MOST_CANDLES = 5_000;

@QueryHandler(GetIndicator)
export class GetIndicatorHandler implements IQueryHandler<GetIndicator> {
  constructor(private readonly candles: GetCandlesHandler) {}

  async execute({ data }: GetIndicator): Promise<Result<IndicatorSeries, Refusal>> {
    const { name, parameters, limit, ...series } = data;
    const plan = planIndicator(name, parameters);
    if (!plan.ok) {
      const fields = plan.error.map((field) => ({ ...field }));
      return err(refusal('indicator-refused', `${name} cannot be computed so`, { fields }));
    }
    const wanted = Math.min(limit + historyOf(plan.value), MOST_CANDLES);
    const candles = await this.candles.execute(new GetCandles({ ...series, from: null, limit: wanted }));
    return candles.ok ? ok(indicatorSeries(plan.value, candles.value, limit)) : candles;
  }
}

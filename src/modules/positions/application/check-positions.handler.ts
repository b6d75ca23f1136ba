import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CheckPositions, type PositionCheck } from '../contracts/queries/check-positions.query.js';
import { differences, refold } from '../domain/index.js';
import { PositionReads } from './ports/position-reads.port.js';

/** The auditor: what is stored must be what folding again gives. */
@QueryHandler(CheckPositions)
export class CheckPositionsHandler implements IQueryHandler<CheckPositions> {
  constructor(private readonly positions: PositionReads) {}

  async execute({ data }: CheckPositions): Promise<PositionCheck> {
    const { positions, inputs } = await this.positions.everything(data.userId);
    const stored = new Map(positions.map(({ id, life }) => [id, life]));
    const fills = inputs.filter(({ kind }) => kind === 'fill').length;
    return {
      positions: positions.length,
      fills,
      charges: inputs.length - fills,
      differences: differences(stored, refold(inputs)),
    };
  }
}

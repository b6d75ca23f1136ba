import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Matches } from 'class-validator';
import { PERCENT_OF_POSITION } from '../../../shared/pure/market/part-of.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

/** What of a bot's own positions is to be closed. */
export class ClosePositionBody {
  @ApiPropertyOptional({
    type: String,
    default: '100',
    example: '50',
    description:
      'How much of it: > 0 and at most 100, in percent with at most 2 decimals; floored to the lot',
  })
  @MayBeMissing()
  @IsString()
  @Matches(PERCENT_OF_POSITION, { message: 'a decimal > 0 and <= 100 with at most 2 decimals' })
  readonly percent?: string;

  @ApiPropertyOptional({
    enum: ['long', 'short'],
    description: 'Which position, where a hedge stands beside the main one; left out: the main one',
  })
  @MayBeMissing()
  @IsIn(['long', 'short'])
  readonly side?: 'long' | 'short';
}

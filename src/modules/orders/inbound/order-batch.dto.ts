import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import { ProblemDto } from '../../../shared/platform/http/problem.dto.js';
import { OrderDto, PlaceOrderDto } from './orders.dto.js';

/** As many as the smallest batch of the venues takes. */
export const LARGEST_BATCH = 20;

export class PlaceOrdersDto {
  @ApiProperty({ type: [PlaceOrderDto], minItems: 1, maxItems: LARGEST_BATCH })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LARGEST_BATCH)
  @ValidateNested({ each: true })
  @Type(() => PlaceOrderDto)
  readonly orders: readonly PlaceOrderDto[];
}

/** What became of one order of a batch: exactly one of the two is there. */
export class PlacedDto {
  @ApiProperty({ type: OrderDto, nullable: true })
  readonly order: OrderDto | null;

  @ApiProperty({ type: ProblemDto, nullable: true, description: 'Why it was refused' })
  readonly problem: ProblemDto | null;
}

export class OrderBatchDto {
  @ApiProperty({ type: [PlacedDto], description: 'One for each order asked for, in the same sequence' })
  readonly items: readonly PlacedDto[];
}

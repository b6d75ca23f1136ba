import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Page } from './pagination.js';
import { MayBeMissing } from './may-be-missing.decorator.js';

/** Query members are text; this makes a whole number of one that is written as such and leaves the rest to be refused. */
export const wholeNumber = ({ value }: TransformFnParams): unknown =>
  typeof value === 'string' && /^(?:0|-?[1-9]\d{0,14})$/.test(value) ? Number(value) : (value as unknown);

/** The query of every list. */
export class PageQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 200,
    default: 50,
    description: 'Most items to answer',
  })
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  @ApiPropertyOptional({ type: String, description: 'nextCursor of the page before; opaque' })
  @MayBeMissing()
  @IsString()
  @MaxLength(1024)
  readonly cursor?: string;
}

/** The answer class of a list of `Item`, for the API document. */
export function PageDto<Item>(item: Type<Item>): Type<Page<Item>> {
  class PageOfItems implements Page<Item> {
    @ApiProperty({ type: [item] })
    readonly items: readonly Item[];

    @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last' })
    readonly nextCursor: string | null;
  }
  Object.defineProperty(PageOfItems, 'name', { value: `${item.name.replace(/Dto$/, '')}Page` });
  return PageOfItems;
}

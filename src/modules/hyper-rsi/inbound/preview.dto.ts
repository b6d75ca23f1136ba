import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import type { JsonObject } from '../../../shared/pure/json.js';
import { SettingsBody } from '../../../shared/platform/strategy/http/strategy.dto.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

export class HyperRsiPreviewBody extends SettingsBody {
  @ApiProperty({ type: String, description: 'Account whose venue, balance and limits it is worked out for' })
  @IsString()
  @Length(1, 100)
  readonly accountId: string;

  @ApiPropertyOptional({ type: String, default: '0.0005', description: 'Taker fee to work with' })
  @MayBeMissing()
  @Matches(/^0(?:\.\d{1,8})?$/, { message: 'a rate as a decimal, such as 0.0005' })
  readonly takerRate: string = '0.0005';
}

export class EntryPreviewDto {
  @ApiProperty({ type: 'integer', description: '1 is the first entry' })
  readonly entry: number;

  @ApiProperty({ type: String, description: 'Level it is reckoned at; the first at the present price' })
  readonly price: string;

  @ApiProperty({ type: String, description: 'In base units' })
  readonly size: string;

  @ApiProperty({ type: String })
  readonly notional: string;

  @ApiProperty({ type: String, description: 'Average entry of the cycle once this one has filled' })
  readonly averagePrice: string;

  @ApiProperty({ type: String, description: 'Notional of all entries so far' })
  readonly totalNotional: string;

  @ApiProperty({ type: String, description: 'Margin of all entries so far' })
  readonly margin: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null while there is no stop' })
  readonly stopPrice: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null when no price liquidates it' })
  readonly liquidationPrice: string | null;

  @ApiProperty({
    type: String,
    description: 'Lost when the stop acts, or without one the liquidation; taker fees included, slippage not',
  })
  readonly loss: string;
}

export class SidePreviewDto {
  @ApiProperty({ enum: ['long', 'short'] })
  readonly side: string;

  @ApiProperty({ type: [EntryPreviewDto] })
  readonly entries: readonly EntryPreviewDto[];
}

export class HyperRsiWorstCaseDto {
  @ApiProperty({ type: String })
  readonly notional: string;

  @ApiProperty({ type: String })
  readonly margin: string;

  @ApiProperty({ type: String })
  readonly loss: string;
}

export class FindingDto {
  @ApiProperty({ type: String, example: 'stop-before-add' })
  readonly code: string;

  @ApiProperty({ type: String, description: 'In the language of the request' })
  readonly message: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The numbers that caused it' })
  readonly details: JsonObject;
}

/** What a person sees before Start. */
export class HyperRsiPreviewDto {
  @ApiProperty({ type: String, description: 'Last price it was worked out at' })
  readonly price: string;

  @ApiProperty({ type: String, description: 'Equity it was worked out with' })
  readonly equity: string;

  @ApiProperty({ type: [SidePreviewDto], description: 'The full cycle of every allowed side' })
  readonly sides: readonly SidePreviewDto[];

  @ApiProperty({ type: HyperRsiWorstCaseDto, description: 'The largest of all sides and entries' })
  readonly worstCase: HyperRsiWorstCaseDto;

  @ApiProperty({ type: String, nullable: true, description: 'Cap on the notional of a cycle' })
  readonly maxNotional: string | null;

  @ApiProperty({ type: [FindingDto], description: 'What would refuse the first entry right now' })
  readonly refusals: readonly FindingDto[];

  @ApiProperty({ type: [FindingDto], description: 'What is allowed and yet may not be meant' })
  readonly warnings: readonly FindingDto[];
}

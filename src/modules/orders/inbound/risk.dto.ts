import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const MONEY = /^\d{1,18}(\.\d{1,18})?$/;
const MONEY_MEANING = 'a plain decimal > 0 as text; null for the default';

/** Every limit is set: what is left out or null takes its default, and none can be switched off. */
export class RiskLimitsBody {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Value of one order that adds, in quote',
  })
  @IsOptional()
  @Matches(MONEY, { message: MONEY_MEANING })
  readonly maxOrderNotional?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Value of a position with all that may add to it',
  })
  @IsOptional()
  @Matches(MONEY, { message: MONEY_MEANING })
  readonly maxPositionNotional?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Net loss of one day that halts an account',
  })
  @IsOptional()
  @Matches(MONEY, { message: MONEY_MEANING })
  readonly maxDailyLoss?: string | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly maxLeverage?: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Orders of one day that add' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly maxOrdersPerDay?: number | null;
}

export class AccountUseDto {
  @ApiProperty({ type: String })
  readonly accountId: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Beginning of its day of market time' })
  readonly day: string;

  @ApiProperty({ type: 'integer', description: 'Orders of that day that add' })
  readonly orders: number;

  @ApiProperty({ type: String, description: 'Net result of the positions closed that day' })
  readonly result: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'daily-loss or max-orders, until trading is resumed',
  })
  readonly haltCode: string | null;
}

export class RiskLimitsDto {
  @ApiProperty({ type: 'integer', example: 1, description: 'Rises with every choice; also the ETag' })
  readonly version: number;

  @ApiProperty({ type: String })
  readonly maxOrderNotional: string;

  @ApiProperty({ type: String })
  readonly maxPositionNotional: string;

  @ApiProperty({ type: String })
  readonly maxDailyLoss: string;

  @ApiProperty({ type: 'integer' })
  readonly maxLeverage: number;

  @ApiProperty({ type: 'integer' })
  readonly maxOrdersPerDay: number;

  @ApiProperty({ type: [String], description: 'Limits that were set; the others are defaults' })
  readonly chosen: readonly string[];

  @ApiProperty({ type: Boolean, description: 'The kill switch' })
  readonly halted: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly haltedAt: string | null;

  @ApiProperty({ type: [AccountUseDto] })
  readonly accounts: readonly AccountUseDto[];
}

export class HaltDto {
  @ApiProperty({ type: Boolean })
  readonly halted: boolean;

  @ApiProperty({ type: Boolean, description: 'False when it was so already' })
  readonly changed: boolean;
}

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

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Value of all that an account holds and wants, quoted alike',
  })
  @IsOptional()
  @Matches(MONEY, { message: MONEY_MEANING })
  readonly maxAccountNotional?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Fall of the net result below its best that halts an account',
  })
  @IsOptional()
  @Matches(MONEY, { message: MONEY_MEANING })
  readonly maxDrawdown?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Net loss of one day that halts a bot',
  })
  @IsOptional()
  @Matches(MONEY, { message: MONEY_MEANING })
  readonly maxInstanceDailyLoss?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Fall of its net result below its best that halts a bot',
  })
  @IsOptional()
  @Matches(MONEY, { message: MONEY_MEANING })
  readonly maxInstanceDrawdown?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description: 'How far through the last price an order that adds may be priced, in percent',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly maxPriceDeviationPercent?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description: 'Losing positions in a row after which a bot rests',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly lossesBeforeCooldown?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    description: 'How long it rests, in minutes of market time',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_080)
  readonly cooldownMinutes?: number | null;
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

  @ApiProperty({ type: String, description: 'How far the net result is below the best it has been' })
  readonly drawdown: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'daily-loss, drawdown, max-orders, books-broken or key-refused, until trading is resumed',
  })
  readonly haltCode: string | null;
}

export class HeldBackInstanceDto {
  @ApiProperty({ type: String })
  readonly instanceId: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Beginning of its day of market time' })
  readonly day: string;

  @ApiProperty({ type: String, description: 'Net result of the positions closed that day' })
  readonly result: string;

  @ApiProperty({ type: String, description: 'How far its net result is below the best it has been' })
  readonly drawdown: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'instance-daily-loss, instance-drawdown, instance-books-broken, instance-unprotected, instance-liquidated or instance-repairs, until trading is resumed',
  })
  readonly haltCode: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Market time until which it rests after losing too often in a row',
  })
  readonly cooldownUntil: string | null;
}

export class RiskLimitsDto {
  @ApiProperty({ type: 'integer', example: 1, description: 'Rises with every choice; also the ETag' })
  readonly version: number;

  @ApiProperty({ type: String, description: 'Currency of which defaults are shown' })
  readonly quote: string;

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

  @ApiProperty({ type: String })
  readonly maxAccountNotional: string;

  @ApiProperty({ type: String })
  readonly maxDrawdown: string;

  @ApiProperty({ type: String })
  readonly maxInstanceDailyLoss: string;

  @ApiProperty({ type: String })
  readonly maxInstanceDrawdown: string;

  @ApiProperty({ type: 'integer' })
  readonly maxPriceDeviationPercent: number;

  @ApiProperty({ type: 'integer' })
  readonly lossesBeforeCooldown: number;

  @ApiProperty({ type: 'integer' })
  readonly cooldownMinutes: number;

  @ApiProperty({ type: [String], description: 'Limits that were set; the others are defaults' })
  readonly chosen: readonly string[];

  @ApiProperty({ type: Boolean, description: 'The kill switch' })
  readonly halted: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly haltedAt: string | null;

  @ApiProperty({ type: [AccountUseDto] })
  readonly accounts: readonly AccountUseDto[];

  @ApiProperty({ type: [HeldBackInstanceDto], description: 'Bots that open nothing new' })
  readonly instances: readonly HeldBackInstanceDto[];
}

export class HaltDto {
  @ApiProperty({ type: Boolean })
  readonly halted: boolean;

  @ApiProperty({ type: Boolean, description: 'False when it was so already' })
  readonly changed: boolean;
}

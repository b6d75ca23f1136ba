import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { KEY_VENUES, POSITION_MODES, type KeyVenue, type PositionMode } from '../domain/index.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

const SECRET = /^[\x21-\x7e]{8,512}$/;

/** Keys of an account at a real venue. They are sealed, and no answer ever has them again. */
export class NewExchangeAccountBody {
  @ApiProperty({ enum: KEY_VENUES, example: 'okx' })
  @IsIn(KEY_VENUES)
  readonly venue: KeyVenue;

  @ApiProperty({ type: String, minLength: 1, maxLength: 60, example: 'Main' })
  @IsString()
  @Length(1, 60)
  readonly label: string;

  @ApiProperty({ type: String, writeOnly: true, description: 'Without the right to withdraw or transfer' })
  @IsString()
  @Matches(SECRET, { message: '8..512 characters without spaces' })
  readonly apiKey: string;

  @ApiProperty({ type: String, writeOnly: true })
  @IsString()
  @Matches(SECRET, { message: '8..512 characters without spaces' })
  readonly apiSecret: string;

  @ApiPropertyOptional({ type: String, writeOnly: true, description: 'Of OKX and Bitget, and of no other' })
  @MayBeMissing()
  @IsString()
  @Matches(/^[\x20-\x7e]{1,128}$/, { message: '1..128 characters' })
  readonly passphrase?: string;
}

/** An account on the paper venue: made-up money on a market that moves. */
export class NewPaperAccountBody {
  @ApiProperty({ type: String, minLength: 1, maxLength: 60, example: 'Practice' })
  @IsString()
  @Length(1, 60)
  readonly label: string;

  @ApiProperty({ type: String, example: 'USDT', description: 'In which it is settled' })
  @IsString()
  @Matches(/^[A-Z0-9]{2,10}$/, { message: '2..10 capital letters or digits' })
  readonly currency: string;

  @ApiProperty({ type: String, example: '10000', description: 'What it begins with, > 0' })
  @IsString()
  @Matches(/^(?!0+(\.0+)?$)(0|[1-9]\d{0,11})(\.\d{1,8})?$/, {
    message: 'a decimal > 0 below 10^12 with at most 8 decimals',
  })
  readonly cash: string;

  @ApiPropertyOptional({
    enum: POSITION_MODES,
    default: 'one-way',
    description:
      'one-way: one net position of each perpetual; hedge: a long and a short one beside each other',
  })
  @MayBeMissing()
  @IsIn(POSITION_MODES)
  readonly positionMode?: PositionMode;
}

export class CheckDto {
  @ApiProperty({ enum: ['connection', 'permissions', 'ip-list', 'position-mode', 'clock'] })
  readonly name: string;

  @ApiProperty({
    enum: ['passed', 'not-verified'],
    description: 'What could not be checked is never called safe',
  })
  readonly verdict: string;

  @ApiProperty({ type: String })
  readonly explanation: string;
}

export class VerificationDto {
  @ApiProperty({ type: Boolean, description: 'Whether the account can be traded on' })
  readonly ready: boolean;

  @ApiProperty({ type: [CheckDto] })
  readonly checks: readonly CheckDto[];
}

export class ExchangeAccountDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String, example: 'paper' })
  readonly venue: string;

  @ApiProperty({ type: String })
  readonly label: string;

  @ApiProperty({ enum: ['paper', 'live'], description: 'Whether orders there are real' })
  readonly environment: 'paper' | 'live';

  @ApiProperty({
    enum: POSITION_MODES,
    nullable: true,
    description: 'How its perpetuals are held; null where the venue has not been asked',
  })
  readonly positionMode: PositionMode | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '…x7Qz',
    description: 'End of the key; null on paper',
  })
  readonly keyHint: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;
}

export class BalanceDto {
  @ApiProperty({ type: String, example: 'USDT' })
  readonly currency: string;

  @ApiProperty({
    type: String,
    description: 'Cash with what perpetual positions have won or lost, or coins held',
  })
  readonly total: string;

  @ApiProperty({ type: String, description: 'Not held as margin' })
  readonly free: string;
}

export class VenuePositionDto {
  @ApiProperty({ type: String })
  readonly symbol: string;

  @ApiProperty({ enum: ['long', 'short'] })
  readonly side: string;

  @ApiProperty({ type: String })
  readonly size: string;

  @ApiProperty({ type: String, description: 'Average entry, 12 decimals' })
  readonly averagePrice: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null where no price liquidates it' })
  readonly liquidationPrice: string | null;
}

export class VenueOrderDto {
  @ApiProperty({ type: String })
  readonly symbol: string;

  @ApiProperty({ type: String })
  readonly clientOrderId: string;

  @ApiProperty({ enum: ['market', 'limit', 'stop-market', 'trigger'] })
  readonly type: string;

  @ApiProperty({ enum: ['buy', 'sell'] })
  readonly side: string;

  @ApiProperty({ type: String, nullable: true, description: 'Where it acts now; null for a market order' })
  readonly price: string | null;

  @ApiProperty({ type: String })
  readonly size: string;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../../shared/platform/http/page.dto.js';
import type { DeliveryView } from '../application/ports/outgoing-store.port.js';
import type { Priority } from '../domain/index.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

const PRIORITIES = ['low', 'normal', 'high', 'critical'] as const satisfies readonly Priority[];
const STATES = ['waiting', 'delivered', 'dead'] as const satisfies readonly DeliveryView['state'][];
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

export class QuietHoursDto {
  @ApiProperty({ type: String, example: '22:00', description: 'First quiet minute, in timeZone' })
  @IsString()
  @Matches(CLOCK, { message: 'a time of day such as 22:00' })
  readonly from: string;

  @ApiProperty({ type: String, example: '07:00', description: 'First minute that is not quiet any more' })
  @IsString()
  @Matches(CLOCK, { message: 'a time of day such as 07:00' })
  readonly to: string;
}

export class PreferencesBody {
  @ApiProperty({ enum: PRIORITIES, description: 'What is less urgent stays in the list' })
  @IsIn(PRIORITIES)
  readonly leastPriority: Priority;

  @ApiPropertyOptional({
    type: [String],
    default: [],
    example: ['order-filled'],
    description: 'Kinds that stay in the list; critical ones are told all the same',
  })
  @MayBeMissing()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  readonly mutedKinds?: readonly string[];

  @ApiPropertyOptional({
    type: QuietHoursDto,
    nullable: true,
    description: 'What is not critical waits until they end; null for none',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => QuietHoursDto)
  readonly quietHours?: QuietHoursDto | null;

  @ApiProperty({ type: String, example: 'Asia/Seoul', description: 'IANA time zone that quiet hours are in' })
  @IsString()
  @MaxLength(64)
  readonly timeZone: string;
}

export class ChannelDto {
  @ApiProperty({ enum: ['telegram'] })
  readonly kind: string;

  @ApiProperty({ enum: ['active', 'blocked'], description: 'blocked: the person has shut the door there' })
  readonly state: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly changedAt: string;
}

export class PreferencesDto {
  @ApiProperty({ type: 'integer', example: 1, description: 'Rises with every choice; also the ETag' })
  readonly version: number;

  @ApiProperty({ enum: PRIORITIES })
  readonly leastPriority: string;

  @ApiProperty({ type: [String] })
  readonly mutedKinds: readonly string[];

  @ApiProperty({ type: QuietHoursDto, nullable: true })
  readonly quietHours: QuietHoursDto | null;

  @ApiProperty({ type: String, example: 'Asia/Seoul' })
  readonly timeZone: string;

  @ApiProperty({ type: [ChannelDto], description: 'Where you are reached beside the list' })
  readonly channels: readonly ChannelDto[];
}

export class TestMessageDto {
  @ApiProperty({ type: [String], example: ['telegram'], description: 'Where it goes beside the list' })
  readonly channels: readonly string[];
}

export class DeliveriesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES })
  @MayBeMissing()
  @IsIn(STATES)
  readonly state?: DeliveryView['state'];
}

export class DeliveryDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ enum: ['telegram'] })
  readonly channel: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The notification; null for an answer of the bot',
  })
  readonly number: number | null;

  @ApiProperty({ enum: PRIORITIES, nullable: true })
  readonly priority: string | null;

  @ApiProperty({ enum: STATES, description: 'dead: given up after a day, or because it can never arrive' })
  readonly state: string;

  @ApiProperty({ type: 'integer' })
  readonly attempts: number;

  @ApiProperty({ type: String, nullable: true })
  readonly lastError: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it waits' })
  readonly endedAt: string | null;
}

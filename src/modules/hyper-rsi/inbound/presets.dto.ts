import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import type { JsonObject } from '../../../shared/pure/json.js';
import { wholeNumber } from '../../../shared/platform/http/page.dto.js';
import { SettingsBody } from '../../../shared/platform/strategy/http/strategy.dto.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

const MOST_VERSIONS = 1_000_000_000;

export class NewPresetBody extends SettingsBody {
  @ApiProperty({ type: String, description: 'Unique among your presets', example: 'Careful 15m' })
  @IsString()
  @Length(1, 60)
  readonly name: string;
}

export class PresetBody extends NewPresetBody {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that this replaces' })
  @IsInt()
  @Min(1)
  @Max(MOST_VERSIONS)
  readonly version: number;
}

export class PresetQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'An older version; the newest when left out',
  })
  @MayBeMissing()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(MOST_VERSIONS)
  readonly version?: number;
}

export class PresetDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly name: string;

  @ApiProperty({ type: 'integer', description: 'From 1; rises with each change' })
  readonly version: number;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Complete settings' })
  readonly settings: JsonObject;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When this version was stored' })
  readonly updatedAt: string;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, Length, MaxLength } from 'class-validator';
import type { Language, Role } from '../domain/index.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

const ROLES = ['admin', 'trader', 'viewer'] as const satisfies readonly Role[];
const LANGUAGES = ['ko', 'en'] as const satisfies readonly Language[];
const EXAMPLE_PASSWORD = 'k7wq-m2xt-9hcd-r4vn-e8zp-y3sb';

export class UserDto {
  @ApiProperty({ type: String, example: '01970000-0000-7000-8000-000000000000' })
  readonly id: string;

  @ApiProperty({ type: String, example: 'demo@tradingboost.local' })
  readonly email: string;

  @ApiProperty({ enum: ROLES, example: 'trader' })
  readonly role: Role;

  @ApiProperty({ enum: LANGUAGES, example: 'en' })
  readonly language: Language;

  @ApiProperty({ type: Boolean, description: 'The built-in trader on the paper venue' })
  readonly demo: boolean;

  @ApiProperty({ type: 'integer', example: 1, description: 'Rises with every edit; also the ETag' })
  readonly version: number;
}

/** What an admin sees beyond what the person does. */
export class UserAccountDto extends UserDto {
  @ApiProperty({ type: Boolean, description: 'Nobody signs in with it' })
  readonly disabled: boolean;

  @ApiProperty({ type: String, format: 'date-time', example: '2025-05-01T12:00:00.000Z' })
  readonly createdAt: string;
}

export class ProfileBody {
  @ApiPropertyOptional({ enum: LANGUAGES, example: 'ko', description: 'The language of messages' })
  @MayBeMissing()
  @IsIn(LANGUAGES)
  readonly language?: Language;
}

export class UserAccountBody {
  @ApiPropertyOptional({ enum: ROLES, example: 'viewer' })
  @MayBeMissing()
  @IsIn(ROLES)
  readonly role?: Role;

  @ApiPropertyOptional({
    type: Boolean,
    example: false,
    description: 'True ends every session of theirs as well',
  })
  @MayBeMissing()
  @IsBoolean()
  readonly disabled?: boolean;
}

export class PasswordBody {
  @ApiProperty({ type: String, minLength: 1, maxLength: 128, example: EXAMPLE_PASSWORD })
  @IsString()
  @Length(1, 128)
  readonly currentPassword: string;

  @ApiProperty({ type: String, minLength: 12, maxLength: 128, example: 'four unrelated words together' })
  @IsString()
  @MaxLength(256)
  readonly newPassword: string;
}

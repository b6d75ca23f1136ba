import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { Language } from '../domain/index.js';
import { MayBeMissing } from '../../../shared/platform/http/may-be-missing.decorator.js';

/** No control characters: some of them no database can store. */
const EMAIL = /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,190}$/u;
const TOKEN = /^[\w-]{43}$/;
const EXAMPLE_PASSWORD = 'k7wq-m2xt-9hcd-r4vn-e8zp-y3sb';

export class LoginDto {
  @ApiProperty({ type: String, example: 'demo@tradingboost.local', description: 'Upper or lower case' })
  @IsString()
  @Matches(EMAIL, { message: 'an e-mail address' })
  readonly email: string;

  @ApiProperty({ type: String, minLength: 1, maxLength: 128, example: EXAMPLE_PASSWORD })
  @IsString()
  @Length(1, 128)
  readonly password: string;
}

/** How good the password is, the use case judges, by the address it belongs to. */
export class RegisterDto {
  @ApiProperty({ type: String, example: 'anna@example.org', description: 'Upper or lower case' })
  @IsString()
  @Matches(EMAIL, { message: 'an e-mail address' })
  readonly email: string;

  @ApiProperty({
    type: String,
    minLength: 12,
    maxLength: 128,
    example: EXAMPLE_PASSWORD,
    description: '12 to 128 characters of any kind; what is tried first is refused',
  })
  @IsString()
  @MaxLength(256)
  readonly password: string;

  @ApiPropertyOptional({ enum: ['ko', 'en'], default: 'en', example: 'ko' })
  @MayBeMissing()
  @IsIn(['ko', 'en'])
  readonly language?: Language;
}

export class SetUpDto extends RegisterDto {
  @ApiProperty({
    type: String,
    example: 'h8rw-3fkd-m5yq-t2xc-v9jn-b4gs',
    description: 'The one-time token that the first start printed',
  })
  @IsString()
  @Length(1, 100)
  readonly token: string;
}

export class RefreshDto {
  @ApiProperty({
    type: String,
    example: 'Jx2P0mYq9fS5wRk8uVbN3cLz7tHdE1gAoXiTyQ6eMsW',
    description: 'It is used up: the answer has the next one',
  })
  @Matches(TOKEN, { message: 'a refresh token' })
  readonly refreshToken: string;
}

export class TokensDto {
  @ApiProperty({ type: String, description: 'Send it as "Authorization: Bearer …"' })
  readonly accessToken: string;

  @ApiProperty({
    type: String,
    description: 'Opens the session again, once, when the access token has expired',
  })
  readonly refreshToken: string;

  @ApiProperty({ type: 'integer', example: 600, description: 'Seconds that the access token holds' })
  readonly expiresIn: number;
}

export class SessionDto {
  @ApiProperty({ type: String, example: '01970000-0000-7000-8000-000000000000' })
  readonly id: string;

  @ApiProperty({ type: Boolean, description: 'The session of this request' })
  readonly current: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '203.0.113.9',
    description: 'Network it was opened from',
  })
  readonly address: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Mozilla/5.0 …' })
  readonly userAgent: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When it was opened or refreshed last' })
  readonly lastUsedAt: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the password is asked for again' })
  readonly expiresAt: string;
}

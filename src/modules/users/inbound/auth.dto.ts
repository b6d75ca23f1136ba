import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';

/** No control characters: some of them no database can store. */
const EMAIL = /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,190}$/u;

export class LoginDto {
  @ApiProperty({ type: String, example: 'demo@tradingboost.local', description: 'Upper or lower case' })
  @IsString()
  @Matches(EMAIL, { message: 'an e-mail address' })
  readonly email: string;

  @ApiProperty({ type: String, minLength: 1, maxLength: 128, example: 'k7wq-m2xt-9hcd-r4vn-e8zp-y3sb' })
  @IsString()
  @Length(1, 128)
  readonly password: string;
}

export class TokensDto {
  @ApiProperty({ type: String, description: 'Send it as "Authorization: Bearer …"' })
  readonly accessToken: string;

  @ApiProperty({ type: String, description: 'Opens the session again when the access token has expired' })
  readonly refreshToken: string;

  @ApiProperty({ type: 'integer', example: 600, description: 'Seconds that the access token holds' })
  readonly expiresIn: number;
}

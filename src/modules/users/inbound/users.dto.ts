import { ApiProperty } from '@nestjs/swagger';

export class UserDto {
  @ApiProperty({ type: String, example: '01970000-0000-7000-8000-000000000000' })
  readonly id: string;

  @ApiProperty({ type: String, example: 'demo@tradingboost.local' })
  readonly email: string;

  @ApiProperty({ enum: ['admin', 'trader', 'viewer'], example: 'trader' })
  readonly role: string;

  @ApiProperty({ enum: ['ko', 'en'], example: 'en' })
  readonly language: string;

  @ApiProperty({ type: Boolean, description: 'The built-in trader on the paper venue' })
  readonly demo: boolean;
}

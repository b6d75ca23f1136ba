import { ApiProperty } from '@nestjs/swagger';

export class TextDto {
  @ApiProperty({ type: String })
  readonly ko: string;

  @ApiProperty({ type: String })
  readonly en: string;
}

export class NotificationDto {
  @ApiProperty({ type: String })
  readonly id: string;

  @ApiProperty({ type: 'integer', description: 'From 1 without holes: a person sees that none is missing' })
  readonly number: number;

  @ApiProperty({ type: String, example: 'order-filled' })
  readonly kind: string;

  @ApiProperty({ enum: ['low', 'normal', 'high', 'critical'] })
  readonly priority: string;

  @ApiProperty({ type: String, description: 'The text in the language of accept-language' })
  readonly message: string;

  @ApiProperty({ type: TextDto })
  readonly text: TextDto;

  @ApiProperty({ type: String, description: 'The same from the candle to this message' })
  readonly correlationId: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Market time of what it tells' })
  readonly at: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly createdAt: string;
}

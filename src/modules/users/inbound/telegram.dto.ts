import { ApiProperty } from '@nestjs/swagger';

export class TelegramLinkDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null when nothing is linked',
  })
  readonly linkedAt: string | null;
}

export class LinkCodeDto {
  @ApiProperty({ type: String, example: 'k7wq-m2xt-9hcd', description: 'Works once, and is shown this once' })
  readonly code: string;

  @ApiProperty({ type: String, example: '/start k7wq-m2xt-9hcd', description: 'What to send to the bot' })
  readonly message: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly expiresAt: string;
}

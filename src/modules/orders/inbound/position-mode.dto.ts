import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

const MODES = ['one-way', 'hedge'] as const;

/** How the perpetuals of an account are held. */
export class PositionModeDto {
  @ApiProperty({
    enum: MODES,
    example: 'hedge',
    description:
      'one-way: one net position of each perpetual; hedge: a long and a short one beside each other',
  })
  @IsIn(MODES)
  readonly positionMode: (typeof MODES)[number];
}

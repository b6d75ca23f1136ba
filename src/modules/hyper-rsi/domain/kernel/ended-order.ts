import type { OrderEndedInput } from '../../../../shared/pure/strategy/input.js';
import type { NoteCode } from '../describe.js';
import { note, type Turn } from './turn.js';

const CODES: Readonly<Record<OrderEndedInput['kind'], NoteCode>> = {
  'order-denied': 'denied',
  'order-rejected': 'rejected',
  'order-cancelled': 'cancelled',
};

/**
 * The venue's answer to an exit that finds no position any more: further fills of the same moment are on their way and say
 * what happened, so this is no mishap to tell and no dust.
 */
export const isNothingLeft = ({ code }: OrderEndedInput): boolean => code === 'nothing-to-reduce';

export function noteEnded(turn: Turn, which: string, input: OrderEndedInput): void {
  const { kind, leg, code } = input;
  if (!isNothingLeft(input)) note(turn, CODES[kind], { which, leg, code });
}

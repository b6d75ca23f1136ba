import { Command } from '../../../../shared/pure/messages/message.js';

export interface HaltTradingData {
  readonly userId: string;
  readonly halted: boolean;
}

/** The kill switch of one user: on (`halted: true`) or off. Asking for what is so already changes nothing. */
export class HaltTrading extends Command<
  HaltTradingData,
  { readonly halted: boolean; readonly changed: boolean }
> {
  static readonly type = 'orders.halt-trading.v1';
}

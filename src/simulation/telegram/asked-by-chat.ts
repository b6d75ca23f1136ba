import type { Ask } from '../../shared/pure/messages/message.js';
import type { Answering } from '../world/simulated-bus.js';
import { ListGridInstances } from '../../modules/grid/contracts/queries/list-grid-instances.query.js';
import { ListHyperRsiInstances } from '../../modules/hyper-rsi/contracts/queries/list-hyper-rsi-instances.query.js';
import { HaltTrading } from '../../modules/orders/contracts/commands/halt-trading.command.js';
import { GetRiskLimits } from '../../modules/orders/contracts/queries/get-risk-limits.query.js';
import { GetPnl, type PnlReport } from '../../modules/positions/contracts/queries/get-pnl.query.js';
import { ChangeLanguage } from '../../modules/users/contracts/commands/change-language.command.js';
import { LinkTelegram } from '../../modules/users/contracts/commands/link-telegram.command.js';
import { GetTelegramUser } from '../../modules/users/contracts/queries/get-telegram-user.query.js';
import type { UserView } from '../../modules/users/contracts/queries/get-user.query.js';
import { refusal } from '../../shared/pure/refusal.js';
import { err } from '../../shared/pure/result.js';
import { PERSON } from '../world/cast.js';
import type { OrdersNode } from '../world/orders-node.js';
import { LINKED, NEIGHBOUR } from './talkers.js';

/** What is around the bot in one process. */
export interface AroundChat {
  readonly orders: Pick<OrdersNode, 'haltTrading' | 'limits'>;
  /** What the strategies there answer people; undefined when that is none of their business. */
  readonly strategies: (message: Ask<object, unknown>) => Promise<unknown> | undefined;
  /** Whoever else is asked. */
  readonly others: Answering;
}

/** Who has linked a Telegram account. */
const LINKS: Readonly<Record<string, UserView>> = {
  [LINKED]: PERSON,
  [NEIGHBOUR]: { ...PERSON, userId: 'u-2', email: 'two@example.org' },
};

/** For whom a Telegram account speaks; null for nobody. */
export const userOf = (number: string): UserView | null => LINKS[number] ?? null;

/** What a bot earns is told by nobody here. */
const NOTHING_EARNED: PnlReport = { day: '2025-06-15', instances: [], totals: [] };

/** Answers what the bot asks for people: by the handlers of the program where these worlds have them. */
export function askedByChat(
  { orders, strategies, others }: AroundChat,
  message: Ask<object, unknown>,
): Promise<unknown> {
  if (message instanceof GetTelegramUser) return Promise.resolve(userOf(message.data.telegramUserId));
  if (message instanceof HaltTrading) return orders.haltTrading.execute(message);
  if (message instanceof GetRiskLimits) return orders.limits.execute(message);
  if (message instanceof GetPnl) return Promise.resolve(NOTHING_EARNED);
  if (message instanceof LinkTelegram)
    return Promise.resolve(err(refusal('link-refused', 'that code cannot be used')));
  // Whoever chooses a language goes on in English: what the bot says is read by the oracle as well.
  if (message instanceof ChangeLanguage) return Promise.resolve({ changed: true });
  const answer = strategies(message);
  if (answer !== undefined) return answer;
  if (message instanceof ListHyperRsiInstances || message instanceof ListGridInstances)
    return Promise.resolve([]);
  return others(message);
}

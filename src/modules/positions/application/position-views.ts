import { Injectable } from '@nestjs/common';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import {
  GetAccountState,
  type AccountState,
} from '../../exchange/contracts/queries/get-account-state.query.js';
import type { PositionView } from '../contracts/queries/list-positions.query.js';
import { floatingOf, formatSize, openPartOf, readPrice } from '../domain/index.js';
import { ifAnswered } from './if-answered.js';
import { Marks } from './marks.js';
import { factsOf } from './position-facts.js';
import type { HeldPosition } from './ports/position-store.port.js';
import { protectedSizeOf } from './protection.js';

/** Positions beside what market, venue and orders say of them now. */
@Injectable()
export class PositionViews {
  constructor(
    private readonly bus: Bus,
    private readonly marks: Marks,
  ) {}

  async of(positions: readonly HeldPosition[]): Promise<readonly PositionView[]> {
    const open = positions.filter(({ closedAt }) => closedAt === null);
    const [markOf, accounts] = await Promise.all([this.marks.of(open), this.accountsOf(open)]);
    return Promise.all(
      positions.map(async (position) =>
        position.closedAt === null
          ? this.openView(position, markOf(position), accounts.get(position.accountId) ?? null)
          : closedView(position),
      ),
    );
  }

  private async openView(
    position: HeldPosition,
    markPrice: string | null,
    account: AccountState | null,
  ): Promise<PositionView> {
    const floating = floatingOf(openPartOf(position.life), markPrice === null ? null : readPrice(markPrice));
    const covered = await protectedSizeOf(this.bus, position);
    return {
      ...factsOf(position),
      maxSize: formatSize(position.life.maxSize),
      markPrice,
      floatingPnl: floating === null ? null : formatMoney(floating),
      liquidationPrice: liquidationPriceOf(position, account),
      protectedSize: covered === null ? null : formatSize(covered),
      openedAt: position.openedAt,
      closedAt: null,
    };
  }

  private async accountsOf(positions: readonly HeldPosition[]): Promise<Map<string, AccountState | null>> {
    const owners = new Map(positions.map(({ accountId, userId }) => [accountId, userId]));
    const asked = [...owners].map(async ([accountId, userId]) => {
      const state = await ifAnswered(this.bus.ask(new GetAccountState({ userId, accountId })));
      return [accountId, state] as const;
    });
    return new Map(await Promise.all(asked));
  }
}

/** The venue knows one net position per account and symbol; a holder on its other side has no liquidation price there. */
function liquidationPriceOf({ symbol, life }: HeldPosition, account: AccountState | null): string | null {
  const there = account?.positions.find((one) => one.symbol === symbol && one.side === life.side);
  return there?.liquidationPrice ?? null;
}

const closedView = (position: HeldPosition): PositionView => ({
  ...factsOf(position),
  maxSize: formatSize(position.life.maxSize),
  markPrice: null,
  floatingPnl: '0',
  liquidationPrice: null,
  protectedSize: '0',
  openedAt: position.openedAt,
  closedAt: position.closedAt,
});

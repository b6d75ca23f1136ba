import { Injectable } from '@nestjs/common';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, type Result } from '../../../shared/pure/result.js';
import {
  SetPositionMode,
  type SetPositionModeData,
} from '../../exchange/contracts/commands/set-position-mode.command.js';
import { RiskStore } from './ports/risk-store.port.js';

/**
 * Chooses the position mode of an account. Orders answers for it because the gates are here: a venue sees what is held and what
 * waits, and nothing of a bot that is flat at the moment.
 */
@Injectable()
export class ChoosePositionMode {
  constructor(
    private readonly bus: Bus,
    private readonly risk: RiskStore,
  ) {}

  /**
   * What is in force then. Refused with `unknown-account`, or with `position-mode-in-use` while bots run on the account, or its
   * venue has positions or orders there (details: bots, positions, openOrders). A bot that is started at the very same moment
   * is safe: the venue refuses orders that were made for the other mode.
   */
  async choose(
    wanted: SetPositionModeData,
  ): Promise<Result<Pick<SetPositionModeData, 'positionMode'>, Refusal>> {
    const { userId, accountId } = wanted;
    const bots = await this.risk.openGates(userId, accountId);
    if (bots > 0) {
      const message = `${bots} bots run on ${accountId}; stop them first`;
      return err(refusal('position-mode-in-use', message, { bots, positions: 0, openOrders: 0 }));
    }
    return this.bus.ask(new SetPositionMode(wanted));
  }
}

import { Module } from '@nestjs/common';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { provideShell, StrategyModule } from '../../shared/platform/strategy/strategy.module.js';
import { HEARD } from './application/heard.handlers.js';
import { HyperRsiStrategy } from './application/hyper-rsi-strategy.js';
import { ASKED } from './application/instance.handlers.js';
import { HYPER_RSI_WORLD } from './application/world.js';
import { HyperRsiController } from './inbound/hyper-rsi.controller.js';
import { hyperRsiStores } from './outbound/hyper-rsi-stores.js';

/** HyperRSI bots: RSI signals with pyramiding, a take-profit ladder and a stop that rests at the venue. */
@Module({
  imports: [BusModule.forModule('hyper-rsi'), StrategyModule],
  controllers: [HyperRsiController],
  providers: [provideShell(new HyperRsiStrategy(), HYPER_RSI_WORLD, hyperRsiStores), ...HEARD, ...ASKED],
})
export class HyperRsiModule {}

import type { Bot } from '../strategies/bot.js';
import { CloseDecisions } from './close-decisions.js';
import type { Decisions } from './decision-columns.js';
import { IntrabarDecisions } from './intrabar-decisions.js';

/** @param unit price units of one quote unit: prices become the doubles that their texts mean. */
export const decisionsOf = (bot: Bot, unit: number): Decisions =>
  bot.intrabar ? new IntrabarDecisions(bot, unit) : new CloseDecisions(bot, unit);

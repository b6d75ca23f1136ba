import { BadInput } from '../../backtest/bad-input.js';
import { defineCommand } from '../command.js';
import { WrongInput } from '../wrong-input.js';
import { rankOptions } from './backtest/rank/options.js';

export const backtestRankCommand = defineCommand({
  name: 'backtest rank',
  summary: 'Put symbols in order by what the grid would have made of their last days.',
  description: [
    'Runs a backtest of the grid over the same last days of every symbol, with the kernel that trades, and lists them by what it',
    'made, with the numbers. One settings file fits all: its range follows the price of each symbol before those days, so that',
    'nothing is known beforehand.',
    '',
    'Filters by the median value traded in a day and by the spread of an order book. What is not known is not judged: a symbol',
    'without an order book has no narrow spread, one with too few candles no return. Lists of names come first.',
    '',
    'Ends with 0 when a symbol has a place, with 1 when none has, with 2 when the input is wrong.',
  ],
  options: rankOptions,
  examples: [
    `tradingboost backtest rank --candles BTC/USDT=btc.csv.gz --candles ETH/USDT=eth.csv.gz --settings '{"range":{"below":10,"above":10},"investment":1000}'`,
    'tradingboost backtest rank --candles BTC/USDT:USDT=btc.csv --candles SOL/USDT:USDT=sol.csv --settings grid.json --min-volume 5000000 --by sharpe --json ranking.json',
    'tradingboost backtest rank --candles BTC/KRW=btc.csv --settings grid.json --book BTC/KRW=book.json --max-spread-bps 5 --days 14',
  ],
  variables: ['TB_DATA_DIR'],
  run: async (invocation) => {
    // Help and mistakes in options are answered without loading the engine.
    const { rankCommand } = await import('./backtest/rank/run.js');
    try {
      return await rankCommand(invocation);
    } catch (error) {
      if (error instanceof BadInput) throw new WrongInput(error.message, { cause: error });
      throw error;
    }
  },
});

import { BadInput } from '../../backtest/bad-input.js';
import { defineCommand } from '../command.js';
import { WrongInput } from '../wrong-input.js';
import { backtestOptions } from './backtest/options.js';

export const backtestCommand = defineCommand({
  name: 'backtest',
  summary: 'Try a strategy on recorded candles.',
  description: [
    'Runs the strategy that trades live over a file of candles, with the matching of the paper venue: every fill at a price',
    'the candle went through, fees, slippage, funding, liquidation. Equal input gives an equal digest on every machine.',
    '',
    'Candles are CSV or CSV.gz with the header timestamp,open,high,low,close,volume (ms, open time, UTC). Finer candles than',
    'the decision timeframe are rolled up, and used for the path inside a decision candle. A bad row ends the run with',
    'file:line: reason and exit code 2; gaps are reported.',
    '',
    'Several symbols with one account: --candles SYMBOL=FILE for each (again for further files of it), and SYMBOL= before',
    'settings, instrument or funding that are meant for one of them.',
  ],
  options: backtestOptions,
  examples: [
    'tradingboost backtest --strategy hyper-rsi --candles BTC-1m.csv.gz --html report.html',
    `tradingboost backtest --strategy grid --candles BTC-5m.csv --settings '{"lower":"16000","upper":"32000","investment":"5000"}'`,
    'tradingboost backtest --strategy hyper-rsi --candles 2024.csv --candles 2025.csv --from 2024-02-01 --json result.json',
    'tradingboost backtest --strategy hyper-rsi --candles BTC/USDT:USDT=btc.csv --candles ETH/USDT:USDT=eth.csv --csv tables',
  ],
  variables: ['TB_DATA_DIR'],
  run: async (invocation) => {
    // Help and mistakes in options are answered without loading the engine.
    const { runCommand } = await import('./backtest/run.js');
    try {
      return await runCommand(invocation);
    } catch (error) {
      if (error instanceof BadInput) throw new WrongInput(error.message, { cause: error });
      throw error;
    }
  },
});

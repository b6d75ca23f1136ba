import type { BacktestResult, LookaheadReport, WarmUpReport } from '../../result/backtest-result.js';
import { showCount, showTime } from '../figures.js';
import { html, type Html } from '../html.js';
import { both, words } from '../words.js';
import { column, note, numberColumn, section, table } from './section.js';

/** The proofs that were asked for with the run. */
export const checks = ({ lookahead, warmUp }: Pick<BacktestResult, 'lookahead' | 'warmUp'>): Html =>
  html`${lookahead === undefined ? null : lookaheadCheck(lookahead)}${warmUp === undefined ? null : warmUpCheck(warmUp)}`;

function lookaheadCheck({ passed, prefixes }: LookaheadReport): Html {
  const title = { en: 'No look at the future', ko: '미래 참조 검사' };
  const verdict = passed
    ? { en: 'Passed', ko: '통과' }
    : {
        en: 'Failed: a run on fewer candles decided differently',
        ko: '실패: 더 짧은 실행에서 다른 판단이 나왔습니다',
      };
  const head = [
    numberColumn('First candles', '앞쪽 캔들'),
    numberColumn('Compared', '비교한 사건'),
    column('First difference', '첫 차이'),
  ];
  const rows = prefixes.map(
    ({ candles, compared, difference }) =>
      html`<tr>
        <td class="number">${showCount(candles)}</td>
        <td class="number">${showCount(compared)}</td>
        <td>
          ${difference === null ? words('none', '없음') : `${showTime(difference.at)}: ${difference.whole} ≠ ${difference.prefix}`}
        </td>
      </tr>`,
  );
  return section(
    'lookahead',
    title,
    html`<p class="verdict ${passed ? 'good' : 'bad'}">${both(verdict)}</p>
      ${table(title, head, rows)}`,
  );
}

function warmUpCheck({ indicators }: WarmUpReport): Html {
  const title = { en: 'Warm-up of the indicators', ko: '지표 준비 구간' };
  const head = [
    column('Indicator', '지표'),
    numberColumn('Candles of history', '필요한 캔들'),
    column('Settled at', '안정 시점'),
  ];
  const rows = indicators.map(
    ({ name, candles, settledAt }) =>
      html`<tr>
        <td><code>${name}</code></td>
        <td class="number">
          ${candles === null ? words('more than there are', '자료보다 많음') : showCount(candles)}
        </td>
        <td>${settledAt === null ? '–' : showTime(settledAt)}</td>
      </tr>`,
  );
  return section(
    'warm-up',
    title,
    html`${table(title, head, rows)}${note({
      en: 'From there on values do not depend (to 1e-9) on where history began.',
      ko: '그 뒤로 값은 (1e-9까지) 자료의 시작점에 따라 달라지지 않습니다.',
    })}`,
  );
}

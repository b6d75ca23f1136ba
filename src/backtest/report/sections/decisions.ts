import type { BacktestResult } from '../../result/backtest-result.js';
import { figure, showCount, showPercent } from '../figures.js';
import { html, type Html } from '../html.js';
import { both } from '../words.js';
import { note, section } from './section.js';
import { gateWords, inGateOrder } from './terms.js';

/** Why it traded and why it did not: evaluations by the gate that ended them. */
export function decisions({
  strategy,
  decisions: { evaluated, byGate },
}: Pick<BacktestResult, 'strategy' | 'decisions'>): Html {
  const largest = Math.max(1, ...Object.values(byGate));
  const rows = inGateOrder(Object.keys(byGate)).map((gate) => {
    const count = byGate[gate]!;
    return html`<tr data-gate="${gate}">
      <th scope="row"><code>${gate}</code> <small>${both(gateWords(strategy, gate))}</small></th>
      <td class="gauge">${bar(count / largest, gate === 'passed')}</td>
      <td class="number">${figure(count, showCount(count))}</td>
      <td class="number">${showPercent(evaluated === 0 ? 0 : (count / evaluated) * 100)}</td>
    </tr>`;
  });
  return section(
    'decisions',
    { en: 'Decisions by gate', ko: '판단 단계별 집계' },
    html`<table class="bars">
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${note({
        en: `${showCount(evaluated)} evaluations, each counted once: under the first gate that refused it, or passed.`,
        ko: `판단 ${showCount(evaluated)}회를 처음으로 막은 단계, 또는 통과로 한 번씩 집계했습니다.`,
      })}`,
  );
}

/** Widths are attributes: a strict content policy knows no inline styles. */
const bar = (share: number, passed: boolean): Html =>
  html` <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="${passed ? 'passed' : 'refused'}" width="${(share * 100).toFixed(2)}" height="10" />
  </svg>`;

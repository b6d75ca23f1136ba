import { showMoney, showPrice, showSigned, showSize } from '../numbers.js';
import type { StrategyName, Texts } from '../telling.js';
import { STRATEGY_TEXTS } from '../words.js';
import { page, paperMark, sayIn, type Page } from './page.js';

/** An account with what it holds; null while its venue does not tell. */
export interface AccountLine {
  readonly label: string;
  readonly venue: string;
  readonly balances:
    readonly { readonly currency: string; readonly total: string; readonly free: string }[] | null;
}

export function balancePage(accounts: readonly AccountLine[], language: keyof Texts): Page {
  const say = sayIn(language);
  if (accounts.length === 0) return page(say('연결된 계좌가 없습니다', 'You have no account'), []);
  const lines = accounts.flatMap(({ label, venue, balances }) => [
    `${venue === 'paper' ? paperMark(say) : ''}${label} (${venue})`,
    ...(balances === null
      ? [`  ${say('거래소가 답하지 않습니다', 'the venue does not answer')}`]
      : balances.map(({ currency, total, free }) => {
          const [all, rest] = [showMoney(total, currency), showMoney(free, currency)];
          return `  ${currency} ${all} · ${say('사용 가능', 'free')} ${rest}`;
        })),
  ]);
  return page(say('잔고', 'Balances'), lines);
}

export interface PositionLine {
  readonly venue: string;
  readonly strategy: StrategyName;
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly averagePrice: string;
  readonly markPrice: string | null;
  readonly floatingPnl: string | null;
  readonly protectedSize: string | null;
}

export function positionsPage(positions: readonly PositionLine[], language: keyof Texts): Page {
  const say = sayIn(language);
  if (positions.length === 0) return page(say('열린 포지션이 없습니다', 'No position is open'), []);
  const lines = positions.flatMap((one) => {
    const currency = quoteOf(one.symbol);
    const side = one.side === 'long' ? say('롱', 'long') : say('숏', 'short');
    const mark = one.venue === 'paper' ? paperMark(say) : '';
    const price = one.markPrice === null ? '?' : showPrice(one.markPrice);
    const floating = one.floatingPnl === null ? '?' : `${showSigned(one.floatingPnl, currency)} ${currency}`;
    const guarded =
      one.protectedSize === null ? '' : ` · ${say('보호', 'protected')} ${showSize(one.protectedSize)}`;
    return [
      `${mark}${STRATEGY_TEXTS[one.strategy][language]} · ${one.symbol} ${side} ${showSize(one.size)}`,
      `  ${showPrice(one.averagePrice)} → ${price} · ${say('평가 손익', 'floating')} ${floating}${guarded}`,
    ];
  });
  return page(`${say('열린 포지션', 'Open positions')} (${positions.length})`, lines);
}

const quoteOf = (symbol: string): string => symbol.replace(/^[^/]*\//, '').replace(/:.*$/, '');

export interface PnlLine {
  readonly currency: string;
  readonly total: string | null;
  readonly realisedPnl: string;
  readonly floatingPnl: string | null;
  readonly fees: string;
  readonly funding: string;
  readonly today: { readonly net: string };
}

export function pnlPage(totals: readonly PnlLine[], day: string, language: keyof Texts): Page {
  const say = sayIn(language);
  const title = `${paperMark(say)}${say('손익', 'Profit and loss')}`;
  if (totals.length === 0) return page(title, [say('아직 거래가 없습니다.', 'Nothing has been traded yet.')]);
  const lines = totals.flatMap(({ currency, total, realisedPnl, floatingPnl, fees, funding, today }) => {
    const signed = (amount: string | null): string => (amount === null ? '?' : showSigned(amount, currency));
    return [
      `${say('전체', 'Total')} ${signed(total)} ${currency}`,
      `  ${say('실현', 'realised')} ${signed(realisedPnl)} · ${say('평가', 'floating')} ${signed(floatingPnl)}`,
      `  ${say('수수료', 'fees')} ${showMoney(fees, currency)} · ${say('펀딩', 'funding')} ${signed(funding)}`,
      `${say('오늘', 'Today')} (${day}) ${signed(today.net)} ${currency}`,
    ];
  });
  return page(title, lines);
}

export interface Overview {
  /** ISO text; null while no market is told. */
  readonly marketTime: string | null;
  readonly simulated: boolean;
  readonly bots: number;
  readonly running: number;
  readonly failed: number;
  readonly openPositions: number;
  readonly halted: boolean;
  readonly today: readonly { readonly currency: string; readonly net: string }[];
}

export function statusPage(overview: Overview, language: keyof Texts): Page {
  const say = sayIn(language);
  const { marketTime, simulated, bots, running, failed, openPositions, halted, today } = overview;
  const when = marketTime === null ? '?' : marketTime.slice(0, 16).replace('T', ' ');
  const source = simulated ? say(' (가상 시세)', ' (simulated)') : '';
  const broken = failed === 0 ? '' : say(`, 오류 ${failed}`, `, ${failed} failed`);
  const results = today.map(({ currency, net }) => `${showSigned(net, currency)} ${currency}`).join(', ');
  return page(`${paperMark(say)}${say('상태', 'Status')}`, [
    `${say('시장 시각', 'Market time')}: ${when} UTC${source}`,
    `${say('봇', 'Bots')}: ${say(`${bots}개 중 ${running}개 작동`, `${running} of ${bots} running`)}${broken}`,
    `${say('열린 포지션', 'Open positions')}: ${openPositions}`,
    `${say('오늘 손익', 'Today')}: ${results === '' ? '0' : results}`,
    halted
      ? say('🔴 긴급 정지 중: 새 진입을 막고 있습니다', '🔴 Halted: nothing new is opened')
      : say('🟢 거래 가능', '🟢 Trading is on'),
  ]);
}

import type { GateName } from './decision/gate-records.js';
import type { Subject } from './decision/verdicts.js';
import type { FindingCode } from './preview/findings.js';

/** A text in the languages that people read; `{name}` stands for the detail of that name. */
export interface Text {
  readonly ko: string;
  readonly en: string;
}

/** Codes of the notes a HyperRSI kernel puts out, with the details their texts name. */
export type NoteCode =
  | 'size'
  | 'price-not-positive'
  | 'denied'
  | 'rejected'
  | 'cancelled'
  | 'dust'
  | 'dust-carried'
  | 'late-fill'
  | 'hedge-left'
  | 'liquidated'
  | 'adjusted'
  | 'position-unexplained';

export const SUBJECT_TEXTS: Readonly<Record<Subject, Text>> = {
  'entry-long': { ko: '롱 진입', en: 'Long entry' },
  'entry-short': { ko: '숏 진입', en: 'Short entry' },
  add: { ko: '추가 진입', en: 'Add' },
};

export const GATE_TEXTS: Readonly<Record<GateName, Text>> = {
  'warm-up': { ko: '지표 준비 중', en: 'Indicators are warming up' },
  trading: { ko: '신규 거래가 중지됨', en: 'New trades are halted' },
  cooldown: { ko: '청산 후 대기 시간', en: 'Cooling down after the last exit' },
  unresolved: {
    ko: '결과를 모르는 주문이 있거나 이전 헤지가 이 방향에 남아 있음',
    en: 'An order is not resolved yet, or a hedge of an earlier cycle still holds this side',
  },
  signal: { ko: 'RSI 신호 없음', en: 'No RSI signal' },
  trend: { ko: '추세가 반대이거나 알 수 없음', en: 'The trend is against it or unknown' },
  size: { ko: '주문 수량이 최소 단위 미만', en: 'The size is below the venue minimum' },
  risk: { ko: '위험 한도 또는 증거금 초과', en: 'Above the risk cap or the margin' },
  passed: { ko: '모든 조건 통과', en: 'All gates passed' },
  limit: { ko: '최대 진입 횟수 도달', en: 'All entries of the cycle are used' },
  'tp-done': { ko: '익절 체결 후에는 추가 진입 없음', en: 'No adds after a take-profit' },
  price: { ko: '다음 추가 진입 가격에 미도달', en: 'The next add level is not reached' },
};

export const NOTE_TEXTS: Readonly<Record<NoteCode, Text>> = {
  size: {
    ko: '{which} 주문을 내지 않았습니다: 거래소 최소 수량보다 작습니다. 마진이나 비중을 늘려 주세요.',
    en: '{which} was not placed: it is below the smallest order of the venue. Raise the margin or the share.',
  },
  'price-not-positive': {
    ko: '{which} 주문을 내지 않았습니다: 가격이 0 이하입니다. 거리를 줄여 주세요.',
    en: '{which} was not placed: its price would not be above zero. Make the distance smaller.',
  },
  denied: {
    ko: '{which} 주문({leg})이 위험 한도에 걸려 거부되었습니다: {code}. 한도를 확인해 주세요.',
    en: '{which} ({leg}) was denied by a risk rule: {code}. Check the limits.',
  },
  rejected: {
    ko: '{which} 주문({leg})을 거래소가 거절했습니다: {code}. 잔고와 설정을 확인해 주세요.',
    en: '{which} ({leg}) was rejected by the venue: {code}. Check balance and settings.',
  },
  cancelled: {
    ko: '{which} 주문({leg})이 취소되었습니다: {code}. 필요하면 다음 봉에서 다시 냅니다.',
    en: '{which} ({leg}) was cancelled: {code}. If it is still needed, the next close places it again.',
  },
  dust: {
    ko: '거래소 최소 수량보다 작은 {size}이(가) 남았습니다. 청산 주문은 그대로 유지됩니다.',
    en: '{size} is left, below the smallest order of the venue. Its exit orders stay in place.',
  },
  'dust-carried': {
    ko: '{size}은(는) 너무 작아 청산할 수 없어 다음 사이클에 합칩니다.',
    en: '{size} is too small to close and is merged into the next cycle.',
  },
  'late-fill': {
    ko: '끝난 사이클 {cycle}의 주문 {leg}이(가) 뒤늦게 체결되어 포지션을 다시 보호합니다.',
    en: 'Order {leg} of cycle {cycle} filled after the cycle had ended; the position is protected again.',
  },
  'hedge-left': {
    ko: '사이클이 끝났지만 헤지({side} {size})는 자체 규칙으로 계속 유지됩니다. 필요하면 직접 청산해 주세요.',
    en: 'The cycle is over; its hedge ({side} {size}) goes on by its own rules. Close it by hand if you do not want it.',
  },
  liquidated: {
    ko: '강제 청산되었습니다. 남은 수량: {size}. 레버리지와 증거금을 확인해 주세요.',
    en: 'The position was liquidated; {size} is left. Check leverage and margin.',
  },
  adjusted: {
    ko: '거래소가 포지션을 {size}(으)로 조정하여 보호 주문을 다시 계산했습니다.',
    en: 'The venue changed the position to {size}; its exit orders were derived again.',
  },
  'position-unexplained': {
    ko: '이 봇의 체결로 설명되지 않는 포지션이 있습니다. 봇은 건드리지 않으니 직접 확인해 주세요.',
    en: 'There is a position that no fill of this bot explains. The bot leaves it alone: please check it.',
  },
};

/** What a preview tells before a start. */
export const FINDING_TEXTS: Readonly<Record<FindingCode, Text>> = {
  'below-minimum': {
    ko: '{side} 진입 {entry}: {price}에서 {size}은(는) 거래소 최소 주문(수량 {minSize}, 금액 {minNotional})보다 작습니다.',
    en: 'Entry {entry} of the {side} would be {size} at {price}; the venue takes {minSize} and a value of {minNotional} at least.',
  },
  'insufficient-margin': {
    ko: '{side} 진입 {entry}: 증거금 {needed}이(가) 필요하지만 {available}만 사용할 수 있습니다.',
    en: 'Entry {entry} of the {side} needs a margin of {needed}; {available} is there.',
  },
  'insufficient-funds': {
    ko: '{side} 진입 {entry}: {needed}이(가) 필요하지만 {available}만 사용할 수 있습니다.',
    en: 'Entry {entry} of the {side} costs {needed}; {available} is there.',
  },
  'above-max-notional': {
    ko: '{side} 진입 {entry}: 누적 명목 금액 {notional}이(가) maxNotional {maxNotional}을(를) 넘습니다.',
    en: 'Entry {entry} of the {side} brings the cycle to {notional}; maxNotional is {maxNotional}.',
  },
  'leverage-above-tier': {
    ko: '{side} 진입 {entry}: 명목 금액 {notional}의 포지션은 레버리지 {maxLeverage}배까지만 가능합니다(설정 {leverage}배).',
    en: 'Entry {entry} of the {side} brings the position to {notional}, which may have a leverage of {maxLeverage}; yours is {leverage}.',
  },
  'stop-before-add': {
    ko: '{side} 진입 {entry} 이후 손절({stop})이 다음 추가 진입({level})보다 먼저 체결됩니다.',
    en: 'After entry {entry} of the {side} the stop at {stop} acts before the next add at {level}.',
  },
  'liquidation-before-stop': {
    ko: '{side} 진입 {entry} 이후 강제 청산({liquidation})이 손절({stop})보다 먼저 일어납니다.',
    en: 'After entry {entry} of the {side} the liquidation at {liquidation} comes before the stop at {stop}.',
  },
  'no-stop': {
    ko: '{side} 진입 {entry} 이후에도 손절이 없습니다. 강제 청산 가격: {liquidation}.',
    en: 'After entry {entry} of the {side} there is no stop. Liquidation price: {liquidation}.',
  },
  'atr-unknown': {
    ko: 'ATR을 아직 알 수 없어 가격의 0.1 %로 계산했습니다.',
    en: 'The ATR is not known yet; it is taken as 0.1 % of the price.',
  },
};

/** Reasons of HyperRSI orders, as they stand in fills and trades. */
export const REASON_TEXTS: Readonly<Record<string, Text>> = {
  entry: { ko: '진입', en: 'Entry' },
  add: { ko: '추가 진입', en: 'Add' },
  tp1: { ko: '익절 1', en: 'Take-profit 1' },
  tp2: { ko: '익절 2', en: 'Take-profit 2' },
  tp3: { ko: '익절 3', en: 'Take-profit 3' },
  stop: { ko: '손절', en: 'Stop' },
  'break-even': { ko: '본전 청산', en: 'Break-even' },
  trailing: { ko: '트레일링 스톱', en: 'Trailing stop' },
  trend: { ko: '추세 전환 청산', en: 'Trend close' },
  manual: { ko: '수동 청산', en: 'Manual close' },
  hedge: { ko: '헤지', en: 'Hedge' },
  liquidation: { ko: '강제 청산', en: 'Liquidation' },
};

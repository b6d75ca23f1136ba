/** A text in both languages; names in braces are filled in from the details of the code. */
export interface Described {
  readonly ko: string;
  readonly en: string;
}

/** Every gate, note and end a grid can name, and every refusal, as people read it. */
export const GRID_TEXTS: Readonly<Record<string, Described>> = {
  // Gates
  trading: { ko: '거래가 중지되어 시작하지 않았습니다', en: 'not started: trading is not allowed now' },
  trigger: { ko: '시작 조건을 기다리는 중입니다', en: 'waiting for the start trigger' },
  'warm-up': { ko: '지표가 준비되기를 기다리는 중입니다', en: 'waiting for the indicators to warm up' },
  trend: {
    ko: '추세 필터: 그리드에 반대되는 강한 추세입니다',
    en: 'trend filter: an extreme trend stands against the grid',
  },
  account: { ko: '계좌 잔고를 알 수 없어 기다립니다', en: 'waiting: the venue has not told the balance' },
  risk: { ko: '위험 점검을 통과하지 못해 시작하지 않았습니다', en: 'not started: a risk check refused it' },
  started: { ko: '그리드를 시작했습니다', en: 'the grid has started' },
  running: { ko: '그리드가 작동 중입니다', en: 'the grid is running' },
  paused: { ko: '일시 정지 중입니다', en: 'the grid is paused' },

  // Notes
  size: {
    ko: '{which} 주문 수량 {size}이(가) 최소 주문보다 작아 넣지 않았습니다',
    en: '{which}: size {size} is below the venue minimum and was not placed',
  },
  rejected: {
    ko: '{which} 주문이 거부되었습니다 ({cause}). 다음 판단 시점에 다시 시도합니다',
    en: '{which} was refused ({cause}); what belongs on the ladder is tried again at the next decision close',
  },
  'order-cancelled': {
    ko: '{which} 주문이 취소되었습니다 ({cause}). 사다리에 필요하면 다시 넣습니다',
    en: '{which} was cancelled ({cause}); what belongs on the ladder is placed again',
  },
  'out-of-range': { ko: '가격 {price}이(가) 범위를 벗어났습니다', en: 'price {price} has left the range' },
  'back-in-range': { ko: '가격 {price}이(가) 범위로 돌아왔습니다', en: 'price {price} is back in the range' },
  'trend-changed': {
    ko: '추세 필터 상태가 {from}에서 {to}(으)로 바뀌었습니다',
    en: 'the trend filter went from {from} to {to}',
  },
  'range-moved': {
    ko: '가격 {price}을(를) 따라 범위를 {lower} ~ {upper}(으)로 옮겼습니다',
    en: 'the range has followed the price {price} to {lower} .. {upper}',
  },
  'new-generation': {
    ko: '{generation}번째 세대를 {price}에서 시작했습니다 ({reason}): 범위 {lower} ~ {upper}. 보유분은 이어집니다',
    en: 'generation {generation} was laid at {price} ({reason}): range {lower} .. {upper}; what is held was carried over',
  },
  'cannot-recenter': {
    ko: '범위를 가격 중심으로 옮길 수 없어 그대로 기다립니다 ({cause}). 설정을 조정하거나 중지하세요',
    en: 'the range cannot be recentred ({cause}) and waits where it is; adjust the settings or stop the bot',
  },
  'edit-refused': {
    ko: '새 설정을 적용할 수 없어 이전 그리드를 유지합니다 ({cause}). 설정을 고쳐 다시 적용하세요',
    en: 'the new settings cannot be applied ({cause}), the ladder stays as it was; correct them and apply again',
  },
  'lines-kept': {
    ko: '새 동적 선을 쓸 수 없어 이전 선을 유지합니다 ({cause})',
    en: 'the new dynamic lines cannot be used ({cause}); the lines stay as they were',
  },
  'cells-cancelled-out': {
    ko: '롱과 숏이 상쇄되어 주문 없이 청산되었습니다',
    en: 'long and short cells cancelled out and were closed without an order',
  },
  dust: {
    ko: '{size}은(는) 팔 수 있는 최소 수량보다 작아 계좌에 남습니다',
    en: '{size} is left: it is less than can be sold and stays in the account',
  },
  'position-differs': {
    ko: '거래소 포지션 {actual}이(가) 그리드의 {expected}와(과) 다릅니다. 직접 확인해 주세요',
    en: 'the venue holds {actual}, the grid expects {expected}; please check the account',
  },

  // Ends
  stop: { ko: '요청에 따라 중지했습니다', en: 'stopped as asked' },
  stopped: { ko: '중지되었습니다', en: 'stopped' },
  'stop-loss': { ko: '손절 조건에 도달해 중지했습니다', en: 'stopped: the stop loss was reached' },
  'take-profit': { ko: '익절 조건에 도달해 중지했습니다', en: 'stopped: the take profit was reached' },
  'range-exit': { ko: '가격이 범위를 벗어나 중지했습니다', en: 'stopped: the price left the range' },
  idle: { ko: '오랫동안 체결이 없어 중지했습니다', en: 'stopped: nothing has filled for too long' },
  liquidation: { ko: '포지션이 강제 청산되어 중지했습니다', en: 'stopped: the position was liquidated' },
  'initial-refused': {
    ko: '초기 주문이 거부되어 중지했습니다. 잔고를 확인한 뒤 다시 시작하세요',
    en: 'stopped: the initial order was refused; check the balance and start again',
  },

  // Refusals
  'range-out-of-scale': {
    ko: '범위가 이 종목의 가격 단위에 맞지 않습니다',
    en: 'the range does not fit the price scale',
  },
  'investment-out-of-scale': {
    ko: '투자금이 이 종목의 수량 단위에 맞지 않습니다',
    en: 'the investment does not fit the lot scale',
  },
  'lowest-level-at-zero': {
    ko: '가장 낮은 선이 0으로 반올림됩니다. 하단 가격을 올리세요',
    en: 'the lowest level rounds to a price of zero; raise lower',
  },
  'stop-too-fine': {
    ko: '{field}은(는) 소수 {decimals}자리까지만 쓸 수 있습니다',
    en: '{field} may have at most {decimals} decimals here',
  },
  'dynamic-lines-unknown': {
    ko: '15분봉이 부족해 동적 선을 아직 계산할 수 없습니다. 잠시 뒤 다시 시도하세요',
    en: 'the dynamic lines cannot be drawn yet: too few 15m candles; try again later',
  },
  'levels-share-a-tick': {
    ko: '{level}번 선이 이웃한 선과 같은 호가에 놓입니다. 선을 줄이거나 범위를 넓히세요',
    en: 'level {level} falls on the tick of its neighbour; use fewer levels or a wider range',
  },
  'step-below-cost': {
    ko: '간격 {stepPercent} % < 수수료 {feesPercent} % + 호가 {tick}: 체결될수록 손해입니다',
    en: 'step {stepPercent} % < fees {feesPercent} % + tick {tick}: every filled pair would lose',
  },
  'cell-below-minimum': {
    ko: '{cell}번 칸의 주문 {value}이(가) 최소 주문({minNotional})보다 작습니다. 투자금을 늘리거나 선을 줄이세요',
    en: 'cell {cell} is worth {value}, below the minimum of {minNotional}; invest more or use fewer levels',
  },
  'amounts-above-investment': {
    ko: '칸별 금액의 합이 투자금 {investment}을(를) 넘습니다',
    en: 'the amounts exceed the investment of {investment}',
  },
  'stop-price-misplaced': {
    ko: '{field} {value}은(는) 범위 밖({allowed})에 있어야 합니다',
    en: '{field} {value} must lie outside the range: {allowed}',
  },
  'investment-above-balance': {
    ko: '투자금 {investment}이(가) 사용 가능한 잔고 {cash}보다 큽니다',
    en: 'investment {investment} is above the free balance of {cash}',
  },
  'initial-above-balance': {
    ko: '초기 주문에 {needed}이(가) 필요하지만 {cash}만 사용할 수 있습니다',
    en: 'the initial order needs {needed}, {cash} is free',
  },
  'leverage-above-tier': {
    ko: '모든 칸이 체결되면 포지션이 {position}이고 레버리지는 {maxLeverage}배까지만 가능합니다. 레버리지나 투자금을 줄이세요',
    en: 'with every cell filled the position is worth {position}, which may have a leverage of {maxLeverage}; use less',
  },
  'liquidation-inside-range': {
    ko: '예상 청산가 {liquidation}이(가) 범위({edge}) 안에 있습니다. 레버리지나 투자금을 줄이세요',
    en: 'the estimated liquidation price {liquidation} lies inside the range ({edge}); use less leverage',
  },
  'position-above-limit': {
    ko: '모든 칸의 합 {whole}이(가) 포지션 한도 {maxNotional}을(를) 넘습니다. 투자금이나 레버리지를 줄이세요',
    en: 'all cells together are worth {whole}, the position limit is {maxNotional}; invest less or use less leverage',
  },
  'worst-case-above-limit': {
    ko: '최악의 경우 손실 {worst}이(가) 위험 한도 {maxLoss}을(를) 넘습니다',
    en: 'the worst case loses {worst}, the risk limit is {maxLoss}',
  },
};

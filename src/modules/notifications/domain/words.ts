import type { StrategyName, Texts } from './telling.js';

/** How strategies are called; the names of products are not translated. */
export const STRATEGY_TEXTS: Readonly<Record<StrategyName, Texts>> = {
  'hyper-rsi': { ko: 'HyperRSI', en: 'HyperRSI' },
  grid: { ko: '그리드', en: 'Grid' },
  manual: { ko: '수동 주문', en: 'By hand' },
};

/** Why an order was made, by the reason that it carries. */
const REASON_TEXTS: Readonly<Record<string, Texts>> = {
  entry: { ko: '진입', en: 'entry' },
  add: { ko: '추가 진입', en: 'add' },
  tp1: { ko: '익절 1', en: 'take-profit 1' },
  tp2: { ko: '익절 2', en: 'take-profit 2' },
  tp3: { ko: '익절 3', en: 'take-profit 3' },
  stop: { ko: '손절', en: 'stop' },
  'stop-loss': { ko: '손절', en: 'stop loss' },
  'take-profit': { ko: '익절', en: 'take profit' },
  'break-even': { ko: '본전 청산', en: 'break-even' },
  trailing: { ko: '트레일링 스톱', en: 'trailing stop' },
  trend: { ko: '추세 전환 청산', en: 'trend close' },
  hedge: { ko: '헤지', en: 'hedge' },
  manual: { ko: '수동', en: 'by hand' },
  liquidation: { ko: '강제 청산', en: 'liquidation' },
  initial: { ko: '초기 매수', en: 'initial order' },
  'grid-buy': { ko: '그리드 매수', en: 'grid buy' },
  'grid-sell': { ko: '그리드 매도', en: 'grid sell' },
  'range-exit': { ko: '범위 이탈', en: 'range exit' },
  adjustment: { ko: '거래소에서 사라짐', en: 'gone at the venue' },
  idle: { ko: '장기간 체결 없음', en: 'idle' },
  asked: { ko: '요청', en: 'as asked' },
};

/** The reason in words, or as it is when nobody has put it into words. */
export const reasonTexts = (reason: string): Texts =>
  Object.hasOwn(REASON_TEXTS, reason) ? REASON_TEXTS[reason]! : { ko: reason, en: reason };

/** Why an order was refused, and what to do. */
const CAUSE_TEXTS: Readonly<Record<string, { readonly what: Texts; readonly todo: Texts }>> = {
  'kill-switch': {
    what: { ko: '긴급 정지가 켜져 있습니다', en: 'the kill switch is on' },
    todo: { ko: '거래를 재개하면 다시 주문할 수 있습니다.', en: 'Resume trading to open positions again.' },
  },
  'daily-loss': {
    what: { ko: '하루 손실 한도에 도달했습니다', en: 'the daily loss limit is reached' },
    todo: {
      ko: '내일 다시 시작하거나 한도를 확인해 주세요.',
      en: 'Wait for the next day, or check the limit.',
    },
  },
  drawdown: {
    what: { ko: '누적 손익이 최고점에서 한도만큼 떨어졌습니다', en: 'the drawdown limit is reached' },
    todo: {
      ko: '원인을 살펴본 뒤 거래를 재개하세요.',
      en: 'Look at what went wrong, then resume trading.',
    },
  },
  'instance-daily-loss': {
    what: { ko: '이 봇의 하루 손실 한도에 도달했습니다', en: 'the daily loss limit of the bot is reached' },
    todo: { ko: '설정을 확인한 뒤 거래를 재개하세요.', en: 'Check its settings, then resume trading.' },
  },
  'instance-drawdown': {
    what: {
      ko: '이 봇의 누적 손익이 최고점에서 한도만큼 떨어졌습니다',
      en: 'the drawdown limit of the bot is reached',
    },
    todo: { ko: '설정을 확인한 뒤 거래를 재개하세요.', en: 'Check its settings, then resume trading.' },
  },
  'books-broken': {
    what: { ko: '장부가 서로 맞지 않습니다', en: 'its books do not agree with themselves' },
    todo: {
      ko: '운영자에게 알렸습니다. 원인을 확인한 뒤 거래를 재개하세요.',
      en: 'The operator was told. Resume trading once the cause is known.',
    },
  },
  'instance-books-broken': {
    what: { ko: '장부가 서로 맞지 않습니다', en: 'its books do not agree with themselves' },
    todo: {
      ko: '운영자에게 알렸습니다. 원인을 확인한 뒤 거래를 재개하세요.',
      en: 'The operator was told. Resume trading once the cause is known.',
    },
  },
  'instance-unprotected': {
    what: {
      ko: '거래소가 손절 주문을 거절해 포지션을 시장가로 닫습니다',
      en: 'the venue refuses the stop of its position, which is closed at the market',
    },
    todo: {
      ko: '거래소에서 포지션을 확인한 뒤 거래를 재개하세요.',
      en: 'Look at the position at the venue, then resume trading.',
    },
  },
  'instance-liquidated': {
    what: {
      ko: '거래소가 포지션을 강제로 청산했습니다',
      en: 'its exchange has taken its position (liquidation)',
    },
    todo: {
      ko: '거래소에서 포지션과 잔고를 확인하고 설정을 다시 본 뒤 거래를 재개하세요.',
      en: 'Look at the position and the balance at the exchange and at the settings, then resume trading.',
    },
  },
  'instance-repairs': {
    what: {
      ko: '거래소와 맞지 않는 것을 한 시간에 너무 자주 바로잡았습니다',
      en: 'what its exchange shows had to be put right too often within an hour',
    },
    todo: {
      ko: '다른 프로그램이나 사람이 이 계좌의 주문을 건드리는지 확인한 뒤 거래를 재개하세요.',
      en: 'See whether somebody else cancels or trades on the account, then resume trading.',
    },
  },
  cooldown: {
    what: { ko: '연속 손실 후 쉬는 시간입니다', en: 'the bot rests after losing several times in a row' },
    todo: { ko: '따로 하실 일은 없습니다.', en: 'There is nothing to do.' },
  },
  'position-differs': {
    what: { ko: '거래소 포지션이 기록과 다릅니다', en: "the venue's position differs from our books" },
    todo: { ko: '거래소 계정을 확인해 주세요.', en: 'Look at the account at the venue.' },
  },
  'position-adjusted': {
    what: {
      ko: '기록을 거래소 포지션에 맞춘 뒤 사람의 확인을 기다립니다',
      en: "our books were adjusted to the venue's position, and a person has to look",
    },
    todo: {
      ko: '거래소 계정을 확인한 뒤 거래를 재개하세요.',
      en: 'Look at the account at the venue, then resume trading.',
    },
  },
  'unresolved-order': {
    what: { ko: '결과를 알 수 없는 주문이 있습니다', en: 'there is an order whose fate is not known' },
    todo: { ko: '거래소에서 그 주문을 확인해 주세요.', en: 'Look for that order at the venue.' },
  },
  'price-out-of-band': {
    what: { ko: '가격이 현재가에서 너무 멉니다', en: 'its price is too far through the market' },
    todo: { ko: '가격을 확인하거나 한도를 올려 주세요.', en: 'Check the price or raise the limit.' },
  },
  'account-above-limit': {
    what: { ko: '계좌 전체 한도를 넘습니다', en: 'the account would be above its limit' },
    todo: { ko: '수량을 줄이거나 한도를 올려 주세요.', en: 'Order less or raise the limit.' },
  },
  'key-refused': {
    what: {
      ko: '거래소가 이 계좌의 API 키를 받아들이지 않습니다. 포지션과 주문은 지금 관리되지 않습니다',
      en: 'the exchange refuses the API key of the account; its positions and orders are not looked after now',
    },
    todo: {
      ko: '거래소에서 포지션을 직접 확인하고 키의 만료, 권한, 허용 IP를 확인한 뒤 거래를 재개하세요.',
      en: 'See to the positions at the exchange; check that the key is valid and its IP list; then resume trading.',
    },
  },
  'max-orders': {
    what: { ko: '하루 주문 횟수 한도에 도달했습니다', en: 'the limit of orders a day is reached' },
    todo: {
      ko: '내일 다시 시작하거나 한도를 확인해 주세요.',
      en: 'Wait for the next day, or check the limit.',
    },
  },
  'leverage-above-limit': {
    what: { ko: '레버리지 한도를 넘습니다', en: 'the leverage is above the limit' },
    todo: { ko: '레버리지를 낮추거나 한도를 올려 주세요.', en: 'Lower the leverage or raise the limit.' },
  },
  'order-above-limit': {
    what: { ko: '1회 주문 한도를 넘습니다', en: 'it is above the limit for one order' },
    todo: { ko: '수량을 줄이거나 한도를 올려 주세요.', en: 'Order less or raise the limit.' },
  },
  'position-above-limit': {
    what: { ko: '포지션 한도를 넘습니다', en: 'the position would be above its limit' },
    todo: { ko: '수량을 줄이거나 한도를 올려 주세요.', en: 'Order less or raise the limit.' },
  },
  'not-enough-free': {
    what: { ko: '사용 가능한 잔고가 모자랍니다', en: 'the free balance is not enough' },
    todo: {
      ko: '수량을 줄이거나 대기 중인 주문을 취소하거나 입금해 주세요.',
      en: 'Order less, cancel an order that waits, or deposit more.',
    },
  },
  'gate-closed': {
    what: { ko: '봇이 중지된 상태입니다', en: 'the bot is stopped' },
    todo: { ko: '필요하면 봇을 다시 시작해 주세요.', en: 'Start the bot again if you want it to trade.' },
  },
  'gate-moved': {
    what: {
      ko: '그사이 봇이 중지되었거나 설정이 바뀌었습니다',
      en: 'the bot was stopped or edited meanwhile',
    },
    todo: { ko: '따로 하실 일은 없습니다.', en: 'There is nothing to do.' },
  },
  'never-arrived': {
    what: { ko: '주문이 거래소에 도착하지 않았습니다', en: 'it never arrived at the venue' },
    todo: { ko: '필요하면 전략이 다시 주문합니다.', en: 'The strategy orders again if it still wants to.' },
  },
  expired: {
    what: { ko: '보낼 수 있는 시간이 지났습니다', en: 'it was too late to send it' },
    todo: { ko: '필요하면 전략이 다시 주문합니다.', en: 'The strategy orders again if it still wants to.' },
  },
  'not-filled-at-once': {
    what: { ko: '즉시 체결될 호가가 없었습니다', en: 'there was nothing to take at its price' },
    todo: { ko: '가격을 바꾸거나 대기 주문으로 다시 내 주세요.', en: 'Change its price, or let it rest.' },
  },
  'post-only-would-take': {
    what: {
      ko: '대기 전용(post-only) 주문인데 바로 체결될 가격이었습니다',
      en: 'it was post-only and would have taken at once',
    },
    todo: {
      ko: '시장에서 더 먼 가격으로 다시 내거나 대기 전용을 끄세요.',
      en: 'Move it away from the market, or order without post-only.',
    },
  },
  'insufficient-funds': {
    what: { ko: '잔고가 부족합니다', en: 'there is not enough cash' },
    todo: { ko: '잔고를 늘리거나 수량을 줄여 주세요.', en: 'Add funds or order less.' },
  },
  'insufficient-margin': {
    what: { ko: '증거금이 부족합니다', en: 'there is not enough margin' },
    todo: { ko: '잔고를 늘리거나 수량을 줄여 주세요.', en: 'Add funds or order less.' },
  },
  'leverage-above-tier': {
    what: {
      ko: '이 크기의 포지션에는 레버리지가 너무 높습니다',
      en: 'a position of that size may not have so much leverage',
    },
    todo: { ko: '레버리지나 수량을 줄여 주세요.', en: 'Use less leverage or order less.' },
  },
  'not-held': {
    what: { ko: '보유한 수량보다 많이 팔 수 없습니다', en: 'it would sell more than is held' },
    todo: { ko: '보유 수량을 확인해 주세요.', en: 'Check what is held.' },
  },
  'below-minimum': {
    what: { ko: '거래소 최소 주문보다 작습니다', en: 'it is below the smallest order of the venue' },
    todo: { ko: '수량을 늘려 주세요.', en: 'Order more.' },
  },
  'nothing-to-reduce': {
    what: { ko: '줄일 포지션이 없습니다', en: 'there is no position to reduce' },
    todo: { ko: '따로 하실 일은 없습니다.', en: 'There is nothing to do.' },
  },
};

export const causeTexts = (code: string): { readonly what: Texts; readonly todo: Texts } =>
  Object.hasOwn(CAUSE_TEXTS, code)
    ? CAUSE_TEXTS[code]!
    : {
        what: { ko: `사유 코드 ${code}`, en: `the code is ${code}` },
        todo: { ko: '주문 내역에서 자세한 내용을 확인해 주세요.', en: 'The order shows the details.' },
      };

/** What kinds of news are called where they are only counted. */
const KIND_TEXTS: Readonly<Record<string, Texts>> = {
  'order-filled': { ko: '체결', en: 'fills' },
  'order-denied': { ko: '보내지 않은 주문', en: 'orders denied' },
  'order-rejected': { ko: '거래소가 거절한 주문', en: 'orders rejected' },
  'order-expired': { ko: '만료된 주문', en: 'orders expired' },
  'position-opened': { ko: '포지션 진입', en: 'positions opened' },
  'position-closed': { ko: '포지션 청산', en: 'positions closed' },
  'strategy-started': { ko: '봇 시작', en: 'bots started' },
  'strategy-stopped': { ko: '봇 중지', en: 'bots stopped' },
  'strategy-failed': { ko: '봇 오류', en: 'bots failed' },
  'grid-resumed': { ko: '그리드 재개', en: 'grids resumed' },
};

/** A kind of news in words, or as it is when nobody has put it into words. */
export const kindTexts = (kind: string): Texts =>
  Object.hasOwn(KIND_TEXTS, kind) ? KIND_TEXTS[kind]! : { ko: kind, en: kind };

/** A text in every language that people read. */
export interface Words {
  readonly en: string;
  readonly ko: string;
}

/** What a problem code means. `detail` may name members of the problem's details in braces. */
export interface ProblemMeaning {
  readonly status: number;
  readonly title: Words;
  readonly detail: Words;
}

/** Codes that HTTP answers use. A code is kebab-case and never changes its meaning once published. */
export const problems = {
  'bad-request': {
    status: 400,
    title: { en: 'The request is wrong', ko: '잘못된 요청입니다' },
    detail: {
      en: 'The request could not be understood. Check it and try again.',
      ko: '요청을 이해할 수 없습니다. 확인한 뒤 다시 시도하세요.',
    },
  },
  'malformed-json': {
    status: 400,
    title: { en: 'The body is not JSON', ko: '본문이 JSON이 아닙니다' },
    detail: {
      en: 'The body could not be read as JSON in UTF-8. Check its syntax.',
      ko: '본문을 UTF-8 JSON으로 읽을 수 없습니다. 문법을 확인하세요.',
    },
  },
  'body-too-deep': {
    status: 400,
    title: { en: 'The body is nested too deeply', ko: '본문의 중첩이 너무 깊습니다' },
    detail: {
      en: 'At most {maxDepth} levels of objects and arrays are read.',
      ko: '객체와 배열은 최대 {maxDepth}단계까지 읽습니다.',
    },
  },
  'forbidden-key': {
    status: 400,
    title: { en: 'The request has a forbidden key', ko: '요청에 허용되지 않는 키가 있습니다' },
    detail: {
      en: 'The key "{key}" is never accepted. Remove it.',
      ko: '"{key}" 키는 받지 않습니다. 제거하세요.',
    },
  },
  'unstorable-text': {
    status: 400,
    title: { en: 'A text cannot be stored', ko: '저장할 수 없는 글자가 있습니다' },
    detail: {
      en: 'A zero character or half of a character pair is in the address or the body. Remove it.',
      ko: '주소나 본문에 NUL 문자 또는 반쪽짜리 문자가 있습니다. 제거하세요.',
    },
  },
  'number-out-of-range': {
    status: 400,
    title: {
      en: 'The body has a number that cannot be read exactly',
      ko: '본문에 정확히 읽을 수 없는 숫자가 있습니다',
    },
    detail: {
      en: 'Numbers beyond the range of a double, and -0, are refused. Send amounts as decimal strings.',
      ko: '배정밀도 범위를 넘는 숫자와 -0은 받지 않습니다. 금액은 십진수 문자열로 보내세요.',
    },
  },
  'validation-failed': {
    status: 400,
    title: { en: 'Some fields are not accepted', ko: '받아들일 수 없는 항목이 있습니다' },
    detail: {
      en: 'Correct the fields named in details.fields; each says what is allowed.',
      ko: 'details.fields에 적힌 항목을 고치세요. 항목마다 허용 값이 적혀 있습니다.',
    },
  },
  'invalid-cursor': {
    status: 400,
    title: { en: 'The cursor is not valid', ko: '커서가 올바르지 않습니다' },
    detail: {
      en: 'Send the nextCursor of the page before unchanged, to the same list, or leave it out.',
      ko: '같은 목록의 이전 페이지가 준 nextCursor를 그대로 보내거나 생략하세요.',
    },
  },
  'malformed-url': {
    status: 400,
    title: { en: 'The address is malformed', ko: '주소 형식이 잘못되었습니다' },
    detail: {
      en: 'The path holds a broken percent escape. Encode it again.',
      ko: '경로의 퍼센트 인코딩이 잘못되었습니다. 다시 인코딩하세요.',
    },
  },
  unauthenticated: {
    status: 401,
    title: { en: 'Sign in first', ko: '먼저 로그인하세요' },
    detail: {
      en: 'The request carries no valid credentials. Sign in, or send a token that has not expired.',
      ko: '유효한 인증 정보가 없습니다. 로그인하거나 만료되지 않은 토큰을 보내세요.',
    },
  },
  forbidden: {
    status: 403,
    title: { en: 'Not allowed', ko: '권한이 없습니다' },
    detail: {
      en: 'Your account may not do this. Ask an administrator for the right.',
      ko: '이 작업을 할 권한이 없습니다. 관리자에게 요청하세요.',
    },
  },
  'not-found': {
    status: 404,
    title: { en: 'Not found', ko: '찾을 수 없습니다' },
    detail: {
      en: 'There is nothing at this address, or it is not yours.',
      ko: '이 주소에는 아무것도 없거나 다른 사람의 것입니다.',
    },
  },
  'unknown-instrument': {
    status: 404,
    title: { en: 'The instrument is not known', ko: '알 수 없는 종목입니다' },
    detail: {
      en: 'There is nothing of {symbol} on {venue}. See /api/v1/market/search for what there is.',
      ko: '{venue}에 {symbol} 자료가 없습니다. /api/v1/market/search에서 확인하세요.',
    },
  },
  'no-order-book': {
    status: 404,
    title: { en: 'This market has no order book', ko: '호가창이 없는 시장입니다' },
    detail: {
      en: '{symbol} on {venue} is known by its candles alone ({timeframe} and coarser), not by who waits at which price. Use its ticker or its candles.',
      ko: '{venue}의 {symbol}은(는) 캔들({timeframe} 이상)로만 제공되며 호가 정보가 없습니다. 시세나 캔들을 이용하세요.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { en: 'The method is not allowed here', ko: '이 주소에서 쓸 수 없는 메서드입니다' },
    detail: { en: 'This address answers {allow}.', ko: '이 주소는 {allow} 메서드에 답합니다.' },
  },
  'request-timeout': {
    status: 408,
    title: { en: 'The request took too long to arrive', ko: '요청 전송이 너무 오래 걸렸습니다' },
    detail: {
      en: 'The request did not arrive completely in time. Send it again.',
      ko: '요청이 제시간에 모두 도착하지 않았습니다. 다시 보내세요.',
    },
  },
  conflict: {
    status: 409,
    title: { en: 'This does not fit the present state', ko: '현재 상태와 맞지 않습니다' },
    detail: {
      en: 'Something changed in the meantime. Load it again and repeat.',
      ko: '그사이 상태가 바뀌었습니다. 다시 불러온 뒤 반복하세요.',
    },
  },
  'body-too-large': {
    status: 413,
    title: { en: 'The body is too large', ko: '본문이 너무 큽니다' },
    detail: {
      en: 'The body is larger than this address accepts. Send less at once.',
      ko: '이 주소가 받는 크기를 넘었습니다. 나누어 보내세요.',
    },
  },
  'url-too-long': {
    status: 414,
    title: { en: 'The address is too long', ko: '주소가 너무 깁니다' },
    detail: {
      en: 'A part of the path is longer than accepted. Shorten it.',
      ko: '경로의 일부가 너무 깁니다. 줄이세요.',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: { en: 'Only JSON is accepted', ko: 'JSON만 받습니다' },
    detail: { en: 'Send the body as application/json.', ko: '본문을 application/json으로 보내세요.' },
  },
  refused: {
    status: 422,
    title: { en: 'Refused', ko: '거부되었습니다' },
    detail: {
      en: 'The request is well formed, but cannot be done. The code and the details say why.',
      ko: '형식은 맞지만 수행할 수 없습니다. 코드와 세부 정보에 이유가 있습니다.',
    },
  },
  'settings-refused': {
    status: 422,
    title: { en: 'Some settings are not accepted', ko: '받아들일 수 없는 설정이 있습니다' },
    detail: {
      en: 'Correct the settings named in details.fields; each says its value and what is allowed.',
      ko: 'details.fields에 적힌 설정을 고치세요. 설정마다 보낸 값과 허용 값이 적혀 있습니다.',
    },
  },
  'name-taken': {
    status: 409,
    title: { en: 'The name is taken', ko: '이미 사용 중인 이름입니다' },
    detail: {
      en: 'You have something else called {name}. Choose another name.',
      ko: '"{name}"(이)라는 이름을 이미 사용하고 있습니다. 다른 이름을 고르세요.',
    },
  },
  'slot-taken': {
    status: 409,
    title: { en: 'Another bot trades there', ko: '다른 봇이 이미 거래하고 있습니다' },
    detail: {
      en: 'Another bot holds {symbol} on this account. Stop it first, or use another account.',
      ko: '이 계정의 {symbol}은(는) 다른 봇이 사용 중입니다. 먼저 멈추거나 다른 계정을 쓰세요.',
    },
  },
  'position-held': {
    status: 409,
    title: { en: 'A stopped bot still holds a position', ko: '멈춘 봇의 포지션이 남아 있습니다' },
    detail: {
      en: 'A bot ({instanceId}) was stopped with its position kept: {side} {size} of {symbol}. A new run would be set off against it. Close it here (POST /api/v1/positions/:id/close, or stop that bot with "close"), or close it at your exchange and wait until this is seen here. A one-sided grid may also take over what it has kept itself: initialPosition "hold".',
      ko: '봇({instanceId})이 포지션을 남기고 멈췄습니다: {symbol} {side} {size}. 새로 시작하면 이 포지션과 상계됩니다. 여기서 청산하거나(POST /api/v1/positions/:id/close 또는 그 봇을 "close"로 중지), 거래소에서 직접 청산한 뒤 반영될 때까지 기다리세요. 한 방향 그리드는 initialPosition을 "hold"로 바꾸면 자신이 남긴 포지션을 이어받습니다.',
    },
  },
  'unknown-account': {
    status: 404,
    title: { en: 'The account is not known', ko: '알 수 없는 계정입니다' },
    detail: {
      en: 'There is no exchange account {accountId} of yours. See /api/v1/exchange-accounts.',
      ko: '거래소 계정 {accountId}이(가) 없습니다. /api/v1/exchange-accounts에서 확인하세요.',
    },
  },
  'stop-too-fine': {
    status: 422,
    title: { en: 'The stop price is too fine', ko: '손절 가격의 소수 자릿수가 너무 많습니다' },
    detail: {
      en: 'Stop prices must fit the decimals of this instrument; the details say how many it has.',
      ko: '손절 가격은 이 종목의 소수 자릿수에 맞아야 합니다. 자릿수는 세부 정보에 있습니다.',
    },
  },
  'no-candles': {
    status: 422,
    title: { en: 'There are no candles', ko: '캔들이 없습니다' },
    detail: {
      en: 'No candle of {symbol} in {timeframe} on {venue} is stored in this range. Choose another range or symbol.',
      ko: '이 구간에는 {venue}의 {symbol} {timeframe} 캔들이 저장되어 있지 않습니다. 다른 구간이나 종목을 선택하세요.',
    },
  },
  'too-many-backtests': {
    status: 422,
    title: { en: 'Too many backtests', ko: '백테스트가 너무 많습니다' },
    detail: {
      en: 'Backtests of yours are still waiting or running. Wait for one to finish, or cancel one.',
      ko: '아직 대기 중이거나 실행 중인 백테스트가 있습니다. 끝날 때까지 기다리거나 하나를 취소하세요.',
    },
  },
  'too-many-candles': {
    status: 422,
    title: { en: 'Too many candles', ko: '캔들이 너무 많습니다' },
    detail: {
      en: 'The range has more candles than one backtest may take; the details say how many. Choose a shorter range.',
      ko: '구간의 캔들이 백테스트 한 번의 한도를 넘습니다. 개수는 세부 정보에 있습니다. 더 짧은 구간을 선택하세요.',
    },
  },
  'backtest-refused': {
    status: 422,
    title: { en: 'The backtest is refused', ko: '백테스트가 거부되었습니다' },
    detail: {
      en: '{reason}',
      ko: '이 설정으로는 백테스트를 실행할 수 없습니다: {reason}',
    },
  },
  'price-unknown': {
    status: 422,
    title: { en: 'There is no price yet', ko: '아직 가격이 없습니다' },
    detail: {
      en: '{symbol} has had no price since the start. Try again when its market data has arrived.',
      ko: '{symbol}의 시세를 아직 받지 못했습니다. 시세가 들어온 뒤 다시 시도하세요.',
    },
  },
  'equity-unknown': {
    status: 422,
    title: { en: 'The balance is not known', ko: '잔고를 알 수 없습니다' },
    detail: {
      en: 'The venue has not said what account {accountId} holds. Try again in a moment.',
      ko: '거래소가 계정 {accountId}의 잔고를 아직 알려 주지 않았습니다. 잠시 후 다시 시도하세요.',
    },
  },
  'not-started': {
    status: 422,
    title: { en: 'The bot has not been started yet', ko: '아직 시작하지 않은 봇입니다' },
    detail: { en: 'Start the bot first.', ko: '먼저 봇을 시작하세요.' },
  },
  'too-many-presets': {
    status: 422,
    title: { en: 'There are too many presets', ko: '프리셋이 너무 많습니다' },
    detail: {
      en: 'You have {count} presets, and {most} is the most. Delete one you do not need.',
      ko: '프리셋 {count}개를 저장했습니다. 최대 {most}개입니다. 쓰지 않는 것을 지우세요.',
    },
  },
  'lowest-level-at-zero': {
    status: 422,
    title: { en: 'The lowest level is at zero', ko: '가장 낮은 선이 0입니다' },
    detail: {
      en: 'The lowest level rounds to a price of zero; raise lower.',
      ko: '가장 낮은 선이 0으로 반올림됩니다. 하단 가격을 올리세요.',
    },
  },
  'levels-share-a-tick': {
    status: 422,
    title: { en: 'Levels share a tick', ko: '선들이 같은 호가에 놓입니다' },
    detail: {
      en: 'Level {level} falls on the tick of its neighbour; use fewer levels or a wider range.',
      ko: '{level}번 선이 이웃한 선과 같은 호가에 놓입니다. 선을 줄이거나 범위를 넓히세요.',
    },
  },
  'range-out-of-scale': {
    status: 422,
    title: { en: 'The range does not fit the instrument', ko: '범위가 종목의 가격 단위에 맞지 않습니다' },
    detail: {
      en: 'The range does not fit the price scale.',
      ko: '범위가 이 종목의 가격 단위에 맞지 않습니다.',
    },
  },
  'investment-out-of-scale': {
    status: 422,
    title: {
      en: 'The investment does not fit the instrument',
      ko: '투자금이 종목의 수량 단위에 맞지 않습니다',
    },
    detail: {
      en: 'The investment does not fit the lot scale.',
      ko: '투자금이 이 종목의 수량 단위에 맞지 않습니다.',
    },
  },
  'step-below-cost': {
    status: 422,
    title: { en: 'A step does not pay its fees', ko: '간격이 수수료보다 작습니다' },
    detail: {
      en: 'Step {stepPercent} % < fees {feesPercent} % + tick {tick}: every filled pair would lose.',
      ko: '간격 {stepPercent} % < 수수료 {feesPercent} % + 호가 {tick}: 체결될수록 손해입니다.',
    },
  },
  'cell-below-minimum': {
    status: 422,
    title: { en: 'An order would be below the minimum', ko: '주문이 최소 금액보다 작습니다' },
    detail: {
      en: 'Cell {cell} is worth {value}, below the minimum of {minNotional}; invest more or use fewer levels.',
      ko: '{cell}번 칸의 주문 {value}이(가) 최소 주문({minNotional})보다 작습니다. 투자금을 늘리거나 선을 줄이세요.',
    },
  },
  'amounts-above-investment': {
    status: 422,
    title: { en: 'The amounts exceed the investment', ko: '칸별 금액의 합이 투자금을 넘습니다' },
    detail: {
      en: 'The amounts exceed the investment of {investment}.',
      ko: '칸별 금액의 합이 투자금 {investment}을(를) 넘습니다.',
    },
  },
  'stop-price-misplaced': {
    status: 422,
    title: { en: 'The stop price is on the wrong side', ko: '손절/익절 가격의 위치가 잘못되었습니다' },
    detail: {
      en: '{field} {value} must lie outside the range: {allowed}.',
      ko: '{field} {value}은(는) 범위 밖({allowed})에 있어야 합니다.',
    },
  },
  'investment-above-balance': {
    status: 422,
    title: { en: 'The balance does not cover the investment', ko: '잔고가 투자금보다 적습니다' },
    detail: {
      en: 'Investment {investment} is above the free balance of {cash}.',
      ko: '투자금 {investment}이(가) 사용 가능한 잔고 {cash}보다 큽니다.',
    },
  },
  'initial-above-balance': {
    status: 422,
    title: { en: 'The balance does not cover the initial order', ko: '잔고가 초기 주문보다 적습니다' },
    detail: {
      en: 'The initial order needs {needed}, {cash} is free.',
      ko: '초기 주문에 {needed}이(가) 필요하지만 {cash}만 사용할 수 있습니다.',
    },
  },
  'liquidation-inside-range': {
    status: 422,
    title: { en: 'It could be liquidated inside the range', ko: '범위 안에서 강제 청산될 수 있습니다' },
    detail: {
      en: 'The estimated liquidation price {liquidation} lies inside the range ({edge}); use less leverage.',
      ko: '예상 청산가 {liquidation}이(가) 범위({edge}) 안에 있습니다. 레버리지나 투자금을 줄이세요.',
    },
  },
  'worst-case-above-limit': {
    status: 422,
    title: { en: 'The worst case is above the risk limit', ko: '최악의 손실이 위험 한도를 넘습니다' },
    detail: {
      en: 'The worst case loses {worst}, the risk limit is {maxLoss}.',
      ko: '최악의 경우 손실 {worst}이(가) 위험 한도 {maxLoss}을(를) 넘습니다.',
    },
  },
  'position-above-limit': {
    status: 422,
    title: { en: 'The position would be above the limit', ko: '포지션이 한도를 넘습니다' },
    detail: {
      en: 'All cells together are worth {whole}, the position limit is {maxNotional}; invest less or use less leverage.',
      ko: '모든 칸의 합 {whole}이(가) 포지션 한도 {maxNotional}을(를) 넘습니다. 투자금이나 레버리지를 줄이세요.',
    },
  },
  'leverage-above-limit': {
    status: 422,
    title: { en: 'The leverage is above the limit', ko: '레버리지가 한도를 넘습니다' },
    detail: {
      en: 'Leverage {leverage} is above the risk limit of {maxLeverage}.',
      ko: '레버리지 {leverage}배가 위험 한도 {maxLeverage}배를 넘습니다.',
    },
  },
  'leverage-above-tier': {
    status: 422,
    title: {
      en: 'The position may not have so much leverage',
      ko: '이 크기의 포지션에는 레버리지가 너무 높습니다',
    },
    detail: {
      en: 'A position worth {position} may have a leverage of {maxLeverage}, not {leverage}; invest less or use less leverage.',
      ko: '{position} 규모의 포지션에는 레버리지 {maxLeverage}배까지 허용되며 {leverage}배는 쓸 수 없습니다. 투자금이나 레버리지를 줄이세요.',
    },
  },
  'dynamic-lines-unknown': {
    status: 422,
    title: { en: 'The dynamic lines are not known yet', ko: '동적 선을 아직 계산할 수 없습니다' },
    detail: {
      en: 'The dynamic lines cannot be drawn yet: too few 15m candles; try again later.',
      ko: '15분봉이 부족해 동적 선을 아직 계산할 수 없습니다. 잠시 뒤 다시 시도하세요.',
    },
  },
  'order-of-bot': {
    status: 409,
    title: { en: 'The order belongs to a bot', ko: '봇의 주문입니다' },
    detail: {
      en: 'A bot ({strategy}) decides price and size of its orders. Change its settings, or stop it.',
      ko: '이 주문의 가격과 수량은 봇({strategy})이 정합니다. 봇의 설정을 바꾸거나 봇을 멈추세요.',
    },
  },
  'order-ended': {
    status: 409,
    title: { en: 'The order has ended', ko: '이미 끝난 주문입니다' },
    detail: {
      en: 'It is {status}, so there is nothing left to change. Place a new order if you still want one.',
      ko: '주문 상태가 {status}이므로 바꿀 것이 없습니다. 필요하면 새로 주문하세요.',
    },
  },
  'order-does-not-rest': {
    status: 409,
    title: { en: 'The order does not rest', ko: '대기하지 않는 주문입니다' },
    detail: {
      en: 'Only limit orders that rest and stop orders can be changed; a {type} order acts at once or never.',
      ko: '대기 중인 지정가 주문과 스톱 주문만 바꿀 수 있습니다. 이 {type} 주문은 즉시 체결되거나 끝납니다.',
    },
  },
  'order-being-changed': {
    status: 409,
    title: { en: 'The order is being changed', ko: '주문을 바꾸는 중입니다' },
    detail: {
      en: 'Another change is under way. See its amendment, and change the order that takes its place.',
      ko: '다른 변경이 진행 중입니다. amendment를 확인한 뒤 새로 만들어진 주문을 바꾸세요.',
    },
  },
  'position-of-bot': {
    status: 409,
    title: { en: 'A bot holds the position', ko: '봇이 관리하는 포지션입니다' },
    detail: {
      en: 'The position belongs to a {strategy} bot, which would go on trading it. Ask that bot to close it (/api/v1/strategies/hyper-rsi/{instanceId}/close), or stop it; what a stopped bot has kept can be closed here.',
      ko: '{strategy} 봇이 관리하는 포지션이라 따로 닫을 수 없습니다. 그 봇에 청산을 요청하거나(/api/v1/strategies/hyper-rsi/{instanceId}/close) 봇을 멈추세요. 멈춘 봇이 남긴 포지션은 여기서 청산할 수 있습니다.',
    },
  },
  'nothing-to-close': {
    status: 409,
    title: { en: 'There is nothing to close', ko: '청산할 것이 없습니다' },
    detail: {
      en: 'Nothing is held there that could be closed by {percent} %: there is no position on that side, a close of it is on its way, or the part (or the rest) is less than the venue takes.',
      ko: '{percent}%만큼 청산할 수 있는 것이 없습니다. 그 방향의 포지션이 없거나, 이미 청산 중이거나, 그 부분(또는 나머지)이 거래소 최소 수량보다 작습니다.',
    },
  },
  'position-closed': {
    status: 409,
    title: { en: 'The position is closed already', ko: '이미 청산된 포지션입니다' },
    detail: {
      en: 'There is nothing left to close. Load the list again.',
      ko: '더 청산할 것이 없습니다. 목록을 다시 불러오세요.',
    },
  },
  'timeframe-too-fine': {
    status: 422,
    title: { en: 'The timeframe is finer than what is stored', ko: '저장된 봉보다 짧은 주기입니다' },
    detail: {
      en: 'Candles of {timeframe} cannot be built from {stored}. Ask for a multiple of it.',
      ko: '{stored} 봉으로 {timeframe} 봉을 만들 수 없습니다. 그 배수를 요청하세요.',
    },
  },
  'indicator-refused': {
    status: 400,
    title: { en: 'The indicator cannot be computed so', ko: '지표를 계산할 수 없습니다' },
    detail: {
      en: 'Correct the parameters named in details.fields; each says what is allowed.',
      ko: 'details.fields에 적힌 값을 고치세요. 항목마다 허용 값이 적혀 있습니다.',
    },
  },
  'registration-closed': {
    status: 403,
    title: { en: 'Registration is closed', ko: '가입을 받지 않습니다' },
    detail: {
      en: 'Ask the administrator of this installation for an account.',
      ko: '이 서버의 관리자에게 계정을 요청하세요.',
    },
  },
  'set-up-refused': {
    status: 403,
    title: { en: 'The set-up token is not accepted', ko: '설정 토큰을 받을 수 없습니다' },
    detail: {
      en: 'It is wrong, was used before, or there is an administrator already. It was printed at the first start.',
      ko: '토큰이 틀렸거나 이미 사용했거나 관리자가 이미 있습니다. 토큰은 첫 시작 때 출력되었습니다.',
    },
  },
  'email-taken': {
    status: 409,
    title: { en: 'The e-mail address is taken', ko: '이미 사용 중인 이메일 주소입니다' },
    detail: {
      en: 'Somebody has an account with this address. Sign in, or use another address.',
      ko: '이 주소로 만든 계정이 있습니다. 로그인하거나 다른 주소를 쓰세요.',
    },
  },
  'weak-password': {
    status: 422,
    title: { en: 'The password is too easy to guess', ko: '추측하기 쉬운 비밀번호입니다' },
    detail: {
      en: 'Choose another one; details.fields says what is allowed. A few unrelated words make a good password.',
      ko: '다른 비밀번호를 고르세요. 허용 조건은 details.fields에 있습니다. 서로 관련 없는 낱말 몇 개를 이으면 좋습니다.',
    },
  },
  'wrong-password': {
    status: 422,
    title: { en: 'The present password is another one', ko: '현재 비밀번호가 다릅니다' },
    detail: {
      en: 'Enter the password you sign in with now.',
      ko: '지금 로그인할 때 쓰는 비밀번호를 입력하세요.',
    },
  },
  'last-admin': {
    status: 409,
    title: { en: 'This is the last administrator', ko: '마지막 관리자입니다' },
    detail: {
      en: 'Make somebody else an administrator first.',
      ko: '먼저 다른 사람을 관리자로 지정하세요.',
    },
  },
  'demo-stays-trader': {
    status: 409,
    title: { en: 'The demo account stays a trader', ko: '데모 계정은 관리자가 될 수 없습니다' },
    detail: {
      en: 'Make an account of its own for an administrator.',
      ko: '관리자용 계정을 따로 만드세요.',
    },
  },
  'request-in-progress': {
    status: 409,
    title: { en: 'The same request is under way', ko: '같은 요청을 처리하고 있습니다' },
    detail: {
      en: 'A request with this Idempotency-Key has not been answered yet. Send it again in a moment.',
      ko: '이 Idempotency-Key의 요청이 아직 끝나지 않았습니다. 잠시 후 다시 보내세요.',
    },
  },
  'idempotency-key-used': {
    status: 409,
    title: { en: 'The Idempotency-Key was used before', ko: '이미 사용한 Idempotency-Key입니다' },
    detail: {
      en: 'It was sent with another body to this address. Choose a new key for a new request.',
      ko: '이 주소에 다른 본문과 함께 보낸 키입니다. 새 요청에는 새 키를 쓰세요.',
    },
  },
  'precondition-failed': {
    status: 412,
    title: { en: 'It has changed in the meantime', ko: '그사이 내용이 바뀌었습니다' },
    detail: {
      en: 'Load it again, and send the new ETag as If-Match.',
      ko: '다시 불러온 뒤 새 ETag를 If-Match로 보내세요.',
    },
  },
  'precondition-required': {
    status: 428,
    title: { en: 'Say which version you edit', ko: '어느 버전을 수정하는지 알려 주세요' },
    detail: {
      en: 'Send the ETag of what you have seen as If-Match, or * to overwrite whatever there is.',
      ko: '불러올 때 받은 ETag를 If-Match로 보내세요. 무엇이든 덮어쓰려면 *를 보내세요.',
    },
  },
  'vault-closed': {
    status: 503,
    title: { en: 'Exchange keys cannot be stored here', ko: '거래소 키를 저장할 수 없습니다' },
    detail: {
      en: 'This installation has no master key. The operator has to set TB_MASTER_KEY first.',
      ko: '마스터 키가 없는 설치입니다. 운영자가 먼저 TB_MASTER_KEY를 설정해야 합니다.',
    },
  },
  'key-in-use': {
    status: 409,
    title: { en: 'That key is in use', ko: '이미 등록된 키입니다' },
    detail: {
      en: 'The same key is stored already. Make a new one at the venue, for this account alone.',
      ko: '같은 키가 이미 등록되어 있습니다. 거래소에서 이 계좌만을 위한 새 키를 만드세요.',
    },
  },
  'passphrase-mismatch': {
    status: 422,
    title: { en: 'The passphrase does not fit the venue', ko: '거래소와 패스프레이즈가 맞지 않습니다' },
    detail: {
      en: 'OKX and Bitget need a passphrase, other venues have none. {venue} was given.',
      ko: 'OKX와 Bitget에는 패스프레이즈가 필요하고 다른 거래소에는 없습니다. 입력한 거래소: {venue}.',
    },
  },
  'too-many-accounts': {
    status: 422,
    title: { en: 'Too many accounts', ko: '계좌가 너무 많습니다' },
    detail: {
      en: 'One person can have {limit} accounts of this kind.',
      ko: '한 사람이 이런 종류의 계좌를 {limit}개까지 가질 수 있습니다.',
    },
  },
  'position-mode-in-use': {
    status: 409,
    title: { en: 'Something trades on this account', ko: '이 계좌에서 거래가 진행 중입니다' },
    detail: {
      en: 'The position mode can be changed while nothing runs, is held or waits there. Now: {bots} bots, {positions} positions, {openOrders} orders. Stop the bots, close the positions and cancel the orders first.',
      ko: '포지션 모드는 봇, 포지션, 주문이 없을 때만 바꿀 수 있습니다. 현재: 봇 {bots}개, 포지션 {positions}개, 주문 {openOrders}개. 먼저 봇을 멈추고 포지션을 닫고 주문을 취소하세요.',
    },
  },
  'unknown-currency': {
    status: 422,
    title: { en: 'Nothing is traded in this currency', ko: '이 통화로 거래되는 상품이 없습니다' },
    detail: {
      en: 'A paper account in {currency} could trade nothing. Possible are: {known}.',
      ko: '{currency} 모의 계좌로는 거래할 수 있는 상품이 없습니다. 가능한 통화: {known}.',
    },
  },
  'paper-account-stays': {
    status: 409,
    title: { en: 'A paper account stays', ko: '모의 계좌는 지울 수 없습니다' },
    detail: {
      en: 'It has no keys to forget, and its history belongs to your bots.',
      ko: '지울 키가 없고, 그 기록은 봇의 것입니다.',
    },
  },
  'too-many-requests': {
    status: 429,
    title: { en: 'Too many requests', ko: '요청이 너무 많습니다' },
    detail: {
      en: 'Wait for the time in Retry-After, then go on more slowly.',
      ko: 'Retry-After에 적힌 시간만큼 기다린 뒤 더 천천히 보내세요.',
    },
  },
  'headers-too-large': {
    status: 431,
    title: { en: 'The headers are too large', ko: '헤더가 너무 큽니다' },
    detail: { en: 'Send fewer or shorter headers.', ko: '헤더를 줄여서 보내세요.' },
  },
  'internal-error': {
    status: 500,
    title: { en: 'Something broke on our side', ko: '서버에서 문제가 발생했습니다' },
    detail: {
      en: 'The request was not completed. Tell the operator the request id.',
      ko: '요청을 끝내지 못했습니다. 운영자에게 요청 번호를 알려 주세요.',
    },
  },
  unavailable: {
    status: 503,
    title: { en: 'Not available right now', ko: '지금은 사용할 수 없습니다' },
    detail: {
      en: 'A part that this needs does not answer. Try again in a moment.',
      ko: '필요한 부분이 응답하지 않습니다. 잠시 후 다시 시도하세요.',
    },
  },
  'no-answer-in-time': {
    status: 503,
    title: { en: 'There was no answer in time', ko: '제시간에 응답이 없었습니다' },
    detail: {
      en: 'What was asked for may still be done. Look at what there is, or send the same request with the same Idempotency-Key.',
      ko: '요청한 작업이 아직 처리 중일 수 있습니다. 현재 상태를 확인하거나 같은 Idempotency-Key로 같은 요청을 다시 보내세요.',
    },
  },
  'read-only': {
    status: 503,
    title: { en: 'The program only reads', ko: '읽기 전용 상태입니다' },
    detail: {
      en: 'It was restored from a backup and waits for its operator: "tradingboost restore --approve". Nothing is sent and nothing can be changed until then.',
      ko: '백업에서 복원되어 운영자의 승인("tradingboost restore --approve")을 기다리고 있습니다. 그때까지는 주문을 보내거나 변경할 수 없습니다.',
    },
  },
  'shutting-down': {
    status: 503,
    title: { en: 'The server is stopping', ko: '서버가 종료 중입니다' },
    detail: {
      en: 'No new work is accepted. Try again in a moment.',
      ko: '새 작업을 받지 않습니다. 잠시 후 다시 시도하세요.',
    },
  },
} as const satisfies Record<string, ProblemMeaning>;

export type ProblemCode = keyof typeof problems;

/** The meaning of a code that may come from anywhere, or null when the catalogue does not know it. */
export const meaningOf = (code: string): ProblemMeaning | null =>
  Object.hasOwn(problems, code) ? problems[code as ProblemCode] : null;

const codesByStatus: ReadonlyMap<number, ProblemCode> = new Map<number, ProblemCode>([
  [400, 'bad-request'],
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'method-not-allowed'],
  [408, 'request-timeout'],
  [409, 'conflict'],
  [412, 'precondition-failed'],
  [413, 'body-too-large'],
  [414, 'url-too-long'],
  [415, 'unsupported-media-type'],
  [422, 'refused'],
  [428, 'precondition-required'],
  [429, 'too-many-requests'],
  [431, 'headers-too-large'],
  [503, 'unavailable'],
]);

/** The code for a status that came without one. */
export const codeOfStatus = (status: number): ProblemCode =>
  codesByStatus.get(status) ?? (status >= 400 && status < 500 ? 'bad-request' : 'internal-error');

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
  [413, 'body-too-large'],
  [414, 'url-too-long'],
  [415, 'unsupported-media-type'],
  [422, 'refused'],
  [429, 'too-many-requests'],
  [431, 'headers-too-large'],
  [503, 'unavailable'],
]);

/** The code for a status that came without one. */
export const codeOfStatus = (status: number): ProblemCode =>
  codesByStatus.get(status) ?? (status >= 400 && status < 500 ? 'bad-request' : 'internal-error');

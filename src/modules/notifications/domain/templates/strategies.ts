import type { StrategyTelling, Texts } from '../telling.js';
import { reasonTexts, STRATEGY_TEXTS } from '../words.js';
import { markOf } from './head.js';

const HAPPENED = {
  'strategy-started': { ko: '시작했습니다', en: 'has started' },
  'strategy-stopped': { ko: '중지했습니다', en: 'has stopped' },
  'strategy-failed': { ko: '오류로 멈췄습니다', en: 'has failed and is parked' },
} as const satisfies Record<StrategyTelling['kind'], Texts>;

export function strategyTexts(telling: StrategyTelling): Texts {
  const { kind, strategy, paper, name, symbol } = telling;
  const mark = markOf(paper);
  const called = STRATEGY_TEXTS[strategy];
  const happened = HAPPENED[kind];
  const after = afterwards(telling);
  return {
    ko: `${mark.ko}${called.ko} 봇 "${name}" (${symbol}): ${happened.ko}.${after.ko}`,
    en: `${mark.en}${called.en} bot "${name}" (${symbol}) ${happened.en}.${after.en}`,
  };
}

function afterwards({ kind, reason }: StrategyTelling): Texts {
  if (reason === null) return { ko: '', en: '' };
  if (kind === 'strategy-failed') {
    return {
      ko: ` 원인: ${reason}. 보호 주문은 거래소에 그대로 있습니다. 상태를 확인한 뒤 다시 시작해 주세요.`,
      en: ` Cause: ${reason}. Its protective orders stay at the venue. Look at its status, then start it again.`,
    };
  }
  if (reason === 'asked') return { ko: ' 요청에 따라 멈췄습니다.', en: ' You asked for it.' };
  const why = reasonTexts(reason);
  return { ko: ` 이유: ${why.ko}.`, en: ` Reason: ${why.en}.` };
}

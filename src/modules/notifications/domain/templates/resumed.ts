import { showSigned, showSize } from '../numbers.js';
import type { BotResumedTelling, ResumedTelling, Texts } from '../telling.js';
import { markOf } from './head.js';

const NOTHING: Texts = { ko: '', en: '' };

/** What it is at after a restart. */
const STATE_TEXTS: Readonly<Record<NonNullable<ResumedTelling['state']>, Texts>> = {
  running: { ko: '이(가) 다시 작동합니다', en: 'is at work again' },
  paused: { ko: '은(는) 재시작 후에도 일시 정지 상태입니다', en: 'is still paused after the restart' },
  stopping: { ko: '은(는) 재시작 후 중지를 계속합니다', en: 'goes on stopping after the restart' },
  failed: {
    ko: '은(는) 오류로 멈춰 있어 직접 살펴봐야 합니다',
    en: 'is parked after an error and waits for you',
  },
};

/** After a restart: whether the ladder and the venue agree, with the numbers that say so. */
export function resumedTexts(telling: ResumedTelling): Texts {
  const { paper, name, symbol, recovered, wanted, filledWhileDown, realisedPnl, currency } = telling;
  const mark = markOf(paper);
  const realised = showSigned(realisedPnl, currency);
  const state = STATE_TEXTS[telling.state ?? 'running'];
  const missing =
    telling.state === undefined || telling.state === 'running' ? missingTexts(telling.missing) : NOTHING;
  const position = positionTexts(telling);
  return {
    ko:
      `${mark.ko}그리드 봇 "${name}" (${symbol})${state.ko}: 주문 ${wanted}개 중 ${recovered}개 확인, ` +
      `중단 중 체결 ${filledWhileDown}건, 실현 손익 ${realised} ${currency}.${missing.ko} ${position.ko}`,
    en:
      `${mark.en}Grid bot "${name}" (${symbol}) ${state.en}: ${recovered} of ${wanted} orders recovered, ` +
      `${filledWhileDown} filled while down, realised ${realised} ${currency}.${missing.en} ${position.en}`,
  };
}

/** After a restart of a HyperRSI bot: what it holds, and that it is protected. */
export function botResumedTexts(telling: BotResumedTelling): Texts {
  const { paper, name, symbol, resting, realisedPnl, currency } = telling;
  const mark = markOf(paper);
  const realised = showSigned(realisedPnl, currency);
  const position = positionTexts(telling);
  const state = STATE_TEXTS[telling.state ?? 'running'];
  const stop = stopTexts(telling);
  return {
    ko:
      `${mark.ko}HyperRSI 봇 "${name}" (${symbol})${state.ko}: 거래소 주문 ${resting}개, ` +
      `실현 손익 ${realised} ${currency}. ${position.ko}${stop.ko}`,
    en:
      `${mark.en}HyperRSI bot "${name}" (${symbol}) ${state.en}: ${resting} orders rest at the venue, ` +
      `realised ${realised} ${currency}. ${position.en}${stop.en}`,
  };
}

function stopTexts({ held, protectedSize }: BotResumedTelling): Texts {
  if (protectedSize === null || /^-?0(\.0*)?$/.test(held)) return { ko: '', en: '' };
  const size = showSize(protectedSize);
  return { ko: ` 손절 주문이 ${size}을(를) 보호합니다.`, en: ` Stops at the venue protect ${size} of it.` };
}

const missingTexts = (missing: number): Texts =>
  missing === 0
    ? { ko: '', en: '' }
    : {
        ko: ` 없어진 주문 ${missing}개는 다음 판단 시점에 다시 넣습니다.`,
        en: ` ${missing} lost ones are placed again at the next decision close.`,
      };

function positionTexts({ held, positionMatches }: Pick<ResumedTelling, 'held' | 'positionMatches'>): Texts {
  const size = showSize(held);
  if (positionMatches === null)
    return {
      ko: `거래소가 보유량을 알려 주지 않아 ${size}을(를) 확인하지 못했습니다. 거래소에서 직접 확인해 주세요.`,
      en: `The venue does not say what it holds, so ${size} could not be checked. Please look there.`,
    };
  return positionMatches
    ? { ko: `보유량 ${size}이(가) 거래소와 일치합니다.`, en: `The position of ${size} matches the venue's.` }
    : {
        ko: `보유량 ${size}이(가) 거래소와 다릅니다. 거래소 계정을 확인하고 필요하면 봇을 멈추세요.`,
        en: `The position of ${size} does not match the venue's. Check the account there, and stop the bot if it is wrong.`,
      };
}

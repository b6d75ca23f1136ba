import { showSize } from '../numbers.js';
import type {
  AccountDifferedTelling,
  BooksBrokenTelling,
  BotHaltedTelling,
  OrderNeedsHumanTelling,
  ProtectionTelling,
  Texts,
} from '../telling.js';
import { causeTexts, reasonTexts } from '../words.js';
import { headOf, markOf } from './head.js';
import { numbersOf } from './orders.js';

/** A stop that is missing, or there again. */
export function protectionTexts(telling: ProtectionTelling): Texts {
  const head = headOf(telling);
  const [size, covered] = [showSize(telling.size), showSize(telling.protectedSize)];
  if (telling.kind === 'position-protected')
    return {
      ko: `${head.ko}포지션 ${size}에 다시 손절 주문이 걸려 있습니다.`,
      en: `${head.en}the position of ${size} has its stop at the venue again.`,
    };
  return {
    ko:
      `${head.ko}포지션 ${size}에 확인된 손절 주문이 없습니다 (보호된 수량 ${covered}). ` +
      '거래소에서 직접 확인하고 필요하면 봇을 멈춰 포지션을 닫으세요.',
    en:
      `${head.en}the position of ${size} has no confirmed stop of its size (${covered} is protected). ` +
      'Look at the venue, and stop the bot to close it if need be.',
  };
}

export function needsHumanTexts(telling: OrderNeedsHumanTelling): Texts {
  const { side, size, reason } = telling;
  const head = headOf(telling);
  const why = reasonTexts(reason);
  const shown = size === null ? { ko: '', en: '' } : { ko: `${showSize(size)} `, en: ` ${showSize(size)}` };
  const what = { buy: '매수', sell: '매도' }[side];
  if (telling.forgotten === true)
    return {
      ko:
        `${head.ko}${shown.ko}${what} 주문(${why.ko})이 어떻게 끝났는지 거래소에 기록이 더 이상 없습니다. ` +
        '보유 수량을 비교해 체결 여부를 판단합니다. 그때까지 새 진입은 막고, 이 주문은 전량 체결된 것으로 계산합니다.',
      en:
        `${head.en}the venue does not tell any more what became of the order to ${side}${shown.en} (${why.en}). ` +
        'What is held there will show whether it was filled. Until then nothing new is opened, and the order counts as if it were filled.',
    };
  return {
    ko:
      `${head.ko}${shown.ko}${what} 주문(${why.ko})이 거래소에 있는지 10분 동안 확인하지 못했습니다. ` +
      '거래소에서 직접 확인해 주세요. 그때까지 새 진입은 막고, 이 주문은 전량 체결된 것으로 계산합니다.',
    en:
      `${head.en}for ten minutes it could not be found out whether the venue has the order to ${side}${shown.en} (${why.en}). ` +
      'Please look there. Until it is known nothing new is opened, and the order counts as if it were filled.',
  };
}

const DIFFERENCES = {
  position: {
    ko: '거래소 포지션이 기록과 다릅니다',
    en: "the venue's position differs from our books",
  },
  'position-agrees': {
    ko: '거래소 포지션이 기록과 다시 일치합니다',
    en: "the venue's position agrees with our books again",
  },
  'position-adjusted': {
    ko: '거래소 포지션을 설명하는 체결이 없어 기록을 거래소에 맞췄습니다',
    en: "no fill explains the venue's position, so our books were adjusted to it",
  },
  'unknown-order': {
    ko: '기록에 없는 우리 주문이 거래소에 있습니다',
    en: 'the venue has an order of ours that our books do not know',
  },
  'other-installation': {
    ko: '이 계좌에 다른 설치본의 주문이 있습니다',
    en: 'another installation of this program trades on the account',
  },
} as const satisfies Record<AccountDifferedTelling['difference'], Texts>;

const ADVICE: Texts = {
  ko: ' 거래소 계정을 확인해 주세요. 우리 것이 아닌 주문은 건드리지 않습니다.',
  en: ' Please look at the account there. Nothing that is not ours is touched.',
};

const ADJUSTED: Texts = {
  ko: ' 차이는 손익으로 계산하지 않습니다. 새 진입은 막고 청산과 보호 주문은 계속합니다. 거래소 계정을 확인한 뒤 거래를 재개해 주세요.',
  en: ' The difference counts as neither profit nor loss. Nothing new is opened there; exits and protective orders go on. Look at the account, then resume trading.',
};

const NOTHING: Texts = { ko: '', en: '' };

const adviceOn = (difference: AccountDifferedTelling['difference']): Texts =>
  difference === 'position-agrees' ? NOTHING : difference === 'position-adjusted' ? ADJUSTED : ADVICE;

export function accountDifferedTexts(telling: AccountDifferedTelling): Texts {
  const { difference, ours, theirs, paper, symbol } = telling;
  const mark = markOf(paper);
  const what = DIFFERENCES[difference];
  const numbers =
    ours === null
      ? { ko: ` (${theirs})`, en: ` (${theirs})` }
      : {
          ko: ` (기록 ${showSize(ours)}, 거래소 ${showSize(theirs)})`,
          en: ` (ours ${showSize(ours)}, theirs ${showSize(theirs)})`,
        };
  const advice = adviceOn(difference);
  return {
    ko: `${mark.ko}${symbol}: ${what.ko}${numbers.ko}.${advice.ko}`,
    en: `${mark.en}${symbol}: ${what.en}${numbers.en}.${advice.en}`,
  };
}

export function botHaltedTexts(telling: BotHaltedTelling): Texts {
  const head = headOf(telling);
  const { what, todo } = causeTexts(telling.code);
  const numbers = numbersOf(telling.details);
  return {
    ko: `${head.ko}새 진입을 멈췄습니다. ${what.ko}${numbers.ko}. 청산과 보호 주문은 계속합니다. ${todo.ko}`,
    en: `${head.en}nothing new is opened: ${what.en}${numbers.en}. Exits and protection go on. ${todo.en}`,
  };
}

export function booksBrokenTexts({ module, invariant, says, rows, heldBack }: BooksBrokenTelling): Texts {
  return {
    ko:
      `장부 검사에서 오류가 발견되었습니다: ${module} ${invariant} (${says}, ${rows}건). ` +
      `새 진입을 막은 봇과 계좌는 ${heldBack}개이며 청산과 보호 주문은 계속합니다. ` +
      '로그의 "Audit" 항목을 확인하고, 원인을 고친 뒤 거래를 재개해 주세요.',
    en:
      `The audit has found books that cannot be right: ${module} ${invariant} (${says}, ${rows} rows). ` +
      `New entries of ${heldBack} bots or accounts are held back; exits and protective orders go on. ` +
      'Look at the log lines of "Audit", and resume trading once the cause is found.',
  };
}

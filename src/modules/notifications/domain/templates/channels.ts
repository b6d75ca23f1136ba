import type { ChannelTelling, Texts } from '../telling.js';

const CHANNEL_TEXTS: Readonly<Record<ChannelTelling['kind'], Texts>> = {
  'telegram-linked': {
    ko: '텔레그램이 연결되었습니다. 이제 이 대화에서 알림을 받고 봇을 관리할 수 있습니다. 직접 연결하지 않으셨다면 바로 연결을 해제해 주세요.',
    en: 'Telegram is linked: messages come there and it may manage your bots. If that was not you, unlink it at once.',
  },
  'telegram-unlinked': {
    ko: '텔레그램 연결이 해제되었습니다. 알림은 계속 알림 목록에 남습니다.',
    en: 'Telegram is not linked any more. Everything is still told in the list of notifications.',
  },
  'telegram-blocked': {
    ko: '텔레그램에서 봇이 차단되어 메시지를 보낼 수 없습니다. 다시 받으시려면 차단을 풀고 봇에게 /start 를 보내 주세요.',
    en: 'Telegram messages cannot be delivered: the bot was blocked there. To get them again, unblock it and send it /start.',
  },
  'test-message': {
    ko: '시험 메시지입니다. 이 메시지가 보이면 알림이 잘 전달되고 있습니다.',
    en: 'This is a test message. If you read this, messages reach you.',
  },
};

export const channelTexts = ({ kind }: ChannelTelling): Texts => CHANNEL_TEXTS[kind];

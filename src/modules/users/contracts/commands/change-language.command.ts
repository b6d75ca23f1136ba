import { Command } from '../../../../shared/pure/messages/message.js';

export interface ChangeLanguageData {
  readonly userId: string;
  readonly language: 'ko' | 'en';
}

/** The language that a person is spoken to from now on; `changed` is false when there is no such person. */
export class ChangeLanguage extends Command<ChangeLanguageData, { readonly changed: boolean }> {
  static readonly type = 'users.change-language.v1';
}

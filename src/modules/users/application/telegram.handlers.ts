import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Config } from '../../../shared/platform/config/config.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Refusal } from '../../../shared/pure/refusal.js';
import type { Result } from '../../../shared/pure/result.js';
import { ChangeLanguage } from '../contracts/commands/change-language.command.js';
import { LinkTelegram } from '../contracts/commands/link-telegram.command.js';
import { GetTelegramUser } from '../contracts/queries/get-telegram-user.query.js';
import type { UserView } from '../contracts/queries/get-user.query.js';
import { maySignIn } from '../domain/index.js';
import { TelegramLinkStore } from './ports/telegram-link-store.port.js';
import { UserStore } from './ports/user-store.port.js';
import { TelegramLinks } from './telegram-links.js';

@CommandHandler(LinkTelegram)
export class LinkTelegramHandler implements ICommandHandler<LinkTelegram> {
  constructor(private readonly links: TelegramLinks) {}

  execute({ data }: LinkTelegram): Promise<Result<{ userId: string }, Refusal>> {
    return this.links.link(data);
  }
}

@QueryHandler(GetTelegramUser)
export class GetTelegramUserHandler implements IQueryHandler<GetTelegramUser> {
  constructor(
    private readonly store: TelegramLinkStore,
    private readonly config: Config,
  ) {}

  async execute({ data }: GetTelegramUser): Promise<UserView | null> {
    const user = await this.store.userOf(data.telegramUserId);
    if (user === null || !maySignIn(user, this.config.demo)) return null;
    const { id: userId, email, role, language, demo } = user;
    return { userId, email, role, language, demo };
  }
}

@CommandHandler(ChangeLanguage)
export class ChangeLanguageHandler implements ICommandHandler<ChangeLanguage> {
  constructor(
    private readonly users: UserStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute({ data: { userId, language } }: ChangeLanguage): Promise<{ changed: boolean }> {
    const changed = await this.unitOfWork.run(async (tx) => {
      if ((await this.users.lock(tx, userId)) === null) return false;
      await this.users.change(tx, userId, { language });
      return true;
    });
    return { changed };
  }
}

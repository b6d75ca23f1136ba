import { Module } from '@nestjs/common';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Randomness } from '../../shared/platform/clock/randomness.port.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { EnsureUserHandler } from './application/ensure-user.handler.js';
import { GetUserHandler } from './application/get-user.handler.js';
import { Passwords } from './application/ports/passwords.port.js';
import { SessionStore } from './application/ports/session-store.port.js';
import { UserLanguages } from './application/ports/user-languages.port.js';
import { UserStore } from './application/ports/user-store.port.js';
import { TelegramLinkStore } from './application/ports/telegram-link-store.port.js';
import { SignIn } from './application/sign-in.js';
import {
  ChangeLanguageHandler,
  GetTelegramUserHandler,
  LinkTelegramHandler,
} from './application/telegram.handlers.js';
import { TelegramLinks } from './application/telegram-links.js';
import { AuthController } from './inbound/auth.controller.js';
import { TelegramController } from './inbound/telegram.controller.js';
import { UsersController } from './inbound/users.controller.js';
import { Argon2Passwords } from './outbound/argon2-passwords.js';
import { PgSessionStore } from './outbound/pg-session-store.js';
import { PgTelegramLinkStore } from './outbound/pg-telegram-link-store.js';
import { PgUserLanguages } from './outbound/pg-user-languages.js';
import { PgUserStore } from './outbound/pg-user-store.js';

/** People: who they are and how they prove it. */
@Module({
  imports: [BusModule.forModule('users')],
  controllers: [AuthController, UsersController, TelegramController],
  providers: [
    {
      provide: UserStore,
      inject: [Database],
      useFactory: (database: Database) => new PgUserStore(database.pool('api')),
    },
    { provide: SessionStore, useClass: PgSessionStore },
    {
      provide: Passwords,
      inject: [Randomness],
      useFactory: (randomness: Randomness) => new Argon2Passwords(randomness),
    },
    {
      provide: TelegramLinkStore,
      inject: [Database],
      useFactory: (database: Database) => new PgTelegramLinkStore(database.pool('api')),
    },
    { provide: UserLanguages, useClass: PgUserLanguages },
    SignIn,
    TelegramLinks,
    LinkTelegramHandler,
    GetTelegramUserHandler,
    ChangeLanguageHandler,
    EnsureUserHandler,
    GetUserHandler,
  ],
})
export class UsersModule {}

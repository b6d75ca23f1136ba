import { Module, type OnModuleInit } from '@nestjs/common';
import { LiveSessions } from '../../shared/platform/auth/live-sessions.js';
import { BusModule } from '../../shared/platform/bus/bus.module.js';
import { Randomness } from '../../shared/platform/clock/randomness.port.js';
import { settleRestorations } from '../../shared/platform/persistence/backup/restorations.js';
import { Database } from '../../shared/platform/persistence/database.js';
import { UnitOfWork } from '../../shared/platform/persistence/unit-of-work.port.js';
import { AdministerUsers } from './application/administer-users.js';
import { EnsureUserHandler } from './application/ensure-user.handler.js';
import { GetUserHandler, ListAdminsHandler } from './application/get-user.handler.js';
import { OwnAccount } from './application/own-account.js';
import { BrakeStore } from './application/ports/brake-store.port.js';
import { Passwords } from './application/ports/passwords.port.js';
import { SessionStore } from './application/ports/session-store.port.js';
import { SetUpStore } from './application/ports/set-up-store.port.js';
import { TelegramLinkStore } from './application/ports/telegram-link-store.port.js';
import { UserStore } from './application/ports/user-store.port.js';
import { PrepareSetUpHandler } from './application/prepare-set-up.handler.js';
import { Register } from './application/register.js';
import { ResetPasswordHandler } from './application/reset-password.handler.js';
import { Sessions } from './application/sessions.js';
import { SignInBrakes } from './application/sign-in-brakes.js';
import { SignIn } from './application/sign-in.js';
import {
  ChangeLanguageHandler,
  GetTelegramUserHandler,
  LinkTelegramHandler,
} from './application/telegram.handlers.js';
import { TelegramLinks } from './application/telegram-links.js';
import { AuthController } from './inbound/auth.controller.js';
import { SessionsController } from './inbound/sessions.controller.js';
import { TelegramController } from './inbound/telegram.controller.js';
import { UsersController } from './inbound/users.controller.js';
import { Argon2Passwords } from './outbound/argon2-passwords.js';
import { PgBrakeStore } from './outbound/pg-brake-store.js';
import { PgSessionStore } from './outbound/pg-session-store.js';
import { PgSetUpStore } from './outbound/pg-set-up-store.js';
import { PgTelegramLinkStore } from './outbound/pg-telegram-link-store.js';
import { PgUserStore } from './outbound/pg-user-store.js';

/** People: who they are and how they prove it. */
@Module({
  imports: [BusModule.forModule('users')],
  controllers: [AuthController, SessionsController, UsersController, TelegramController],
  providers: [
    {
      provide: UserStore,
      inject: [Database],
      useFactory: (database: Database) => new PgUserStore(database.pool('api')),
    },
    {
      provide: SessionStore,
      inject: [Database],
      useFactory: (database: Database) => new PgSessionStore(database.pool('api')),
    },
    {
      provide: SetUpStore,
      inject: [Database],
      useFactory: (database: Database) => new PgSetUpStore(database.pool('api')),
    },
    { provide: BrakeStore, useClass: PgBrakeStore },
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
    Sessions,
    SignInBrakes,
    SignIn,
    Register,
    OwnAccount,
    AdministerUsers,
    TelegramLinks,
    LinkTelegramHandler,
    GetTelegramUserHandler,
    ChangeLanguageHandler,
    EnsureUserHandler,
    PrepareSetUpHandler,
    ResetPasswordHandler,
    GetUserHandler,
    ListAdminsHandler,
  ],
})
export class UsersModule implements OnModuleInit {
  constructor(
    live: LiveSessions,
    private readonly sessions: Sessions,
    private readonly unitOfWork: UnitOfWork,
  ) {
    live.keptBy((claims) => sessions.roleNow(claims));
  }

  async onModuleInit(): Promise<void> {
    await settleRestorations(this.unitOfWork, 'users', (tx) => this.sessions.endEverybody(tx));
  }
}

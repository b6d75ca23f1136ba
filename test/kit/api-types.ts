/** Types of the HTTP API, generated from its document by `npm run api:types`; a test compares them with the program. */
export interface paths {
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the process is alive */
        readonly get: operations["Health_health"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the process should get requests, with each dependency and its latency */
        readonly get: operations["Health_ready"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/dead-letters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Messages that could not be handled, newest first */
        readonly get: operations["DeadLetters_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/dead-letters/{id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Has a message handled again, and what waits behind it */
        readonly post: operations["DeadLetters_retry"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/operations/queues": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Records that wait in each module, and wake-ups in each queue */
        readonly get: operations["Queues_queues"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/setup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make the first admin, with the token that the first start printed */
        readonly post: operations["Auth_setUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make an account of your own, where registration is open */
        readonly post: operations["Auth_register"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sign in with an e-mail address and a password */
        readonly post: operations["Auth_login"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** New tokens for a refresh token; a token that comes twice ends its session */
        readonly post: operations["Auth_refresh"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End the session of this request; its tokens open nothing any more */
        readonly post: operations["Auth_logout"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where you are signed in, the newest first */
        readonly get: operations["Sessions_list"];
        readonly put?: never;
        readonly post?: never;
        /** Sign out everywhere, here too */
        readonly delete: operations["Sessions_endAll"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sessions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** End one of your sessions; its tokens open nothing any more */
        readonly delete: operations["Sessions_end"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is signed in */
        readonly get: operations["Users_me"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Edit your profile; what is left out stays */
        readonly patch: operations["Users_edit"];
        readonly trace?: never;
    };
    readonly "/api/v1/users/me/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change your password; every other session ends */
        readonly post: operations["Users_changePassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Everybody, the oldest account first */
        readonly get: operations["Users_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One person */
        readonly get: operations["Users_get"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Change the role, or whether they may come in; it holds from their next request on */
        readonly patch: operations["Users_change"];
        readonly trace?: never;
    };
    readonly "/api/v1/users/me/telegram": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether a Telegram account speaks for you */
        readonly get: operations["Telegram_link"];
        readonly put?: never;
        readonly post?: never;
        /** No Telegram account speaks for you any more */
        readonly delete: operations["Telegram_unlink"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users/me/telegram/link-code": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A code to send to the bot within ten minutes; it takes the place of the one before */
        readonly post: operations["Telegram_linkCode"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchanges": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Venues that this installation trades on */
        readonly get: operations["Exchanges_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchanges/{venue}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the venue tells prices, from where, and its market time */
        readonly get: operations["Exchanges_status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchanges/{venue}/markets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Instruments of the venue with the rules that orders must keep */
        readonly get: operations["Exchanges_markets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchange-accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Your accounts, oldest first */
        readonly get: operations["ExchangeAccounts_list"];
        readonly put?: never;
        /** Store the keys of an account at a venue; they are sealed and never answered */
        readonly post: operations["ExchangeAccounts_add"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchange-accounts/paper": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Open an account on the paper venue */
        readonly post: operations["ExchangeAccounts_open"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchange-accounts/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One of your accounts */
        readonly get: operations["ExchangeAccounts_get"];
        readonly put?: never;
        readonly post?: never;
        /** Forget an account and its keys; one on paper stays */
        readonly delete: operations["ExchangeAccounts_remove"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchange-accounts/{id}/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What is known of an account before it trades, check by check */
        readonly post: operations["ExchangeAccounts_verify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchange-accounts/{id}/balances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the account holds, as its venue shows it */
        readonly get: operations["ExchangeAccounts_balances"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchange-accounts/{id}/positions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Open positions of the account, as its venue shows them */
        readonly get: operations["ExchangeAccounts_positions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchange-accounts/{id}/open-orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Orders that wait at the venue */
        readonly get: operations["ExchangeAccounts_openOrders"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/market/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Instruments whose symbol, base or quote contains the text */
        readonly get: operations["Market_search"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/market/{venue}/ticker": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Last price of an instrument */
        readonly get: operations["Market_ticker"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/market/{venue}/tickers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Last prices of many instruments in one call; those without a price are left out */
        readonly get: operations["Market_tickers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/market/{venue}/orderbook": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who waits at which price, as far as the venue tells it; a market of candles alone has no order book */
        readonly get: operations["Market_orderBook"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/market/{venue}/indicators": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** An indicator over closed candles, oldest first */
        readonly get: operations["Market_indicators"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/market/{venue}/candles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Closed candles, oldest first; coarser timeframes are built from the stored ones */
        readonly get: operations["Market_candles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Orders, newest first */
        readonly get: operations["Orders_list"];
        readonly put?: never;
        /** Place an order; what a limit denies is answered with its code and its numbers */
        readonly post: operations["Orders_place"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One order */
        readonly get: operations["Orders_get"];
        readonly put?: never;
        readonly post?: never;
        /** Ask for the end of an order; one that has ended stays as it is */
        readonly delete: operations["Orders_cancel"];
        readonly options?: never;
        readonly head?: never;
        /** Change price or rest of a resting order made by hand: it is cancelled, then another takes its place (replacedBy) */
        readonly patch: operations["Orders_amend"];
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{id}/fills": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Fills of one order, oldest first */
        readonly get: operations["Orders_fills"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** History of one order, oldest first */
        readonly get: operations["Orders_events"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Place several orders; each is judged by itself, and a refused one stops no other */
        readonly post: operations["OrderBatch_place"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/risk/limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The caps in force, each for every account by itself, and what is used of them */
        readonly get: operations["Risk_limits"];
        /** Set all caps; what is left out or null takes its default */
        readonly put: operations["Risk_setLimits"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/risk/halt": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The kill switch: nothing adds any more; exits and protection go on */
        readonly post: operations["Risk_halt"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/risk/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ends the kill switch and every halt of an account, whose day is counted anew */
        readonly post: operations["Risk_resume"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/exchange-accounts/{id}/position-mode": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Choose how the perpetuals of a paper account are held, while nothing trades there */
        readonly put: operations["PositionMode_choose"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/positions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Open positions, newest first */
        readonly get: operations["Positions_open"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/positions/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Closed positions, the last one closed first */
        readonly get: operations["Positions_history"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/positions/pnl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Profit and loss of each instance and together, with the day so far */
        readonly get: operations["Positions_pnl"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/positions/risk": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is held of each instrument, over all accounts and bots */
        readonly get: operations["Positions_risk"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/positions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One position, open or closed */
        readonly get: operations["Positions_one"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/positions/{id}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Close a position that was traded by hand or kept by a stopped bot, or a part of it; one of a bot that has not stopped is closed by its bot */
        readonly post: operations["Positions_close"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/presets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Your presets, by name */
        readonly get: operations["Presets_list"];
        readonly put?: never;
        /** Keeps settings under a name; asking again answers the same preset */
        readonly post: operations["Presets_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/presets/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One preset, as it is or as it was */
        readonly get: operations["Presets_get"];
        /** The next version of a preset */
        readonly put: operations["Presets_change"];
        readonly post?: never;
        /** Deletes a preset with all its versions; bots made of it keep their settings */
        readonly delete: operations["Presets_remove"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Closes what the bot holds, whole or in part; the bot goes on */
        readonly post: operations["HyperRsi_close"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The worst case of a bot in numbers, at the present price and balance */
        readonly post: operations["HyperRsi_preview"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Your bots, oldest first */
        readonly get: operations["HyperRsi_list"];
        readonly put?: never;
        /** Makes a bot, not yet running; asking again answers the same one */
        readonly post: operations["HyperRsi_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One bot */
        readonly get: operations["HyperRsi_get"];
        readonly put?: never;
        readonly post?: never;
        /** Deletes a bot that does not run */
        readonly delete: operations["HyperRsi_remove"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** New settings, in force between two cycles or from the next start on */
        readonly put: operations["HyperRsi_changeSettings"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Starts a bot; one that runs stays as it is */
        readonly post: operations["HyperRsi_start"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/stop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Stops a bot, or closes what a stopped one has kept; any other that does not run stays as it is */
        readonly post: operations["HyperRsi_stop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the bot is doing: its state, newest decision and newest reactions */
        readonly get: operations["HyperRsi_status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/signals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Decisions that placed an order, newest first */
        readonly get: operations["HyperRsi_signals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Why it traded and why it did not: decisions with their gates, newest first */
        readonly get: operations["HyperRsi_decisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/performance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Profit and loss over its whole life, all from fills */
        readonly get: operations["HyperRsi_performance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/hyper-rsi/{id}/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Its orders, newest first */
        readonly get: operations["HyperRsi_orders"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The plan of a grid in numbers, at the present price and balance */
        readonly post: operations["Grid_preview"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Starts a bot; one that runs stays as it is. Refused with what forbids a start at the present price */
        readonly post: operations["Grid_start"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/adjust": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Edits a running grid: range, levels, funds or stops begin a new generation, the inventory is carried over */
        readonly post: operations["Grid_adjust"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Pauses a running grid: nothing new is wanted until it goes on; stops for the whole bot stay */
        readonly post: operations["Grid_pause"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lets a paused grid go on: what is missing is placed at the next decision close */
        readonly post: operations["Grid_resume"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/performance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Profit and loss, all from fills, beside what just holding would have brought and what the venue says */
        readonly get: operations["Grid_performance"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/levels": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The ladder as it stands: every cell with its order and what it holds */
        readonly get: operations["Grid_levels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Your bots, oldest first */
        readonly get: operations["Grid_list"];
        readonly put?: never;
        /** Makes a bot, not yet running; asking again answers the same one */
        readonly post: operations["Grid_create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One bot */
        readonly get: operations["Grid_get"];
        readonly put?: never;
        readonly post?: never;
        /** Deletes a bot that does not run */
        readonly delete: operations["Grid_remove"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** New settings, in force between two cycles or from the next start on */
        readonly put: operations["Grid_changeSettings"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/stop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Stops a bot, or closes what a stopped one has kept; any other that does not run stays as it is */
        readonly post: operations["Grid_stop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the bot is doing: its state, newest decision and newest reactions */
        readonly get: operations["Grid_status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/signals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Decisions that placed an order, newest first */
        readonly get: operations["Grid_signals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Why it traded and why it did not: decisions with their gates, newest first */
        readonly get: operations["Grid_decisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/strategies/grid/{id}/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Its orders, newest first */
        readonly get: operations["Grid_orders"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/notifications": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What you were told, newest first */
        readonly get: operations["Notifications_list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/notifications/preferences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What you are told outside the list, and when */
        readonly get: operations["Deliveries_chosen"];
        /** Choose anew; what is left out takes its default */
        readonly put: operations["Deliveries_choose"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/notifications/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Tell yourself something harmless, the way that everything else goes */
        readonly post: operations["Deliveries_sendTest"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/notifications/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What became of each message beyond the list, newest first; dead ones with the reason */
        readonly get: operations["Deliveries_deliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/notifications/deliveries/{id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Give a dead message another day; its channel has to be open */
        readonly post: operations["Deliveries_retry"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/telegram/webhook": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** For Telegram alone: an update of the bot, proven by its secret header */
        readonly post: operations["TelegramWebhook_take"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/backtests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Your backtests, newest first */
        readonly get: operations["Backtests_list"];
        readonly put?: never;
        /** Tests a strategy on stored candles; it is run in turn, look at it again */
        readonly post: operations["Backtests_submit"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/backtests/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One backtest: how far it is, and what came of it */
        readonly get: operations["Backtests_one"];
        readonly put?: never;
        readonly post?: never;
        /** Cancels a backtest that waits or runs, and forgets one that is finished */
        readonly delete: operations["Backtests_remove"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/backtests/{id}/report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The report of a backtest that is done, one page that loads nothing */
        readonly get: operations["Backtests_report"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Metrics in the Prometheus text format; in production with the operations token only */
        readonly get: operations["Metrics_metrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly HealthDto: {
            /** @enum {string} */
            readonly status: "alive";
            readonly version: string;
        };
        readonly DependencyDto: {
            readonly name: string;
            readonly ok: boolean;
            /** @description Milliseconds that the check took */
            readonly latencyMs: number;
            readonly detail?: {
                readonly [key: string]: unknown;
            };
        };
        readonly ReadyDto: {
            /** @enum {string} */
            readonly status: "ready" | "not-ready" | "shutting-down";
            /**
             * @description PAPER: no order of this process reaches a real venue. READ_ONLY: a restored database waits for approval
             * @enum {string}
             */
            readonly mode: "PAPER" | "READ_ONLY";
            readonly version: string;
            /**
             * Format: date-time
             * @description Null before the first candle
             */
            readonly marketTime: string | null;
            /** @enum {string|null} */
            readonly marketSource: "SIMULATED" | "RECORDED" | "LIVE" | null;
            readonly dependencies: readonly components["schemas"]["DependencyDto"][];
        };
        readonly ProblemDto: {
            readonly type: string;
            /** @description What happened, in the language of the request */
            readonly title: string;
            readonly status: number;
            /** @description What to do */
            readonly detail: string;
            readonly instance: string;
            /** @description Stable code for programs */
            readonly code: string;
            /** @description The numbers that caused it */
            readonly details: {
                readonly [key: string]: unknown;
            };
            /** @description The id to tell the operator */
            readonly requestId: string;
        };
        readonly DeadLetterDto: {
            readonly id: string;
            /** @description The module that could not handle it */
            readonly module: string;
            /** @description The module that recorded it */
            readonly source: string;
            readonly type: string;
            /** @description Messages of one key are handled in their order */
            readonly key: string;
            /** @description How often it was tried */
            readonly attempts: number;
            /** @description What the last attempt failed with */
            readonly lastError: string;
            /** Format: date-time */
            readonly deadAt: string;
            /** @description Messages of its key that wait behind it */
            readonly waiting: number;
        };
        readonly DeadLetterPage: {
            readonly items: readonly components["schemas"]["DeadLetterDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly RetriedDto: {
            /** @enum {string} */
            readonly status: "retrying";
        };
        readonly RecordQueueDto: {
            readonly module: string;
            /** @description Recorded, not handed on yet */
            readonly outbox: number;
            /** @description Received, not handled yet */
            readonly inbox: number;
            /** @description Could not be handled: see the dead letters */
            readonly dead: number;
            /** @description Milliseconds that the oldest of them has waited */
            readonly oldestMs: number;
        };
        readonly QueuesDto: {
            readonly records: readonly components["schemas"]["RecordQueueDto"][];
            /** @description Wake-ups by queue and state; null when the queue does not answer: it only wakes, rows are the work */
            readonly wakeUps: {
                readonly [key: string]: {
                    readonly [key: string]: number;
                };
            } | null;
        };
        readonly SetUpDto: {
            /** @description Upper or lower case */
            readonly email: string;
            /** @description 12 to 128 characters of any kind; what is tried first is refused */
            readonly password: string;
            /**
             * @default en
             * @enum {string}
             */
            readonly language: "ko" | "en";
            /** @description The one-time token that the first start printed */
            readonly token: string;
        };
        readonly TokensDto: {
            /** @description Send it as "Authorization: Bearer …" */
            readonly accessToken: string;
            /** @description Opens the session again, once, when the access token has expired */
            readonly refreshToken: string;
            /** @description Seconds that the access token holds */
            readonly expiresIn: number;
        };
        readonly RegisterDto: {
            /** @description Upper or lower case */
            readonly email: string;
            /** @description 12 to 128 characters of any kind; what is tried first is refused */
            readonly password: string;
            /**
             * @default en
             * @enum {string}
             */
            readonly language: "ko" | "en";
        };
        readonly LoginDto: {
            /** @description Upper or lower case */
            readonly email: string;
            readonly password: string;
        };
        readonly RefreshDto: {
            /** @description It is used up: the answer has the next one */
            readonly refreshToken: string;
        };
        readonly SessionDto: {
            readonly id: string;
            /** @description The session of this request */
            readonly current: boolean;
            /** @description Network it was opened from */
            readonly address: string | null;
            readonly userAgent: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When it was opened or refreshed last
             */
            readonly lastUsedAt: string;
            /**
             * Format: date-time
             * @description When the password is asked for again
             */
            readonly expiresAt: string;
        };
        readonly SessionPage: {
            readonly items: readonly components["schemas"]["SessionDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly UserDto: {
            readonly id: string;
            readonly email: string;
            /** @enum {string} */
            readonly role: "admin" | "trader" | "viewer";
            /** @enum {string} */
            readonly language: "ko" | "en";
            /** @description The built-in trader on the paper venue */
            readonly demo: boolean;
            /** @description Rises with every edit; also the ETag */
            readonly version: number;
        };
        readonly ProfileBody: {
            /**
             * @description The language of messages
             * @enum {string}
             */
            readonly language?: "ko" | "en";
        };
        readonly PasswordBody: {
            readonly currentPassword: string;
            readonly newPassword: string;
        };
        readonly UserAccountDto: {
            readonly id: string;
            readonly email: string;
            /** @enum {string} */
            readonly role: "admin" | "trader" | "viewer";
            /** @enum {string} */
            readonly language: "ko" | "en";
            /** @description The built-in trader on the paper venue */
            readonly demo: boolean;
            /** @description Rises with every edit; also the ETag */
            readonly version: number;
            /** @description Nobody signs in with it */
            readonly disabled: boolean;
            /** Format: date-time */
            readonly createdAt: string;
        };
        readonly UserAccountPage: {
            readonly items: readonly components["schemas"]["UserAccountDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly UserAccountBody: {
            /** @enum {string} */
            readonly role?: "admin" | "trader" | "viewer";
            /** @description True ends every session of theirs as well */
            readonly disabled?: boolean;
        };
        readonly TelegramLinkDto: {
            /**
             * Format: date-time
             * @description Null when nothing is linked
             */
            readonly linkedAt: string | null;
        };
        readonly LinkCodeDto: {
            /** @description Works once, and is shown this once */
            readonly code: string;
            /** @description What to send to the bot */
            readonly message: string;
            /** Format: date-time */
            readonly expiresAt: string;
        };
        readonly ExchangeDto: {
            readonly venue: string;
            /**
             * @description Whether orders there are real
             * @enum {string}
             */
            readonly environment: "paper";
        };
        readonly ExchangePage: {
            readonly items: readonly components["schemas"]["ExchangeDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly ExchangeStatusDto: {
            readonly venue: string;
            /**
             * @description Whether orders there are real
             * @enum {string}
             */
            readonly environment: "paper";
            /**
             * @description Where its prices come from
             * @enum {string}
             */
            readonly source: "generated" | "recorded" | "live";
            /** @enum {string} */
            readonly state: "waiting" | "running" | "standby" | "ended";
            /**
             * Format: date-time
             * @description End of the last closed candle
             */
            readonly marketTime: string;
            /**
             * @description Of its finest candles
             * @enum {string}
             */
            readonly timeframe: "1m" | "3m" | "5m" | "15m" | "30m" | "1h" | "2h" | "4h" | "8h" | "1d";
            readonly symbols: readonly string[];
            /** @description Most candles a second; null for a live market */
            readonly speed: number | null;
        };
        readonly PriceBandDto: {
            /** @description Lowest price of the band */
            readonly from: string;
            readonly tick: string;
        };
        readonly MarketDto: {
            readonly symbol: string;
            /** @enum {string} */
            readonly kind: "spot" | "perpetual";
            readonly base: string;
            readonly quote: string;
            /** @description Smallest price step */
            readonly tick: string;
            /** @description Smallest size step */
            readonly lot: string;
            readonly minSize: string;
            /** @description Smallest size x price */
            readonly minNotional: string;
            /** @description Decimals of fees and funding */
            readonly quoteScale: number;
            /** @description Null on spot */
            readonly maintenanceRate: string | null;
            /** @description Null: one tick at every price */
            readonly priceBands: readonly components["schemas"]["PriceBandDto"][] | null;
        };
        readonly MarketPage: {
            readonly items: readonly components["schemas"]["MarketDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly ExchangeAccountDto: {
            readonly id: string;
            readonly venue: string;
            readonly label: string;
            /**
             * @description Whether orders there are real
             * @enum {string}
             */
            readonly environment: "paper" | "live";
            /**
             * @description How its perpetuals are held; null where the venue has not been asked
             * @enum {string|null}
             */
            readonly positionMode: "one-way" | "hedge" | null;
            /** @description End of the key; null on paper */
            readonly keyHint: string | null;
            /** Format: date-time */
            readonly createdAt: string;
        };
        readonly ExchangeAccountPage: {
            readonly items: readonly components["schemas"]["ExchangeAccountDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly NewExchangeAccountBody: {
            /** @enum {string} */
            readonly venue: "okx" | "binance" | "bybit" | "bitget" | "upbit";
            readonly label: string;
            /** @description Without the right to withdraw or transfer */
            readonly apiKey: string;
            readonly apiSecret: string;
            /** @description Of OKX and Bitget, and of no other */
            readonly passphrase?: string;
        };
        readonly NewPaperAccountBody: {
            readonly label: string;
            /** @description In which it is settled */
            readonly currency: string;
            /** @description What it begins with, > 0 */
            readonly cash: string;
            /**
             * @description one-way: one net position of each perpetual; hedge: a long and a short one beside each other
             * @default one-way
             * @enum {string}
             */
            readonly positionMode: "one-way" | "hedge";
        };
        readonly CheckDto: {
            /** @enum {string} */
            readonly name: "connection" | "permissions" | "ip-list" | "position-mode" | "clock";
            /**
             * @description What could not be checked is never called safe
             * @enum {string}
             */
            readonly verdict: "passed" | "not-verified";
            readonly explanation: string;
        };
        readonly VerificationDto: {
            /** @description Whether the account can be traded on */
            readonly ready: boolean;
            readonly checks: readonly components["schemas"]["CheckDto"][];
        };
        readonly BalanceDto: {
            readonly currency: string;
            /** @description Cash with what perpetual positions have won or lost, or coins held */
            readonly total: string;
            /** @description Not held as margin */
            readonly free: string;
        };
        readonly BalancePage: {
            readonly items: readonly components["schemas"]["BalanceDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly VenuePositionDto: {
            readonly symbol: string;
            /** @enum {string} */
            readonly side: "long" | "short";
            readonly size: string;
            /** @description Average entry, 12 decimals */
            readonly averagePrice: string;
            /** @description Null where no price liquidates it */
            readonly liquidationPrice: string | null;
        };
        readonly VenuePositionPage: {
            readonly items: readonly components["schemas"]["VenuePositionDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly VenueOrderDto: {
            readonly symbol: string;
            readonly clientOrderId: string;
            /** @enum {string} */
            readonly type: "market" | "limit" | "stop-market" | "trigger";
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @description Where it acts now; null for a market order */
            readonly price: string | null;
            readonly size: string;
        };
        readonly VenueOrderPage: {
            readonly items: readonly components["schemas"]["VenueOrderDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly InstrumentDto: {
            readonly venue: string;
            readonly symbol: string;
            /** @enum {string} */
            readonly kind: "spot" | "perpetual";
            readonly base: string;
            readonly quote: string;
            /** @description Smallest price step */
            readonly tick: string;
            /** @description Smallest size step */
            readonly lot: string;
            readonly minSize: string;
            /** @description Smallest size x price */
            readonly minNotional: string;
        };
        readonly InstrumentListDto: {
            readonly items: readonly components["schemas"]["InstrumentDto"][];
        };
        readonly TickerDto: {
            readonly venue: string;
            readonly symbol: string;
            /** @description Last price */
            readonly last: string;
            /**
             * Format: date-time
             * @description Time of the price
             */
            readonly at: string;
            /** @description Age of the price by the clock of its market */
            readonly ageMs: number;
        };
        readonly TickerListDto: {
            readonly items: readonly components["schemas"]["TickerDto"][];
        };
        readonly BookLevelDto: {
            readonly price: string;
            /** @description In base units */
            readonly size: string;
        };
        readonly OrderBookDto: {
            readonly venue: string;
            readonly symbol: string;
            /** @description Highest price first */
            readonly bids: readonly components["schemas"]["BookLevelDto"][];
            /** @description Lowest price first */
            readonly asks: readonly components["schemas"]["BookLevelDto"][];
            /**
             * Format: date-time
             * @description When the venue told it
             */
            readonly at: string;
        };
        readonly IndicatorPointDto: {
            /** Format: date-time */
            readonly openTime: string;
            /** @description Each output of the indicator; null before its warm-up */
            readonly values: {
                readonly [key: string]: number | null;
            };
        };
        readonly IndicatorDto: {
            readonly name: string;
            readonly parameters: {
                readonly [key: string]: number;
            };
            readonly items: readonly components["schemas"]["IndicatorPointDto"][];
        };
        readonly CandleDto: {
            /** Format: date-time */
            readonly openTime: string;
            readonly open: string;
            readonly high: string;
            readonly low: string;
            readonly close: string;
            /** @description In base units */
            readonly volume: string;
        };
        readonly CandlePage: {
            readonly items: readonly components["schemas"]["CandleDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly PlaceOrderDto: {
            readonly accountId: string;
            /** @description Unified symbol */
            readonly instrument: string;
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @enum {string} */
            readonly type: "market" | "limit" | "stop-market";
            /** @description Limit or trigger price; none for a market order */
            readonly price?: string | null;
            /** @description In base units */
            readonly size: string;
            /**
             * @description May only make the position smaller
             * @default false
             */
            readonly reduceOnly: boolean;
            /**
             * @description Of a limit order. gtc rests until it is cancelled; ioc takes what it can when it becomes active and expires; fok takes all of it or nothing
             * @default gtc
             * @enum {string}
             */
            readonly timeInForce: "gtc" | "ioc" | "fok";
            /**
             * @description Of a limit order that rests: the venue refuses it where it would take
             * @default false
             */
            readonly postOnly: boolean;
        };
        readonly AmendmentDto: {
            /**
             * @description pending until the order has ended; replaced: another took its place; filled: nothing was left; denied: the other was refused by a limit; ended: it ended otherwise, or the rest cannot be an order
             * @enum {string}
             */
            readonly state: "pending" | "replaced" | "filled" | "denied" | "ended";
            readonly price: string;
            /** @description What was to rest when it was wished for */
            readonly size: string;
            /** @description Why no order took the place */
            readonly code: string | null;
            readonly details: {
                readonly [key: string]: unknown;
            };
            /** @description The order that took the place, or was denied when it should */
            readonly successorId: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly endedAt: string | null;
        };
        readonly OrderDto: {
            readonly id: string;
            readonly clientOrderId: string;
            readonly venueOrderId: string | null;
            readonly accountId: string;
            readonly instrument: string;
            /** @enum {string} */
            readonly strategy: "hyper-rsi" | "grid" | "manual";
            readonly instanceId: string | null;
            /** @description Number of the cycle of its instance */
            readonly cycleId: string | null;
            readonly leg: string | null;
            /** @enum {string} */
            readonly side: "buy" | "sell";
            /** @enum {string} */
            readonly type: "market" | "limit" | "stop-market" | "trigger" | "liquidation";
            readonly price: string | null;
            /** @description Null where the whole position is meant */
            readonly size: string | null;
            readonly filledSize: string;
            readonly averagePrice: string | null;
            /** @enum {string} */
            readonly status: "planned" | "sending" | "acked" | "open" | "partial" | "filled" | "cancel-requested" | "cancelled" | "rejected" | "denied" | "expired" | "unknown" | "abandoned" | "absent" | "needs-human";
            /**
             * @description Of a limit order; null for all others
             * @enum {string|null}
             */
            readonly timeInForce: "gtc" | "ioc" | "fok" | null;
            /** @description Refused by the venue where it would take */
            readonly postOnly: boolean;
            /** @description Why it was denied, rejected or cancelled, or has expired */
            readonly code: string | null;
            readonly reduceOnly: boolean;
            readonly reason: string;
            /** @description The order whose place it took when that was changed */
            readonly replaces: string | null;
            /** @description The order that took its place when it was changed */
            readonly replacedBy: string | null;
            /** @description The wish to change it */
            readonly amendment: components["schemas"]["AmendmentDto"] | null;
            /** @description Rises with everything that happens to it; also the ETag */
            readonly version: number;
            readonly correlationId: string;
            /**
             * Format: date-time
             * @description Wall time; fills carry market time
             */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly OrderPage: {
            readonly items: readonly components["schemas"]["OrderDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly FillDto: {
            readonly id: string;
            readonly orderId: string;
            readonly tradeId: string;
            readonly price: string;
            readonly size: string;
            /** @description Negative for a rebate */
            readonly fee: string;
            readonly feeCurrency: string;
            /** @enum {string} */
            readonly liquidity: "maker" | "taker";
            /**
             * Format: date-time
             * @description Market time
             */
            readonly at: string;
        };
        readonly FillPage: {
            readonly items: readonly components["schemas"]["FillDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly OrderEventDto: {
            /**
             * Format: date-time
             * @description Wall time
             */
            readonly at: string;
            /** @enum {string} */
            readonly status: "planned" | "sending" | "acked" | "open" | "partial" | "filled" | "cancel-requested" | "cancelled" | "rejected" | "denied" | "expired" | "unknown" | "abandoned" | "absent" | "needs-human";
            readonly code: string | null;
            readonly details: {
                readonly [key: string]: unknown;
            };
        };
        readonly OrderEventPage: {
            readonly items: readonly components["schemas"]["OrderEventDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly AmendOrderDto: {
            /** @description Limit or trigger price */
            readonly price?: string;
            /** @description What is to rest of what has not filled yet, in base units; what fills meanwhile is taken off */
            readonly size?: string;
        };
        readonly PlaceOrdersDto: {
            readonly orders: readonly components["schemas"]["PlaceOrderDto"][];
        };
        readonly PlacedDto: {
            readonly order: components["schemas"]["OrderDto"] | null;
            /** @description Why it was refused */
            readonly problem: components["schemas"]["ProblemDto"] | null;
        };
        readonly OrderBatchDto: {
            /** @description One for each order asked for, in the same sequence */
            readonly items: readonly components["schemas"]["PlacedDto"][];
        };
        readonly AccountUseDto: {
            readonly accountId: string;
            /**
             * Format: date-time
             * @description Beginning of its day of market time
             */
            readonly day: string;
            /** @description Orders of that day that add */
            readonly orders: number;
            /** @description Net result of the positions closed that day */
            readonly result: string;
            /** @description How far the net result is below the best it has been */
            readonly drawdown: string;
            /** @description daily-loss, drawdown, max-orders, books-broken or key-refused, until trading is resumed */
            readonly haltCode: string | null;
        };
        readonly HeldBackInstanceDto: {
            readonly instanceId: string;
            /**
             * Format: date-time
             * @description Beginning of its day of market time
             */
            readonly day: string;
            /** @description Net result of the positions closed that day */
            readonly result: string;
            /** @description How far its net result is below the best it has been */
            readonly drawdown: string;
            /** @description instance-daily-loss, instance-drawdown, instance-books-broken, instance-unprotected, instance-liquidated or instance-repairs, until trading is resumed */
            readonly haltCode: string | null;
            /**
             * Format: date-time
             * @description Market time until which it rests after losing too often in a row
             */
            readonly cooldownUntil: string | null;
        };
        readonly RiskLimitsDto: {
            /** @description Rises with every choice; also the ETag */
            readonly version: number;
            /** @description Currency of which defaults are shown */
            readonly quote: string;
            readonly maxOrderNotional: string;
            readonly maxPositionNotional: string;
            readonly maxDailyLoss: string;
            readonly maxLeverage: number;
            readonly maxOrdersPerDay: number;
            readonly maxAccountNotional: string;
            readonly maxDrawdown: string;
            readonly maxInstanceDailyLoss: string;
            readonly maxInstanceDrawdown: string;
            readonly maxPriceDeviationPercent: number;
            readonly lossesBeforeCooldown: number;
            readonly cooldownMinutes: number;
            /** @description Limits that were set; the others are defaults */
            readonly chosen: readonly string[];
            /** @description The kill switch */
            readonly halted: boolean;
            /** Format: date-time */
            readonly haltedAt: string | null;
            readonly accounts: readonly components["schemas"]["AccountUseDto"][];
            /** @description Bots that open nothing new */
            readonly instances: readonly components["schemas"]["HeldBackInstanceDto"][];
        };
        readonly RiskLimitsBody: {
            /** @description Value of one order that adds, in quote */
            readonly maxOrderNotional?: string | null;
            /** @description Value of a position with all that may add to it */
            readonly maxPositionNotional?: string | null;
            /** @description Net loss of one day that halts an account */
            readonly maxDailyLoss?: string | null;
            readonly maxLeverage?: number | null;
            /** @description Orders of one day that add */
            readonly maxOrdersPerDay?: number | null;
            /** @description Value of all that an account holds and wants, quoted alike */
            readonly maxAccountNotional?: string | null;
            /** @description Fall of the net result below its best that halts an account */
            readonly maxDrawdown?: string | null;
            /** @description Net loss of one day that halts a bot */
            readonly maxInstanceDailyLoss?: string | null;
            /** @description Fall of its net result below its best that halts a bot */
            readonly maxInstanceDrawdown?: string | null;
            /** @description How far through the last price an order that adds may be priced, in percent */
            readonly maxPriceDeviationPercent?: number | null;
            /** @description Losing positions in a row after which a bot rests */
            readonly lossesBeforeCooldown?: number | null;
            /** @description How long it rests, in minutes of market time */
            readonly cooldownMinutes?: number | null;
        };
        readonly HaltDto: {
            readonly halted: boolean;
            /** @description False when it was so already */
            readonly changed: boolean;
        };
        readonly PositionModeDto: {
            /**
             * @description one-way: one net position of each perpetual; hedge: a long and a short one beside each other
             * @enum {string}
             */
            readonly positionMode: "one-way" | "hedge";
        };
        readonly PositionDto: {
            readonly id: string;
            readonly accountId: string;
            readonly venue: string;
            readonly instrument: string;
            /** @enum {string} */
            readonly strategy: "hyper-rsi" | "grid" | "manual";
            /** @description Null for what is traded by hand */
            readonly instanceId: string | null;
            /** @enum {string} */
            readonly side: "long" | "short";
            /** @description In base units; 0 once it is closed */
            readonly size: string;
            /** @description The largest it has been */
            readonly maxSize: string;
            /** @description Average entry, 12 decimals rounded half up */
            readonly averagePrice: string;
            /** @description Last price; null while none is known */
            readonly markPrice: string | null;
            /** @description Gross, of what has been closed */
            readonly realisedPnl: string;
            /** @description At the mark; null while none is known */
            readonly floatingPnl: string | null;
            /** @description Received positive, paid negative */
            readonly funding: string;
            readonly fees: string;
            /** @description Null where there is none, or none is known now */
            readonly liquidationPrice: string | null;
            /** @description How much of it resting stop orders would close; null while that is not known */
            readonly protectedSize: string | null;
            /**
             * Format: date-time
             * @description Market time
             */
            readonly openedAt: string;
            /**
             * Format: date-time
             * @description Null while it is open
             */
            readonly closedAt: string | null;
        };
        readonly PositionPage: {
            readonly items: readonly components["schemas"]["PositionDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly DayPnlDto: {
            readonly realisedPnl: string;
            readonly fees: string;
            readonly funding: string;
            /** @description realised + funding - fees */
            readonly net: string;
        };
        readonly PnlDto: {
            readonly currency: string;
            readonly openPositions: number;
            readonly realisedPnl: string;
            /** @description Null while a mark is not known */
            readonly floatingPnl: string | null;
            readonly fees: string;
            /** @description Received positive, paid negative */
            readonly funding: string;
            /** @description realised + floating + funding - fees */
            readonly total: string | null;
            /** @description What the UTC day of market time has added */
            readonly today: components["schemas"]["DayPnlDto"];
        };
        readonly InstancePnlDto: {
            readonly currency: string;
            readonly openPositions: number;
            readonly realisedPnl: string;
            /** @description Null while a mark is not known */
            readonly floatingPnl: string | null;
            readonly fees: string;
            /** @description Received positive, paid negative */
            readonly funding: string;
            /** @description realised + floating + funding - fees */
            readonly total: string | null;
            /** @description What the UTC day of market time has added */
            readonly today: components["schemas"]["DayPnlDto"];
            /** @enum {string} */
            readonly strategy: "hyper-rsi" | "grid" | "manual";
            /** @description Null for what is traded by hand */
            readonly instanceId: string | null;
            readonly venue: string;
            readonly instrument: string;
        };
        readonly PnlReportDto: {
            /**
             * Format: date
             * @description UTC day of market time
             */
            readonly day: string;
            /** @description Everything together, one for each currency */
            readonly totals: readonly components["schemas"]["PnlDto"][];
            /** @description By strategy, instance, venue and instrument */
            readonly items: readonly components["schemas"]["InstancePnlDto"][];
            /** @description Cursor of the next items; null on the last page */
            readonly nextCursor: string | null;
        };
        readonly ExposureDto: {
            readonly venue: string;
            readonly instrument: string;
            readonly currency: string;
            readonly positions: number;
            readonly longSize: string;
            readonly shortSize: string;
            /** @description Long less short */
            readonly netSize: string;
            readonly markPrice: string | null;
            /** @description Long and short together, at the mark */
            readonly grossNotional: string | null;
            /** @description Long less short, at the mark */
            readonly netNotional: string | null;
        };
        readonly ExposureListDto: {
            readonly items: readonly components["schemas"]["ExposureDto"][];
        };
        readonly ClosingBody: {
            /**
             * @description How much of it: > 0 and at most 100, in percent with at most 2 decimals; floored to the lot
             * @default 100
             */
            readonly percent: string;
        };
        readonly ClosingDto: {
            /** @description The order that closes it */
            readonly orderId: string;
            readonly clientOrderId: string;
            /** @description Status of that order */
            readonly status: string;
        };
        readonly PresetDto: {
            readonly id: string;
            readonly name: string;
            /** @description From 1; rises with each change */
            readonly version: number;
            /** @description Complete settings */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            /** Format: date-time */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When this version was stored
             */
            readonly updatedAt: string;
        };
        readonly PresetPage: {
            readonly items: readonly components["schemas"]["PresetDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly NewPresetBody: {
            /** @description What it leaves out takes its default */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            /** @description Unique among your presets */
            readonly name: string;
        };
        readonly PresetBody: {
            /** @description What it leaves out takes its default */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            /** @description Unique among your presets */
            readonly name: string;
            /** @description The version that this replaces */
            readonly version: number;
        };
        readonly ClosePositionBody: {
            /**
             * @description How much of it: > 0 and at most 100, in percent with at most 2 decimals; floored to the lot
             * @default 100
             */
            readonly percent: string;
            /**
             * @description Which position, where a hedge stands beside the main one; left out: the main one
             * @enum {string}
             */
            readonly side?: "long" | "short";
        };
        readonly InstanceDto: {
            readonly id: string;
            /** @enum {string} */
            readonly strategy: "hyper-rsi" | "grid";
            readonly name: string;
            readonly accountId: string;
            readonly venue: string;
            readonly instrument: string;
            readonly timeframe: string;
            /** @enum {string} */
            readonly state: "created" | "running" | "stopping" | "stopped" | "failed";
            /** @description Why it failed or stopped by itself; null otherwise */
            readonly stateReason: string | null;
            readonly settings: {
                readonly [key: string]: unknown;
            };
            readonly settingsVersion: number;
            /** @description Rises at each start and stop */
            readonly epoch: number;
            /**
             * Format: date-time
             * @description End of the last candle decided
             */
            readonly lastDecidedAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
        };
        readonly HyperRsiPreviewBody: {
            /** @description What it leaves out takes its default */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            /** @description Account whose venue, balance and limits it is worked out for */
            readonly accountId: string;
            /**
             * @description Taker fee to work with
             * @default 0.0005
             */
            readonly takerRate: string;
        };
        readonly EntryPreviewDto: {
            /** @description 1 is the first entry */
            readonly entry: number;
            /** @description Level it is reckoned at; the first at the present price */
            readonly price: string;
            /** @description In base units */
            readonly size: string;
            readonly notional: string;
            /** @description Average entry of the cycle once this one has filled */
            readonly averagePrice: string;
            /** @description Notional of all entries so far */
            readonly totalNotional: string;
            /** @description Margin of all entries so far */
            readonly margin: string;
            /** @description Null while there is no stop */
            readonly stopPrice: string | null;
            /** @description Null when no price liquidates it */
            readonly liquidationPrice: string | null;
            /** @description Lost when the stop acts, or without one the liquidation; taker fees included, slippage not */
            readonly loss: string;
        };
        readonly SidePreviewDto: {
            /** @enum {string} */
            readonly side: "long" | "short";
            readonly entries: readonly components["schemas"]["EntryPreviewDto"][];
        };
        readonly HyperRsiWorstCaseDto: {
            readonly notional: string;
            readonly margin: string;
            readonly loss: string;
        };
        readonly FindingDto: {
            readonly code: string;
            /** @description In the language of the request */
            readonly message: string;
            /** @description The numbers that caused it */
            readonly details: {
                readonly [key: string]: unknown;
            };
        };
        readonly HyperRsiPreviewDto: {
            /** @description Last price it was worked out at */
            readonly price: string;
            /** @description Equity it was worked out with */
            readonly equity: string;
            /** @description The full cycle of every allowed side */
            readonly sides: readonly components["schemas"]["SidePreviewDto"][];
            /** @description The largest of all sides and entries */
            readonly worstCase: components["schemas"]["HyperRsiWorstCaseDto"];
            /** @description Cap on the notional of a cycle */
            readonly maxNotional: string | null;
            /** @description What would refuse the first entry right now */
            readonly refusals: readonly components["schemas"]["FindingDto"][];
            /** @description What is allowed and yet may not be meant */
            readonly warnings: readonly components["schemas"]["FindingDto"][];
        };
        readonly InstancePage: {
            readonly items: readonly components["schemas"]["InstanceDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly CreateInstanceBody: {
            /** @description What it leaves out takes its default */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            readonly accountId: string;
            /** @description Unique among your bots of this kind */
            readonly name: string;
        };
        readonly SettingsBody: {
            /** @description What it leaves out takes its default */
            readonly settings: {
                readonly [key: string]: unknown;
            };
        };
        readonly StopBody: {
            /**
             * @description `close`: cancel orders and close the position, also what a stopped bot has kept; `keep`: cancel orders and keep the position
             * @enum {string}
             */
            readonly mode: "close" | "keep";
        };
        readonly GateDto: {
            readonly gate: string;
            readonly value: string;
            readonly threshold: string;
            /** @enum {string} */
            readonly verdict: "passed" | "refused";
        };
        readonly EvaluationDto: {
            readonly subject: string;
            /** @description The gate that refused, or `passed` */
            readonly outcome: string;
            readonly gates: readonly components["schemas"]["GateDto"][];
        };
        readonly DecisionDto: {
            readonly timeframe: string;
            /** Format: date-time */
            readonly candleOpen: string;
            /**
             * Format: date-time
             * @description Market time
             */
            readonly decidedAt: string;
            readonly correlationId: string;
            readonly evaluations: readonly components["schemas"]["EvaluationDto"][];
            /** @description Legs placed and cancelled, and notes, in order */
            readonly effects: readonly {
                readonly [key: string]: unknown;
            }[];
        };
        readonly ReactionDto: {
            /**
             * Format: date-time
             * @description Market time
             */
            readonly at: string;
            /** @description The fill, ended order or request that it answered */
            readonly cause: {
                readonly [key: string]: unknown;
            };
            readonly correlationId: string;
            readonly effects: readonly {
                readonly [key: string]: unknown;
            }[];
        };
        readonly StatusDto: {
            readonly id: string;
            /** @enum {string} */
            readonly strategy: "hyper-rsi" | "grid";
            readonly name: string;
            readonly accountId: string;
            readonly venue: string;
            readonly instrument: string;
            readonly timeframe: string;
            /** @enum {string} */
            readonly state: "created" | "running" | "stopping" | "stopped" | "failed";
            /** @description Why it failed or stopped by itself; null otherwise */
            readonly stateReason: string | null;
            readonly settings: {
                readonly [key: string]: unknown;
            };
            readonly settingsVersion: number;
            /** @description Rises at each start and stop */
            readonly epoch: number;
            /**
             * Format: date-time
             * @description End of the last candle decided
             */
            readonly lastDecidedAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description The newest decision that is kept */
            readonly lastDecision: components["schemas"]["DecisionDto"] | null;
            /** @description What it did between decisions, newest first */
            readonly reactions: readonly components["schemas"]["ReactionDto"][];
        };
        readonly DecisionPage: {
            readonly items: readonly components["schemas"]["DecisionDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly PerformanceDto: {
            readonly realisedPnl: string;
            /** @description Null while no mark price is known */
            readonly floatingPnl: string | null;
            readonly fees: string;
            /** @description Received positive, paid negative */
            readonly funding: string;
            /** @description realised + floating + funding - fees */
            readonly total: string | null;
            readonly fills: number;
            /** @description Decisions that are kept */
            readonly decisions: number;
            /** @description Decisions that placed an order */
            readonly signals: number;
        };
        readonly InstanceOrderDto: {
            readonly id: string;
            readonly clientOrderId: string;
            readonly venueOrderId: string | null;
            readonly accountId: string;
            readonly instrument: string;
            readonly strategy: string;
            readonly instanceId: string | null;
            /** @description Position cycle or generation */
            readonly cycleId?: number | null;
            readonly leg: string | null;
            /** @enum {string} */
            readonly side: "buy" | "sell";
            readonly type: string;
            readonly price: string | null;
            readonly size: string | null;
            readonly filledSize: string;
            readonly averagePrice: string | null;
            readonly status: string;
            readonly reduceOnly: boolean;
            readonly reason: string;
            readonly correlationId: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly InstanceOrderPage: {
            readonly items: readonly components["schemas"]["InstanceOrderDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly PreviewBody: {
            /** @description What it leaves out takes its default */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            /** @description Account whose venue and balance it is worked out for */
            readonly accountId: string;
            /**
             * @description Maker fee to work with
             * @default 0.0002
             */
            readonly makerRate: string;
            /**
             * @description Taker fee to work with
             * @default 0.0005
             */
            readonly takerRate: string;
        };
        readonly StepDto: {
            readonly cell: number;
            readonly lower: string;
            readonly upper: string;
            /** @description In base units */
            readonly size: string;
            /** @description Value of the sell, quote */
            readonly amount: string;
            /** @description What a pair earns after both maker fees, quote */
            readonly profit: string;
        };
        readonly WorstCaseDto: {
            readonly lowerEdge: string;
            readonly upperEdge: string;
        };
        readonly DepthDto: {
            /** @enum {string} */
            readonly side: "long" | "short";
            readonly filled: number;
            readonly price: string;
            readonly margin: string;
            readonly liquidation: string | null;
        };
        readonly RefusalDto: {
            readonly code: string;
            readonly message: string;
            readonly details: {
                readonly [key: string]: unknown;
            };
        };
        readonly GridPreviewDto: {
            /** @description Last price it was worked out at */
            readonly price: string;
            readonly lines: readonly string[];
            /** @description The line that would wait */
            readonly waitingLine: number;
            readonly initialSize: string;
            readonly steps: readonly components["schemas"]["StepDto"][];
            /** @description Loss at each edge with every cell of its side open */
            readonly worstCase: components["schemas"]["WorstCaseDto"];
            readonly depth: readonly components["schemas"]["DepthDto"][];
            readonly mayUseWholeEquity: boolean;
            /** @description Of the last 90 days, how many left the range */
            readonly daysOutside: number | null;
            /** @description What forbids a start right now */
            readonly refusals: readonly components["schemas"]["RefusalDto"][];
        };
        readonly AdjustBody: {
            /** @description The settings that change, nested ones whole; what it leaves out stays as it is */
            readonly settings: {
                readonly [key: string]: unknown;
            };
        };
        readonly PauseBody: {
            /**
             * @description `keep`: orders rest where they are, what fills is counted and not answered; `cancel`: they are cancelled
             * @enum {string}
             */
            readonly orders: "keep" | "cancel";
        };
        readonly JustHoldingDto: {
            /** @description Decision close at which it last started */
            readonly startPrice: string;
            /** @description Taker fee once, quote */
            readonly profit: string;
            /** @description Percent of the investment */
            readonly returnPct: number;
        };
        readonly PairsDto: {
            /** @description The one that trades now */
            readonly generation: number;
            /** @description Finished pairs */
            readonly count: number;
            /** @description Of finished pairs, after their fees */
            readonly gridProfit: string;
            /** @description Open inventory at the mark, before fees */
            readonly floatingPnl: string;
            /** @description Fees of fills that are in no finished pair yet */
            readonly unpairedFees: string;
        };
        readonly GridPerformanceDto: {
            readonly realisedPnl: string;
            /** @description Null while no mark price is known */
            readonly floatingPnl: string | null;
            readonly fees: string;
            /** @description Received positive, paid negative */
            readonly funding: string;
            /** @description realised + floating + funding - fees */
            readonly total: string | null;
            readonly fills: number;
            /** @description Decisions that are kept */
            readonly decisions: number;
            /** @description Decisions that placed an order */
            readonly signals: number;
            /** @description Last price; null while there is none */
            readonly markPrice: string | null;
            /** @description The investment, bought at the price of the last start and held; null before it */
            readonly justHolding: components["schemas"]["JustHoldingDto"] | null;
            /** @description The run over all its generations: total = gridProfit + floatingPnl + funding - unpairedFees; null before its start, and where an earlier generation of it was not kept */
            readonly pairs: components["schemas"]["PairsDto"] | null;
            /** @description Floating P&L by the venue's own average entry; null while it shows no position */
            readonly venueFloatingPnl: string | null;
        };
        readonly LevelDto: {
            /** @description Number of the cell; its orders are named after it */
            readonly cell: number;
            readonly lower: string;
            readonly upper: string;
            readonly size: string;
            /**
             * @description What it does first of every pair
             * @enum {string}
             */
            readonly opens: "buy" | "sell";
            /** @enum {string} */
            readonly order: "buy" | "sell" | "initial" | "idle" | "barred" | "missing" | "done";
            readonly filled: string;
            readonly held: string;
        };
        readonly LevelsDto: {
            /** @enum {string} */
            readonly phase: "waiting" | "running" | "changing" | "paused" | "stopping" | "stopped";
            /** @description Rises with every edit and every recentring */
            readonly generation: number;
            /** @description Lower edge of the range as it stands */
            readonly lower: string | null;
            readonly upper: string | null;
            /** @description Whole levels that the range has followed the market up */
            readonly shift: number;
            readonly inRange: boolean;
            /** @description State of the trend filter, -2..2 */
            readonly trend: number | null;
            /** @description Lowest first */
            readonly items: readonly components["schemas"]["LevelDto"][];
        };
        readonly TextDto: {
            readonly ko: string;
            readonly en: string;
        };
        readonly NotificationDto: {
            readonly id: string;
            /** @description From 1 without holes: a person sees that none is missing */
            readonly number: number;
            readonly kind: string;
            /** @enum {string} */
            readonly priority: "low" | "normal" | "high" | "critical";
            /** @description The text in the language of accept-language */
            readonly message: string;
            readonly text: components["schemas"]["TextDto"];
            /** @description The same from the candle to this message */
            readonly correlationId: string;
            /**
             * Format: date-time
             * @description Market time of what it tells
             */
            readonly at: string;
            /** Format: date-time */
            readonly createdAt: string;
        };
        readonly NotificationPage: {
            readonly items: readonly components["schemas"]["NotificationDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly QuietHoursDto: {
            /** @description First quiet minute, in timeZone */
            readonly from: string;
            /** @description First minute that is not quiet any more */
            readonly to: string;
        };
        readonly ChannelDto: {
            /** @enum {string} */
            readonly kind: "telegram";
            /**
             * @description blocked: the person has shut the door there
             * @enum {string}
             */
            readonly state: "active" | "blocked";
            /** Format: date-time */
            readonly changedAt: string;
        };
        readonly PreferencesDto: {
            /** @description Rises with every choice; also the ETag */
            readonly version: number;
            /** @enum {string} */
            readonly leastPriority: "low" | "normal" | "high" | "critical";
            readonly mutedKinds: readonly string[];
            readonly quietHours: components["schemas"]["QuietHoursDto"] | null;
            readonly timeZone: string;
            /** @description Where you are reached beside the list */
            readonly channels: readonly components["schemas"]["ChannelDto"][];
        };
        readonly PreferencesBody: {
            /**
             * @description What is less urgent stays in the list
             * @enum {string}
             */
            readonly leastPriority: "low" | "normal" | "high" | "critical";
            /**
             * @description Kinds that stay in the list; critical ones are told all the same
             * @default []
             */
            readonly mutedKinds: readonly string[];
            /** @description What is not critical waits until they end; null for none */
            readonly quietHours?: components["schemas"]["QuietHoursDto"] | null;
            /** @description IANA time zone that quiet hours are in */
            readonly timeZone: string;
        };
        readonly TestMessageDto: {
            /** @description Where it goes beside the list */
            readonly channels: readonly string[];
        };
        readonly DeliveryDto: {
            readonly id: string;
            /** @enum {string} */
            readonly channel: "telegram";
            /** @description The notification; null for an answer of the bot */
            readonly number: number | null;
            /** @enum {string|null} */
            readonly priority: "low" | "normal" | "high" | "critical" | null;
            /**
             * @description dead: given up after a day, or because it can never arrive
             * @enum {string}
             */
            readonly state: "waiting" | "delivered" | "dead";
            readonly attempts: number;
            readonly lastError: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description Null while it waits
             */
            readonly endedAt: string | null;
        };
        readonly DeliveryPage: {
            readonly items: readonly components["schemas"]["DeliveryDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
        readonly CandlesBody: {
            readonly venue: string;
            readonly symbol: string;
            /**
             * @description The path inside a decision candle; the finer, the truer
             * @enum {string}
             */
            readonly timeframe: "1m" | "3m" | "5m" | "15m" | "30m" | "1h" | "2h" | "4h" | "8h" | "1d";
            /**
             * Format: date-time
             * @description First open time; left out: all that is stored
             */
            readonly from?: string;
            /**
             * Format: date-time
             * @description Open times before this; left out: up to the newest candle
             */
            readonly to?: string;
        };
        readonly BacktestBody: {
            /** @enum {string} */
            readonly strategy: "hyper-rsi" | "grid";
            /** @description Which stored candles */
            readonly candles: components["schemas"]["CandlesBody"];
            /** @description Settings of the strategy; what is left out takes its default */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            /** @description Left out: as the venue lists it */
            readonly instrument?: {
                readonly [key: string]: unknown;
            };
            /**
             * @description Overrides the timeframe of the settings
             * @enum {string}
             */
            readonly timeframe?: "1m" | "3m" | "5m" | "15m" | "30m" | "1h" | "2h" | "4h" | "8h" | "1d";
            /**
             * Format: date-time
             * @description Candles before it only warm indicators
             */
            readonly from?: string;
            /** @default 10000 */
            readonly cash: string;
            /**
             * @description Maker fee, a fraction
             * @default 0.0002
             */
            readonly maker: string;
            /**
             * @description Taker fee, a fraction
             * @default 0.0005
             */
            readonly taker: string;
            /** @default 2 */
            readonly slippageBps: string;
            /**
             * @default touch
             * @enum {string}
             */
            readonly fill: "touch" | "through";
            /** @description Funding every 8 hours, a fraction; left out: none */
            readonly fundingRate?: string;
        };
        readonly TestedCandlesDto: {
            readonly venue: string;
            readonly symbol: string;
            /** @enum {string} */
            readonly timeframe: "1m" | "3m" | "5m" | "15m" | "30m" | "1h" | "2h" | "4h" | "8h" | "1d";
            /**
             * Format: date-time
             * @description Null: from the first stored candle
             */
            readonly from: string | null;
            /** Format: date-time */
            readonly to: string;
        };
        readonly ProgressDto: {
            /** @enum {string} */
            readonly phase: "waiting" | "reading" | "running" | "writing" | "finished";
            /** @description Candles of the phase that are behind it */
            readonly done: number;
            /** @description Candles of the phase; null while not known */
            readonly total: number | null;
        };
        readonly BacktestErrorDto: {
            readonly code: string;
            readonly message: string;
        };
        readonly BacktestDto: {
            readonly id: string;
            /** @enum {string} */
            readonly strategy: "hyper-rsi" | "grid";
            readonly candles: components["schemas"]["TestedCandlesDto"];
            /** @description As they were given */
            readonly settings: {
                readonly [key: string]: unknown;
            };
            /** @enum {string} */
            readonly status: "queued" | "running" | "done" | "failed" | "cancelled";
            readonly progress: components["schemas"]["ProgressDto"];
            readonly error: components["schemas"]["BacktestErrorDto"] | null;
            /** @description The statistics; null until it is done */
            readonly summary: {
                readonly [key: string]: unknown;
            } | null;
            /** @description Equal runs have equal digests */
            readonly digest: string | null;
            /** @description Where the report is; null until it is done */
            readonly report: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly startedAt: string | null;
            /** Format: date-time */
            readonly finishedAt: string | null;
        };
        readonly BacktestPage: {
            readonly items: readonly components["schemas"]["BacktestDto"][];
            /** @description Cursor of the next page; null on the last */
            readonly nextCursor: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly Health_health: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HealthDto"];
                };
            };
        };
    };
    readonly Health_ready: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadyDto"];
                };
            };
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadyDto"];
                };
            };
        };
    };
    readonly DeadLetters_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly DeadLetters_retry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RetriedDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Queues_queues: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["QueuesDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Auth_setUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetUpDto"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokensDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `set-up-refused`: The set-up token is not accepted */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `email-taken`: The e-mail address is taken */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `weak-password`: The password is too easy to guess */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unavailable`: Not available right now */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Auth_register: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterDto"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokensDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `registration-closed`: Registration is closed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `email-taken`: The e-mail address is taken */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `weak-password`: The password is too easy to guess */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unavailable`: Not available right now */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Auth_login: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LoginDto"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokensDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unavailable`: Not available right now */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Auth_refresh: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RefreshDto"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokensDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Auth_logout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Sessions_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Sessions_endAll: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Sessions_end: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Users_me: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Users_edit: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of what you have seen, or * to overwrite whatever there is */
                readonly "If-Match": string;
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProfileBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-failed`: It has changed in the meantime */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-required`: Say which version you edit */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Users_changePassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordBody"];
            };
        };
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `wrong-password`: The present password is another one; `weak-password`: The password is too easy to guess */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unavailable`: Not available right now */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Users_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAccountPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Users_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAccountDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Users_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of what you have seen, or * to overwrite whatever there is */
                readonly "If-Match": string;
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UserAccountBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAccountDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `last-admin`: This is the last administrator; `demo-stays-trader`: The demo account stays a trader; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-failed`: It has changed in the meantime */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-required`: Say which version you edit */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Telegram_link: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TelegramLinkDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Telegram_unlink: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Telegram_linkCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LinkCodeDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Exchanges_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExchangePage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Exchanges_status: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly venue: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExchangeStatusDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Exchanges_markets: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly venue: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MarketPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExchangeAccountPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_add: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewExchangeAccountBody"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExchangeAccountDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `key-in-use`: That key is in use; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `passphrase-mismatch`: The passphrase does not fit the venue; `too-many-accounts`: Too many accounts */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `vault-closed`: Exchange keys cannot be stored here */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_open: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPaperAccountBody"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExchangeAccountDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-currency`: Nothing is traded in this currency; `too-many-accounts`: Too many accounts */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExchangeAccountDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_remove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `paper-account-stays`: A paper account stays; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_verify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VerificationDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_balances: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BalancePage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_positions: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VenuePositionPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly ExchangeAccounts_openOrders: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VenueOrderPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Market_search: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of a symbol, base or quote */
                readonly q?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstrumentListDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Market_ticker: {
        readonly parameters: {
            readonly query: {
                /** @description Unified symbol */
                readonly symbol: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly venue: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TickerDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Market_tickers: {
        readonly parameters: {
            readonly query: {
                /** @description Unified symbols, by commas */
                readonly symbols: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly venue: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TickerListDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Market_orderBook: {
        readonly parameters: {
            readonly query: {
                /** @description Unified symbol */
                readonly symbol: string;
                /** @description Most levels of each side */
                readonly depth?: number;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly venue: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderBookDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-instrument`: The instrument is not known; `no-order-book`: This market has no order book */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Market_indicators: {
        readonly parameters: {
            readonly query: {
                /** @description Unified symbol */
                readonly symbol: string;
                readonly timeframe: "1m" | "3m" | "5m" | "15m" | "30m" | "1h" | "2h" | "4h" | "8h" | "1d";
                /** @description Open times before this */
                readonly to?: string;
                readonly limit?: number;
                /** @description rsi, sma, ema, atr, bollinger or adx */
                readonly name: string;
                /** @description Length; the usual one of the indicator without it */
                readonly length?: string;
                /** @description Deviations of the Bollinger bands; 2 without it */
                readonly deviations?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly venue: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IndicatorDto"];
                };
            };
            /** @description `indicator-refused`: The indicator cannot be computed so; `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-instrument`: The instrument is not known */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `timeframe-too-fine`: The timeframe is finer than what is stored */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Market_candles: {
        readonly parameters: {
            readonly query: {
                /** @description Unified symbol */
                readonly symbol: string;
                readonly timeframe: "1m" | "3m" | "5m" | "15m" | "30m" | "1h" | "2h" | "4h" | "8h" | "1d";
                /** @description Open times before this */
                readonly to?: string;
                readonly limit?: number;
                /** @description First open time; newest candles without it */
                readonly from?: string;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly venue: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CandlePage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-instrument`: The instrument is not known */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `timeframe-too-fine`: The timeframe is finer than what is stored */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Orders_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
                /** @description Orders of one bot */
                readonly instanceId?: string;
                readonly status?: "planned" | "sending" | "acked" | "open" | "partial" | "filled" | "cancel-requested" | "cancelled" | "rejected" | "denied" | "expired" | "unknown" | "abandoned" | "absent" | "needs-human";
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Orders_place: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PlaceOrderDto"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-instrument`: The instrument is not known */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Orders_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Orders_cancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Orders_amend: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of what you have seen, or * to overwrite whatever there is */
                readonly "If-Match": string;
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AmendOrderDto"];
            };
        };
        readonly responses: {
            /** @description The order with the wish to change it; see `amendment` */
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `order-of-bot`: The order belongs to a bot; `order-ended`: The order has ended; `order-does-not-rest`: The order does not rest; `order-being-changed`: The order is being changed; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-failed`: It has changed in the meantime */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-required`: Say which version you edit */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Orders_fills: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FillPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Orders_events: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderEventPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly OrderBatch_place: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PlaceOrdersDto"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderBatchDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Risk_limits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RiskLimitsDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Risk_setLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of what you have seen, or * to overwrite whatever there is */
                readonly "If-Match": string;
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RiskLimitsBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RiskLimitsDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-failed`: It has changed in the meantime */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-required`: Say which version you edit */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Risk_halt: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HaltDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Risk_resume: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HaltDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly PositionMode_choose: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PositionModeDto"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PositionModeDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `position-mode-in-use`: Something trades on this account; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Positions_open: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PositionPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Positions_history: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PositionPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Positions_pnl: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PnlReportDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Positions_risk: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExposureListDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Positions_one: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PositionDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Positions_close: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClosingBody"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClosingDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `position-closed`: The position is closed already; `position-of-bot`: A bot holds the position; `nothing-to-close`: There is nothing to close; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Presets_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PresetPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Presets_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPresetBody"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PresetDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `name-taken`: The name is taken; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `settings-refused`: Some settings are not accepted; `too-many-presets`: There are too many presets */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Presets_get: {
        readonly parameters: {
            readonly query?: {
                /** @description An older version; the newest when left out */
                readonly version?: number;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PresetDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Presets_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PresetBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PresetDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `name-taken`: The name is taken; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `settings-refused`: Some settings are not accepted */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Presets_remove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_close: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClosePositionBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `nothing-to-close`: There is nothing to close; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_preview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HyperRsiPreviewBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HyperRsiPreviewDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-account`: The account is not known; `unknown-instrument`: The instrument is not known */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `settings-refused`: Some settings are not accepted; `price-unknown`: There is no price yet; `equity-unknown`: The balance is not known */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstancePage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateInstanceBody"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-instrument`: The instrument is not known */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_remove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_changeSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of what you have seen, or * to overwrite whatever there is */
                readonly "If-Match": string;
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SettingsBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-failed`: It has changed in the meantime */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-required`: Say which version you edit */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_start: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `position-held`: A stopped bot still holds a position; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_stop: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StopBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `nothing-to-close`: There is nothing to close; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_status: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StatusDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_signals: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecisionPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_decisions: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecisionPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_performance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PerformanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly HyperRsi_orders: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceOrderPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_preview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PreviewBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GridPreviewDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-account`: The account is not known; `unknown-instrument`: The instrument is not known */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `price-unknown`: There is no price yet; `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_start: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `position-held`: A stopped bot still holds a position; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_adjust: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdjustBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `settings-refused`: Some settings are not accepted; `price-unknown`: There is no price yet; `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_pause: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PauseBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_resume: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_performance: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GridPerformanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_levels: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LevelsDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-started`: The bot has not been started yet */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstancePage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_create: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateInstanceBody"];
            };
        };
        readonly responses: {
            readonly 201: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-instrument`: The instrument is not known */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_get: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_remove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_changeSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of what you have seen, or * to overwrite whatever there is */
                readonly "If-Match": string;
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SettingsBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-failed`: It has changed in the meantime */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-required`: Say which version you edit */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_stop: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StopBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `nothing-to-close`: There is nothing to close; `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_status: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StatusDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_signals: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecisionPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_decisions: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecisionPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Grid_orders: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InstanceOrderPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Notifications_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NotificationPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Deliveries_chosen: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PreferencesDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Deliveries_choose: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description The ETag of what you have seen, or * to overwrite whatever there is */
                readonly "If-Match": string;
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PreferencesBody"];
            };
        };
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PreferencesDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-failed`: It has changed in the meantime */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `precondition-required`: Say which version you edit */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Deliveries_sendTest: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 202: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TestMessageDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Deliveries_deliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
                readonly state?: "waiting" | "delivered" | "dead";
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Deliveries_retry: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly TelegramWebhook_take: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                readonly "x-telegram-bot-api-secret-token": string;
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json`: The body is not JSON; `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Backtests_list: {
        readonly parameters: {
            readonly query?: {
                /** @description Most items to answer */
                readonly limit?: number;
                /** @description nextCursor of the page before; opaque */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BacktestPage"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted; `invalid-cursor`: The cursor is not valid */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Backtests_submit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BacktestBody"];
            };
        };
        readonly responses: {
            readonly 202: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BacktestDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unknown-instrument`: The instrument is not known */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `body-too-large`: The body is too large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is accepted */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `timeframe-too-fine`: The timeframe is finer than what is stored; `refused`: Refused */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Backtests_one: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BacktestDto"];
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Backtests_remove: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body has one effect, however often it is sent; its answer is given again for a day. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `forbidden`: Not allowed */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `request-in-progress`: The same request is under way; `idempotency-key-used`: The Idempotency-Key was used before */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Backtests_report: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Korean or English: the language of messages and of problems */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    /** @description Requests a minute */
                    readonly "RateLimit-Limit"?: number;
                    /** @description Requests left now */
                    readonly "RateLimit-Remaining"?: number;
                    /** @description Seconds until all are left */
                    readonly "RateLimit-Reset"?: number;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
            /** @description `validation-failed`: Some fields are not accepted */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `unauthenticated`: Sign in first */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `not-found`: Not found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `conflict`: This does not fit the present state */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `too-many-requests`: Too many requests */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    readonly Metrics_metrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
        };
    };
}

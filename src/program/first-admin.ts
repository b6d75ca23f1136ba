import { PrepareSetUp } from '../modules/users/contracts/commands/prepare-set-up.command.js';
import type { Bus } from '../shared/platform/bus/bus.port.js';
import type { Config } from '../shared/platform/config/config.js';

/** Prints the one-time token for the first admin at the first start, and later what to do when it was lost. */
export async function offerSetUp(bus: Bus, config: Config, print: (line: string) => void): Promise<void> {
  if (!config.modules.includes('users')) return;
  const { token, waiting } = await bus.ask(new PrepareSetUp({}));
  if (token !== null)
    print(`First admin: POST /api/v1/auth/setup with the set-up token ${token} (shown this once)`);
  else if (waiting)
    print(
      'First admin: none yet. The set-up token was shown at the first start; if it is lost, see "user create".',
    );
}

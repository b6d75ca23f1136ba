import { Module, type DynamicModule } from '@nestjs/common';
import { Randomness } from '../clock/randomness.port.js';
import { Config } from '../config/config.js';
import { KeyRing } from './key-ring.js';
import { openKeyRing } from './open-key-ring.js';

/** The master keys, for modules that keep secrets. */
@Module({})
export class VaultModule {
  /** `dataDir`: where a key is kept when the configuration has none; null when there is no such folder. */
  static forRoot({ dataDir }: { readonly dataDir: string | null }): DynamicModule {
    return {
      module: VaultModule,
      global: true,
      providers: [
        {
          provide: KeyRing,
          inject: [Config, Randomness],
          useFactory: (config: Config, randomness: Randomness) => openKeyRing(config, dataDir, randomness),
        },
      ],
      exports: [KeyRing],
    };
  }
}

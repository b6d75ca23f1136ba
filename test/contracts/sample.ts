import type { Brand } from '../../src/shared/pure/brand.js';
import { RecordEvent } from '../../src/shared/pure/messages/message.js';

/** A message with every kind of member, on which the golden check itself is tested. */
export class Sample extends RecordEvent<{
  readonly id: Brand<string, 'SampleId'>;
  readonly at: Brand<number, 'SampleTime'>;
  readonly side: 'buy' | 'sell';
  readonly price: string | null;
  readonly note?: string;
  readonly fills: readonly { readonly size: string }[];
  readonly cause: { readonly kind: 'user'; readonly by: string } | { readonly kind: 'system' };
}> {
  static readonly type = 'sample.sample.v1';

  override get key(): string {
    return this.data.id;
  }
}

import { Query } from '../../../../shared/pure/messages/message.js';

export class GetNow extends Query<{ readonly at: number }, null> {
  static readonly type = 'orders.get-now.v1';

  static now(): GetNow {
    return new GetNow({ at: Date.now() }); // offends
  }
}

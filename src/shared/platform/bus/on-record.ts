import 'reflect-metadata';
import type { Envelope } from '../../pure/messages/envelope.js';
import type { MessageClass, RecordMessage } from '../../pure/messages/message.js';
import type { Tx } from '../persistence/unit-of-work.port.js';

/**
 * Takes one kind of record for its module. Its effects are rows of the module's own tables, written in `tx`; the same
 * transaction marks the message as done, so a message takes effect exactly once however often it is delivered. A throw
 * undoes the effects and has the message delivered again, later.
 */
export interface RecordHandler<M extends RecordMessage = RecordMessage> {
  handle(message: M, envelope: Envelope, tx: Tx): Promise<void>;
}

export interface RecordRoute {
  readonly module: string;
  readonly message: MessageClass<RecordMessage>;
}

const ROUTE = 'tradingboost:record-route';

/** Marks the one handler of `message` in `module` (the folder's name). */
export function OnRecord<M extends RecordMessage>(module: string, message: MessageClass<M>) {
  return (target: new (...args: never[]) => RecordHandler<M>): void => {
    Reflect.defineMetadata(
      ROUTE,
      { module, message: message as MessageClass<RecordMessage> } satisfies RecordRoute,
      target,
    );
    // A parameter-type record, as every class with a decorator has one; the container needs it to inject ports.
    if (!Reflect.hasMetadata('design:paramtypes', target))
      Reflect.defineMetadata('design:paramtypes', [], target);
  };
}

export function routeOf(handlerClass: object): RecordRoute | undefined {
  return Reflect.getMetadata(ROUTE, handlerClass) as RecordRoute | undefined;
}

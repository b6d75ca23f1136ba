import type { JsonObject } from '../json.js';

/**
 * How a message travels. `ask`: one handler, one typed answer, a timeout. `record`: stored in the sender's outbox in its
 * transaction, delivered at least once, de-duplicated, ordered per key. `stream`: newest wins, may be dropped.
 */
export type Lane = 'ask' | 'record' | 'stream';

/** The class of a message: its wire name (`module.event-name.vN`) and lane are static, so that a bus can route it. */
export interface MessageClass<M extends Message = Message> {
  readonly type: string;
  readonly lane: Lane;
  /** `never` keeps classes of different messages comparable; build with `new SomeMessage(data)` where the class is known. */
  new (data: never): M;
}

/** A message is a class with one plain JSON member; there is nothing in it to revive. */
export abstract class Message<Data extends object = object> {
  constructor(readonly data: Data) {}

  /** What goes over a wire or into a column. */
  toJSON(): JsonObject {
    return this.data as JsonObject;
  }
}

declare const answer: unique symbol;

/** A question or order that wants an answer now. `Answer` is plain JSON. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the answer's type is what the class is for
export abstract class Ask<Data extends object, Answer> extends Message<Data> {
  static readonly lane: Lane = 'ask';
  /** Carries the answer's type only; never set. */
  declare readonly [answer]: Answer;
}

/** An ask that changes something. */
export abstract class Command<Data extends object, Answer> extends Ask<Data, Answer> {}

/** An ask that changes nothing. */
export abstract class Query<Data extends object, Answer> extends Ask<Data, Answer> {}

/** A message of the record lane; messages of one key arrive in the order they were recorded. */
export abstract class RecordMessage<Data extends object = object> extends Message<Data> {
  static readonly lane: Lane = 'record';
  /** Id of the aggregate whose life this message belongs to. */
  abstract get key(): string;
}

/** A fact, told to every module that listens. Named in the past tense. */
export abstract class RecordEvent<Data extends object = object> extends RecordMessage<Data> {}

/** An order from one module to exactly one other; its answer comes back as an event. Named in the imperative. */
export abstract class RecordCommand<Data extends object = object> extends RecordMessage<Data> {}

/** A value of which only the newest matters. */
export abstract class StreamEvent<Data extends object = object> extends Message<Data> {
  static readonly lane: Lane = 'stream';
  /** Newer values replace older ones of the same key that nobody has read yet. */
  abstract get key(): string;
}

/** The answer type of an ask. */
export type AnswerOf<A> = A extends Ask<object, infer Answer> ? Answer : never;

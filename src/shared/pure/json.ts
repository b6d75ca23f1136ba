/** What may cross a door, a queue or a database column: plain JSON, nothing that needs reviving. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object; `undefined` members are dropped by serialisation. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

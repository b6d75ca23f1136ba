/** Shards per module that has work to serialise. What is in a shard stays there; changing the number moves nothing that exists. */
export const SHARDS = 8;

/** The shard of something new: a stable spread of its name (FNV-1a), so that every process gets the same one. */
export function shardOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % SHARDS;
}

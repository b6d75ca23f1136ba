import { isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The network that an address stands for where attempts and requests are counted: an IPv4 address itself, of IPv6 the /64
 * that one customer has, so that nobody gets a new count with every address of their own network.
 */
export function networkOf(address: string): string {
  const plain = address.split('%', 1)[0]!;
  const mapped = MAPPED.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(plain)) return plain;
  return `${groupsOf(plain).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, without leading zeros. An IPv4 tail lies behind the part that is used. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return left.map(bare);
  const right = tail === '' ? [] : tail.split(':');
  const gap = Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: gap }, () => '0'), ...right].map(bare);
}

const bare = (group: string): string => group.replace(/^0+(?=.)/, '');

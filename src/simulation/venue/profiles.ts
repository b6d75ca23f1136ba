/** What a venue does that others do not. */
export interface VenueProfile {
  readonly name: 'hostile' | 'okx';
  /** By how much its clock may be off, either way. */
  readonly clockOffMs: number;
  /** How far behind its read replicas may be. */
  readonly readLagMs: number;
  /** How long a request takes at most when nothing is wrong. */
  readonly latencyMs: number;
  /** A reduce-only order larger than what is held: cut to it, or refused. */
  readonly oversizedReduce: 'cut' | 'refused';
  /** Whether it says `deadline-passed`, or only that something was wrong. */
  readonly namesDeadline: boolean;
  /** Whether it says that it is closed for maintenance, or only that something was wrong. */
  readonly namesMaintenance: boolean;
  /** How it shuts out whoever asks too often: each answer for so long at most, the next one when that has not helped. */
  readonly bans: readonly { readonly status: 429 | 418 | 403; readonly mostMs: number }[];
  /** Whether a conditional order holds no margin, so that it may vanish when it triggers. */
  readonly triggersWithoutMargin: boolean;
  /** Whether the order that acts for a conditional one carries its client id, or none. */
  readonly namesChildren: boolean;
  /** Whether orders go whose price is no step any more when the steps change. */
  readonly tickChangeCancels: boolean;
  /** Whether a second order under the id of one that rests is named as what it is. */
  readonly namesDuplicate: boolean;
}

/** Client ids are unique among open orders only on both: what they promise beyond that is not known for certain. */
export const PROFILES: Readonly<Record<VenueProfile['name'], VenueProfile>> = {
  // The worst rule of every venue that was looked at.
  hostile: {
    name: 'hostile',
    clockOffMs: 1_000,
    readLagMs: 5_000,
    latencyMs: 600,
    oversizedReduce: 'refused',
    namesDeadline: false,
    triggersWithoutMargin: true,
    namesChildren: false,
    tickChangeCancels: true,
    namesMaintenance: false,
    bans: [
      { status: 429, mostMs: 3_000 },
      { status: 418, mostMs: 8_000 },
      { status: 403, mostMs: 15_000 },
    ],
    namesDuplicate: false,
  },
  okx: {
    name: 'okx',
    clockOffMs: 500,
    readLagMs: 1_000,
    latencyMs: 250,
    oversizedReduce: 'cut',
    namesDeadline: true,
    triggersWithoutMargin: false,
    namesChildren: true,
    tickChangeCancels: false,
    namesMaintenance: true,
    bans: [{ status: 429, mostMs: 3_000 }],
    namesDuplicate: true,
  },
};

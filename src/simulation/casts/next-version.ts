import { formatOf } from '../../shared/pure/strategy/newer-state.js';
import type { KernelRow } from '../../shared/platform/strategy/instance.js';
import { otherwise } from '../mutations/changed-port.js';
import type { ShellPorts } from '../mutations/mutation.js';
import { sameJson } from '../twin/same-json.js';

/** A state as the next version writes it: beside what this version knows it says once more what it has written. */
interface NextState {
  readonly v: number;
  readonly asWritten: object;
}

const isNext = (state: object): state is NextState => 'asWritten' in state;

const written = (state: object): object => ({ ...state, v: formatOf(state) + 1, asWritten: state });

/** The state in the format of this version, of whichever it is. */
export const plainState = (state: object): object => (isNext(state) ? state.asWritten : state);

/** True when nobody but the next version has written it. */
export function isWhole(state: object): boolean {
  if (!isNext(state)) return true;
  const { asWritten, ...rest } = state;
  return sameJson({ ...asWritten, v: formatOf(asWritten) + 1 }, rest);
}

const plainRow = <Row extends Pick<KernelRow, 'state'> | null>(row: Row): Row =>
  row === null ? row : { ...row, state: plainState(row.state) };

/** The stores of the next version, which writes another format, reads its own, and brings what was written before it forward. */
export const asNextVersion = (ports: ShellPorts): ShellPorts => ({
  ...ports,
  decisions: otherwise(ports.decisions, {
    states: async (right, ids) => (await right(ids)).map(plainRow),
    lock: async (right, ...asked) =>
      (await right(...asked)).map((row) => ({ ...row, state: row.state && plainState(row.state) })),
    saveStates: (right, tx, lease, candleEnd, changes) =>
      right(
        tx,
        lease,
        candleEnd,
        changes.map((change) => ({ ...change, state: written(change.state) })),
      ),
  }),
  instances: otherwise(ports.instances, {
    lock: async (right, ...asked) => {
      const locked = await right(...asked);
      return locked && { ...locked, kernel: plainRow(locked.kernel) };
    },
    kernelOf: async (right, ...asked) => plainRow(await right(...asked)),
    saveKernel: (right, tx, id, row) => right(tx, id, { ...row, state: written(row.state) }),
  }),
});

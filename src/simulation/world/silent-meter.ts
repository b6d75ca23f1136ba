import {
  Meter,
  type Counter,
  type Gauge,
  type Histogram,
} from '../../shared/platform/telemetry/meter.port.js';

const nothing = (): void => undefined;

/** Metrics that nobody reads. */
export class SilentMeter extends Meter {
  override counter(): Counter<string> {
    return { add: nothing, series: () => ({ add: nothing }) };
  }

  override gauge(): Gauge<string> {
    return { set: nothing, collect: nothing };
  }

  override histogram(): Histogram<string> {
    return { observe: nothing, series: () => ({ observe: nothing }) };
  }
}

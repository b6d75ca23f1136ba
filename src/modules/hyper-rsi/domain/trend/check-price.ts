import { checkValue } from '../../../../shared/pure/indicators/inputs.js';

/** A close is above zero: bands around a mean of 0 would have no width. @throws RangeError */
export function checkPrice(close: number): void {
  checkValue(close);
  if (close <= 0) throw new RangeError(`not a price: ${close}`);
}

import { sharpe, sortino } from './ratios.js';

const returns = [0.01, -0.02, 0.03, 0, 0.01, -0.01, 0.02, 0.02, -0.03, 0.04];

describe('ratios of daily returns', () => {
  it('divide the mean by the sample deviation, annualised with sqrt(365)', () => {
    // Mean 0.007; sum of squared distances 0.00441, over 9.
    expect(sharpe(returns)).toBeCloseTo((0.007 / Math.sqrt(0.00441 / 9)) * Math.sqrt(365), 12);
  });

  it('count for Sortino only what lies below zero, over n - 1', () => {
    expect(sortino(returns)).toBeCloseTo((0.007 / Math.sqrt(0.0014 / 9)) * Math.sqrt(365), 12);
  });

  it('are not defined below ten days', () => {
    expect(sharpe(returns.slice(1))).toBeNull();
    expect(sortino(returns.slice(1))).toBeNull();
  });

  it('are not defined without any deviation', () => {
    expect(sharpe(Array.from({ length: 12 }, () => 0))).toBeNull();
    expect(sortino(Array.from({ length: 12 }, () => 0.01))).toBeNull();
  });
});

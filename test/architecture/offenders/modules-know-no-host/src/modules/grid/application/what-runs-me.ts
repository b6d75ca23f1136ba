import '../../../backtest/visit.js'; // offends

export const lazily = () => import('../../../main.js'); // offends

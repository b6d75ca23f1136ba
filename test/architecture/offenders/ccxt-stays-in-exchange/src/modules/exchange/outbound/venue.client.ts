export const load = () => import('ccxt');

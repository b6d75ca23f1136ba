export const load = () => import('ccxt'); // offends

import { eventually } from '../../../../test/kit/eventually.js'; // offends

export const waited = eventually;

import { WiredModule } from '../orders.module.js'; // offends

export const self = WiredModule;

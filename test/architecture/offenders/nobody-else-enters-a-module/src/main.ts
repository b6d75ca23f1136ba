import './app.module.js';
import { WiredModule } from './modules/users/users.module.js'; // offends

export const main = WiredModule;

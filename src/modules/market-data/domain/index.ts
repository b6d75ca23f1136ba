export { endingAt, openOfEnding, rollUp, rollUpAll } from './roll-up.js';

export { command } from './cli/visit.js'; // offends

export * from './paper/index.js';
export { TEST_INSTRUMENTS, testInstrument } from './instruments.js';

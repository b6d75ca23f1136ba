import { UnitOfWork } from './unit-of-work.port.js';

/** For processes that only read. */
export class NoWrites extends UnitOfWork {
  override run(): Promise<never> {
    return Promise.reject(new Error('this process reads only'));
  }
}

import { Module } from '@nestjs/common';
import { Database } from '../shared/platform/persistence/database.js';
import { BacktestsController } from './jobs/backtests.controller.js';
import { JobRunner } from './jobs/job-runner.js';
import { JobStore } from './jobs/job-store.port.js';
import { ThreadProgram } from './jobs/job-thread.js';
import { PgJobStore } from './jobs/pg-job-store.js';
import { SubmitJob } from './jobs/submit-job.js';

/** Backtests that people ask for through the API. */
@Module({
  controllers: [BacktestsController],
  providers: [
    {
      provide: JobStore,
      inject: [Database],
      useFactory: (database: Database) => new PgJobStore(database),
    },
    { provide: ThreadProgram, useValue: { url: new URL('./jobs/run-thread.js', import.meta.url) } },
    SubmitJob,
    JobRunner,
  ],
})
export class BacktestModule {}

import * as library from 'bullmq'; // offends
import { InjectQueue } from '@nestjs/bullmq'; // offends
import type { Redis } from 'ioredis'; // offends

export const used = library;

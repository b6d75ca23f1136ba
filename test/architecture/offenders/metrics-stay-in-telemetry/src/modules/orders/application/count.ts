import * as library from 'prom-client'; // offends
import { InjectMetric } from '@willsoto/nestjs-prometheus'; // offends

export const used = library;

import { Module, type DynamicModule } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { Registry } from 'prom-client';
import { Meter } from './meter.port.js';
import { MetricsController } from './metrics.controller.js';
import { PrometheusMeter } from './prometheus-meter.js';

/** Metrics: a registry per application (two applications of one process never share numbers), and the page of it. */
@Module({})
export class TelemetryModule {
  static register(): DynamicModule {
    const registry = new Registry();
    const providers = [
      { provide: Registry, useValue: registry },
      { provide: Meter, useValue: new PrometheusMeter(registry) },
    ];
    return {
      module: TelemetryModule,
      global: true,
      imports: [
        {
          ...PrometheusModule.register({
            controller: MetricsController,
            defaultMetrics: { enabled: true, config: { register: registry } },
          }),
        },
      ],
      providers,
      exports: providers,
    };
  }
}

import { Registry } from 'prom-client';
import { PrometheusMeter } from '../telemetry/prometheus-meter.js';
import { AnswerMetrics } from './answer-metrics.js';

describe('the metrics of answers', () => {
  it('count and time each method, route and status by itself', async () => {
    const registry = new Registry();
    const metrics = new AnswerMetrics(new PrometheusMeter(registry));
    for (const status of [200, 404, 200]) metrics.record('GET', '/things/:id', status, 0.02);
    metrics.record('POST', '/things/:id', 200, 3);
    const page = await registry.metrics();
    expect(page).toContain('http_requests_total{method="GET",route="/things/:id",status="200"} 2');
    expect(page).toContain('http_requests_total{method="GET",route="/things/:id",status="404"} 1');
    expect(page).toContain('http_requests_total{method="POST",route="/things/:id",status="200"} 1');
    expect(page).toContain(
      'duration_seconds_bucket{le="0.01",method="GET",route="/things/:id",status="200"} 0',
    );
    expect(page).toContain(
      'duration_seconds_bucket{le="0.025",method="GET",route="/things/:id",status="200"} 2',
    );
    expect(page).toContain('duration_seconds_sum{method="POST",route="/things/:id",status="200"} 3');
  });

  it('do not grow with methods that nobody here knows', async () => {
    const registry = new Registry();
    const metrics = new AnswerMetrics(new PrometheusMeter(registry));
    for (let index = 0; index < 50; index += 1) metrics.record(`M${index}`, 'unmatched', 404, 0.001);
    const page = await registry.metrics();
    expect(page).toContain('http_requests_total{method="other",route="unmatched",status="404"} 50');
    expect(page.match(/^http_requests_total\{/gm)).toHaveLength(1);
  });
});

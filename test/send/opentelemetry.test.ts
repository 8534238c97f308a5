import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenTelemetryOptions, observeQuotas, openTelemetry } from '../../src/send/opentelemetry.ts';
import { depotNumber, depotNumbers } from './depot.ts';
import { type Bench, bench, pass, rejection, watch, withFakeTime, within } from './harness.ts';
import { type Answer, type Call, createWire, parcels } from './wire.ts';

withFakeTime();

const number = depotNumber(1);
const manager = new AsyncLocalStorageContextManager();
beforeAll(() => void context.setGlobalContextManager(manager.enable()));
afterAll(() => void manager.disable());

interface Observed extends Bench {
  readonly spans: () => readonly ReadableSpan[];
  /** The metrics by name: the points of each, with their attributes. */
  readonly metrics: () => Promise<Readonly<Record<string, readonly { attributes: unknown; value: unknown }[]>>>;
  readonly inFlight: (Span | undefined)[];
  readonly meterProvider: MeterProvider;
}

function observed(script?: (call: Call) => Answer, options: OpenTelemetryOptions = {}, withGrant = false): Observed {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const reader = new PeriodicExportingMetricReader({
    exporter: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
    exportIntervalMillis: 2_000_000,
  });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const wire = createWire(script, 5);
  const inFlight: (Span | undefined)[] = [];
  const adapter = openTelemetry({
    tracerProvider,
    meterProvider,
    fetch: (request) => {
      inFlight.push(trace.getSpan(context.active()));
      return wire.fetch(request);
    },
    ...options,
  });
  let drawn = 0;
  const random = (): number => {
    drawn += 1;
    return (drawn % 997) / 997;
  };
  const made = bench({ depot: { withGrant }, tracker: { ...adapter, random } });
  return {
    ...made,
    wire,
    inFlight,
    meterProvider,
    spans: () => exporter.getFinishedSpans(),
    async metrics() {
      const { resourceMetrics } = await reader.collect();
      const all = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
      return Object.fromEntries(
        all.map(({ descriptor, dataPoints }) => [
          descriptor.name,
          dataPoints.map(({ attributes, value }) => ({ attributes, value })),
        ]),
      );
    },
  };
}

const brief = ({ name, kind, attributes, status }: ReadableSpan): object => ({
  name,
  kind,
  attributes,
  status: status.code,
});

describe('openTelemetry', () => {
  it('makes a span for each call and below it one for each attempt', async () => {
    const { tracker, spans, inFlight } = observed(
      ({ index }) => (index === 1 ? new Response('', { status: 503 }) : undefined),
      {},
      true,
    );
    await within(5_000, Promise.all(depotNumbers(3).map((each) => tracker.track(each))));
    const server = { 'http.request.method': 'POST', 'server.address': 'depot.example', 'server.port': 443 };
    const [tokenAttempt, token, refused, attempt, call] = spans();
    expect([call, attempt, refused].map((span) => span && brief(span))).toMatchObject([
      {
        name: 'waybill.track depot',
        kind: SpanKind.INTERNAL,
        attributes: {
          'waybill.carrier': 'depot',
          'waybill.operation': 'track',
          'waybill.numbers': 3,
          'waybill.attempts': 2,
        },
        status: SpanStatusCode.UNSET,
      },
      {
        name: 'POST',
        kind: SpanKind.CLIENT,
        attributes: { ...server, 'http.response.status_code': 200, 'http.request.resend_count': 1 },
        status: SpanStatusCode.UNSET,
      },
      {
        name: 'POST',
        kind: SpanKind.CLIENT,
        attributes: { ...server, 'http.response.status_code': 503, 'error.type': '503' },
        status: SpanStatusCode.ERROR,
      },
    ]);
    expect(call?.events).toMatchObject([
      { name: 'waybill.retry', attributes: { 'error.type': 'carrier_unavailable' } },
    ]);
    expect(token?.name).toBe('waybill.token depot');
    expect(spans()).toHaveLength(5);
    for (const [child, parent] of [
      [tokenAttempt, token],
      [refused, call],
      [attempt, call],
    ]) {
      expect(child?.parentSpanContext?.spanId).toBe(parent?.spanContext().spanId);
    }
    // Whatever instruments fetch nests below the attempt.
    expect(inFlight.map((span) => span?.spanContext().spanId)).toEqual(
      [tokenAttempt, refused, attempt].map((span) => span?.spanContext().spanId),
    );
  });

  it('hangs below the span of whoever asks', async () => {
    const { tracker, spans } = observed();
    const parent = new TracerProvider().getTracer('test').startSpan('page');
    await within(
      20,
      context.with(trace.setSpan(context.active(), parent), () => tracker.track(number)),
    );
    expect(spans().at(-1)?.parentSpanContext?.spanId).toBe(parent.spanContext().spanId);
  });

  it('leaves HTTP spans to others where that is wished', async () => {
    const { tracker, spans, inFlight, metrics } = observed(undefined, { httpSpans: false });
    await within(20, tracker.track(number));
    expect(spans().map(({ name }) => name)).toEqual(['waybill.track depot']);
    expect(inFlight[0]?.spanContext().spanId).toBe(spans()[0]?.spanContext().spanId);
    expect(await metrics()).not.toHaveProperty(['http.client.request.duration']);
  });

  it('ends every span, whatever the end: abort, time-out, network', async () => {
    const silent = observed(() => new Promise(() => undefined));
    const controller = new AbortController();
    const tracked = watch(silent.tracker.track(number, { signal: controller.signal }));
    await pass(100);
    controller.abort('stop');
    await pass(100);
    expect(tracked.fate()).toEqual({ reason: 'stop' });
    expect(silent.spans().map(brief)).toMatchObject([
      { name: 'POST', status: SpanStatusCode.UNSET },
      { name: 'waybill.track depot', status: SpanStatusCode.UNSET },
    ]);
    expect(silent.spans().map(({ attributes }) => attributes['error.type'])).toEqual([undefined, undefined]);

    const broken = observed(() => {
      throw new TypeError('fetch failed');
    });
    await rejection(60_000, broken.tracker.track(number));
    expect(broken.spans()).toHaveLength(5);
    expect(new Set(broken.spans().map(({ attributes }) => attributes['error.type']))).toEqual(new Set(['network']));
  });

  it('counts durations, throttlings, unknown codes and drifted payloads', async () => {
    const { tracker, metrics, meterProvider } = observed(({ index }) =>
      index === 0
        ? Response.json({ quietForMs: 1_234 }, { status: 403 })
        : parcels([{ number, code: 'ZZ', basis: 'text', strange: true }]),
    );
    const end = observeQuotas(tracker, { meterProvider });
    await within(5_000, tracker.track(number));
    const seen = await metrics();
    const depot = { 'waybill.carrier': 'depot' };
    expect(seen).toMatchObject({
      'waybill.call.duration': [{ attributes: { ...depot, 'waybill.operation': 'track' }, value: { count: 1 } }],
      'waybill.queue.duration': [{ attributes: { ...depot, 'waybill.operation': 'track' }, value: { count: 1 } }],
      'waybill.throttled': [{ attributes: depot, value: 1 }],
      'waybill.codes.unmapped': [{ attributes: { ...depot, 'waybill.basis': 'text' }, value: 1 }],
      'waybill.payload.drift': [{ attributes: depot, value: 1 }],
    });
    expect(seen['http.client.request.duration']?.map(({ attributes }) => attributes)).toMatchObject([
      { 'http.response.status_code': 403, 'error.type': '403', 'server.address': 'depot.example' },
      { 'http.response.status_code': 200 },
    ]);
    expect(seen['waybill.quota.remaining']?.length).toBeGreaterThan(0);
    end();
  });

  it('tells no number, no account and no token', async () => {
    const { tracker, spans, metrics } = observed(undefined, {}, true);
    await within(40, tracker.track(number));
    const told = JSON.stringify([
      spans().map(({ name, attributes, events }) => [name, attributes, events]),
      await metrics(),
    ]);
    expect(told).toContain('waybill.track depot');
    const { account } = tracker.usage()[0] ?? {};
    for (const secret of [number, account, 'token']) {
      expect(told.replaceAll('waybill.token', '').replaceAll('"waybill.operation":"token"', '')).not.toContain(secret);
    }
  });
});

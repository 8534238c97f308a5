import {
  type Attributes,
  type Context,
  context,
  type MeterProvider,
  metrics,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import type * as z from 'zod/mini';
import { checkArguments, optional, optionsOf } from '../options/options.ts';
import { aFunction, flag, withMethods } from '../options/values.ts';
import type { CallFailure, Signal, SignalCall, SignalListener } from './telemetry.ts';
import type { TrackingSource } from './tracking-source.ts';
import type { Fetch } from './transport.ts';

/** What is told to OpenTelemetry, and by which providers. */
export interface OpenTelemetryOptions {
  /** Default: the global provider. */
  readonly tracerProvider?: TracerProvider;
  /** Default: the global provider. */
  readonly meterProvider?: MeterProvider;
  /** What carries the requests. Default: the global `fetch`, looked up at each request. */
  readonly fetch?: Fetch;
  /**
   * Whether each attempt has an HTTP client span and counts in `http.client.request.duration`. Set it to false beside an
   * instrumentation of `fetch` that makes both. Default: true.
   */
  readonly httpSpans?: boolean;
}

/** What a tracker takes to be observed: `createTracker({ carriers, ...openTelemetry() })`. */
export interface OpenTelemetryAdapter {
  readonly onSignal: SignalListener;
  readonly fetch: Fetch;
}

const name = 'waybill';

/** Bucket boundaries in seconds that the semantic conventions advise for HTTP (`http.client.request.duration`). */
const httpBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** A call may wait for its quota for minutes. */
const callBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];

const seconds = (ms: number): number => ms / 1000;

/** An attempt that is under way. */
interface AttemptSpan {
  readonly span?: Span;
  readonly attributes: Attributes;
}

/** A call that is under way. */
interface CallSpan {
  readonly span: Span;
  readonly context: Context;
  attempt?: AttemptSpan;
}

const meterProvider = optional(withMethods<MeterProvider>('a MeterProvider', 'getMeter'));

/** {@link OpenTelemetryOptions}. */
const openTelemetryOptions: z.ZodMiniType<OpenTelemetryOptions> = optionsOf<OpenTelemetryOptions>({
  tracerProvider: optional(withMethods<TracerProvider>('a TracerProvider', 'getTracer')),
  meterProvider,
  fetch: optional(aFunction<Fetch>('a function like fetch')),
  httpSpans: optional(flag),
});

/**
 * An adapter to OpenTelemetry: a span for each call (`waybill.track fedex`), below it one for each attempt by the semantic
 * conventions for HTTP clients, and metrics for both. No tracking number, account, reference or token is in any of them: of
 * addresses the host alone is told.
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): OpenTelemetryAdapter {
  checkArguments('openTelemetry()', { options: [openTelemetryOptions, options] });
  const { httpSpans = true, fetch: carry = (request) => globalThis.fetch(request) } = options;
  const tracer = (options.tracerProvider ?? trace).getTracer(name);
  const meter = (options.meterProvider ?? metrics).getMeter(name);
  const httpDuration = meter.createHistogram('http.client.request.duration', {
    unit: 's',
    description: 'Duration of HTTP client requests.',
    advice: { explicitBucketBoundaries: httpBuckets },
  });
  const callDuration = meter.createHistogram('waybill.call.duration', {
    unit: 's',
    description: 'Duration of calls to carriers, waiting and all attempts included.',
    advice: { explicitBucketBoundaries: callBuckets },
  });
  const queueDuration = meter.createHistogram('waybill.queue.duration', {
    unit: 's',
    description: 'Time that calls waited for a token and for the quota.',
    advice: { explicitBucketBoundaries: callBuckets },
  });
  const throttled = meter.createCounter('waybill.throttled', {
    unit: '{response}',
    description: 'Answers by which a carrier asked for silence.',
  });
  const unmapped = meter.createCounter('waybill.codes.unmapped', {
    unit: '{event}',
    description: 'Events whose code the tables do not know.',
  });
  const drifted = meter.createCounter('waybill.payload.drift', {
    unit: '{issue}',
    description: 'Places in payloads that are not as they are known.',
  });

  const calls = new Map<string, CallSpan>();
  /** The call whose attempt leaves now: `fetch` is entered in the same turn of the event loop. */
  let leaving: CallSpan | undefined;

  function started(call: SignalCall): void {
    const { kind, carrier, numbers } = call;
    const attributes = { ...labelsOf(call), 'waybill.numbers': numbers };
    const span = tracer.startSpan(`waybill.${kind} ${carrier}`, { kind: SpanKind.INTERNAL, attributes });
    calls.set(keyOf(call), { span, context: trace.setSpan(context.active(), span) });
  }

  function finished(signal: Signal & { readonly type: 'call.finished' }): void {
    const { failure, durationMs, queuedMs, attempts } = signal;
    const attributes = { ...labelsOf(signal), ...errorType(failure) };
    callDuration.record(seconds(durationMs), attributes);
    queueDuration.record(seconds(queuedMs), labelsOf(signal));
    const call = calls.get(keyOf(signal));
    calls.delete(keyOf(signal));
    if (call === undefined) return;
    call.span.setAttributes({
      'waybill.attempts': attempts,
      'waybill.queue.wait': seconds(queuedMs),
      ...errorType(failure),
    });
    if (isFault(failure)) call.span.setStatus({ code: SpanStatusCode.ERROR });
    call.span.end();
  }

  function ended(signal: Signal & { readonly type: 'request.finished' }): void {
    const call = calls.get(keyOf(signal));
    const { span, attributes } = call?.attempt ?? {};
    if (call !== undefined) delete call.attempt;
    if (!httpSpans || attributes === undefined) return;
    const { httpStatus, bytes, failure, durationMs } = signal;
    const isError = isFault(failure) || (httpStatus !== undefined && httpStatus >= 400);
    const outcome: Attributes = {
      ...(httpStatus === undefined ? {} : { 'http.response.status_code': httpStatus }),
      ...(isError ? { 'error.type': failure ?? String(httpStatus) } : {}),
    };
    httpDuration.record(seconds(durationMs), { ...attributes, ...outcome });
    if (bytes !== undefined) span?.setAttribute('http.response.body.size', bytes);
    span?.setAttributes(outcome);
    if (isError) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  }

  function begin(call: CallSpan, request: Request, attempt: number): Context {
    const attributes = attributesOf(request);
    if (!httpSpans) {
      call.attempt = { attributes };
      return call.context;
    }
    const resent = attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {};
    const span = tracer.startSpan(
      request.method,
      { kind: SpanKind.CLIENT, attributes: { ...attributes, 'url.full': hiddenUrl(request), ...resent } },
      call.context,
    );
    call.attempt = { span, attributes };
    return trace.setSpan(call.context, span);
  }

  let attempt = 1;
  return {
    onSignal(signal) {
      switch (signal.type) {
        case 'call.started':
          return started(signal);
        case 'call.finished':
          return finished(signal);
        case 'request.sent':
          leaving = calls.get(keyOf(signal));
          attempt = signal.attempt;
          return undefined;
        case 'request.finished':
          return ended(signal);
        case 'request.retried':
          calls.get(keyOf(signal))?.span.addEvent('waybill.retry', {
            'waybill.attempt': signal.attempt,
            'error.type': signal.because,
          });
          return undefined;
        case 'request.throttled':
          return throttled.add(1, { 'waybill.carrier': signal.carrier });
        case 'code.unmapped':
          return unmapped.add(1, { 'waybill.carrier': signal.carrier, 'waybill.basis': signal.basis });
        case 'payload.drifted':
          return drifted.add(1, { 'waybill.carrier': signal.carrier });
        case 'token.renewed':
          return undefined;
      }
    },
    fetch(request) {
      const call = leaving;
      leaving = undefined;
      return call === undefined ? carry(request) : context.with(begin(call, request, attempt), () => carry(request));
    },
  };
}

/**
 * Lets `waybill.quota.remaining` tell how many requests each window of a tracker's accounts has left, by carrier and length
 * of the window.
 *
 * @returns ends it.
 */
export function observeQuotas(
  tracker: Pick<TrackingSource, 'usage'>,
  options: Pick<OpenTelemetryOptions, 'meterProvider'> = {},
): () => void {
  checkArguments('observeQuotas()', {
    tracker: [withMethods('a tracker, such as createTracker() makes', 'usage'), tracker],
    options: [optionsOf<typeof options>({ meterProvider }), options],
  });
  const gauge = (options.meterProvider ?? metrics).getMeter(name).createObservableGauge('waybill.quota.remaining', {
    unit: '{request}',
    description: 'Requests that a window of an account has left.',
  });
  const observe: Parameters<typeof gauge.addCallback>[0] = (result) => {
    for (const { carrier, windows } of tracker.usage()) {
      for (const { left, intervalMs } of windows) {
        result.observe(left, { 'waybill.carrier': carrier, 'waybill.window': seconds(intervalMs) });
      }
    }
  };
  gauge.addCallback(observe);
  return () => gauge.removeCallback(observe);
}

const keyOf = ({ account, requestId, kind }: SignalCall): string => `${account} ${kind} ${requestId}`;

const labelsOf = ({ carrier, kind }: SignalCall): Attributes => ({
  'waybill.carrier': carrier,
  'waybill.operation': kind,
});

/** Called off by the caller is no error. */
const isFault = (failure: CallFailure | undefined): boolean => failure !== undefined && failure !== 'aborted';

const errorType = (failure: CallFailure | undefined): Attributes =>
  failure !== undefined && failure !== 'aborted' ? { 'error.type': failure } : {};

function attributesOf({ method, url }: Request): Attributes {
  const { hostname, port, protocol } = new URL(url);
  const standard = protocol === 'http:' ? 80 : 443;
  return {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': port === '' ? standard : Number(port),
  };
}

/** Paths and queries hold tracking numbers and postal codes. */
const hiddenUrl = ({ url }: Request): string => `${new URL(url).origin}/REDACTED`;

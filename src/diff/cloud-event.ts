import type * as z from 'zod/mini';
import type { Change, ChangeType } from '../model/change.ts';
import { compact } from '../model/compact.ts';
import { pathSegment } from '../model/path-segment.ts';
import { allowedValue, checkArguments, optional, optionsOf } from '../options/options.ts';
import { change as changeValue, filledText } from '../options/values.ts';
import { hasOffset } from '../time/time.ts';

/** A change as a CloudEvents 1.0 event in its JSON format. */
export interface ChangeCloudEvent {
  readonly specversion: '1.0';
  /** The change's key: source and id together name an event once and for all, as the specification asks. */
  readonly id: string;
  readonly source: string;
  readonly type: `waybill.${ChangeType}`;
  /** The tracking number. */
  readonly subject: string;
  readonly time?: string;
  readonly datacontenttype: 'application/json';
  readonly data: Change;
}

/** What a change itself does not say. */
export interface CloudEventOptions {
  /** URI reference of who tells it. Default: `urn:waybill:` and the carrier. */
  readonly source?: string;
  /**
   * RFC 3339 time of the event. Default: when it happened, if the carrier told the offset; else when it was seen, if that
   * is known; else none, for a wall clock without an offset is no such time.
   */
  readonly time?: string | Date;
}

/** {@link CloudEventOptions}. */
const cloudEventOptions: z.ZodMiniType<CloudEventOptions> = optionsOf<CloudEventOptions>({
  source: optional(filledText),
  time: optional(
    allowedValue<string | Date>(
      'RFC 3339 text such as 2026-11-20T14:30:00Z, or a Date',
      (value) =>
        (value instanceof Date && Number.isFinite(value.getTime())) ||
        (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/i.test(value)),
    ),
  ),
});

/** Wraps a change for whatever speaks CloudEvents. */
export function toCloudEvent(change: Change, options: CloudEventOptions = {}): ChangeCloudEvent {
  checkArguments('toCloudEvent()', { change: [changeValue, change], options: [cloudEventOptions, options] });
  const { occurredAt, seenAt } = change;
  const time = options.time instanceof Date ? options.time.toISOString() : options.time;
  const happened = occurredAt !== undefined && hasOffset(occurredAt) ? occurredAt : undefined;
  return compact({
    specversion: '1.0' as const,
    id: change.key,
    source: options.source ?? `urn:waybill:${pathSegment(change.carrier)}`,
    type: `waybill.${change.type}` as const,
    subject: change.trackingNumber,
    time: time ?? happened ?? seenAt,
    datacontenttype: 'application/json' as const,
    data: change,
  });
}

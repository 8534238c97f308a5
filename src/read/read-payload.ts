import { payloadFormats } from '../carrier/carrier-options.ts';
import { decodeBody } from '../carrier/decode.ts';
import { detectPayload, type Payload, type PayloadFormat } from '../carrier/payload.ts';
import { TrackingError } from '../model/error.ts';
import { failed, type Outcome, withIssue } from '../model/outcome.ts';
import type { Tracking } from '../model/tracking.ts';
import { allowedValue, checkArguments } from '../options/options.ts';

/**
 * Reads any stored payload of a carrier, JSON or XML: finds its format by itself, needs no network and no credentials,
 * and gives the same answer on every machine, in every time zone and locale. Reading again after the tables have
 * improved is calling it again: `mapping` of a result says which version read it. `fetchedAt` is absent: nobody knows it
 * of a stored text.
 *
 * @param body The text, or the bytes, as the carrier sent them. Bytes are read by their byte order mark or by the
 * encoding that an XML declaration names, else as UTF-8; bytes that cannot be that are read as windows-1252, with an issue
 * that says so. A JSON array of payloads, or of their texts, and payloads line
 * by line (NDJSON) are read one by one.
 * @param formats What it may be: `formats` of `waybill/carriers`, or those of one carrier. One format alone is taken at its
 * word, and reads what lacks the marks that formats are told apart by, such as the number.
 * @returns One outcome per number that the payload speaks of; for what is of no known format one `unexpected_response`
 * with an empty number. Never throws for what the payload holds.
 * @throws TrackingError `invalid_request` for a body that is neither text nor bytes, and for formats that are none.
 */
export function readPayload(
  body: string | Uint8Array,
  formats: readonly PayloadFormat[],
): readonly Outcome<Tracking>[] {
  const isText = typeof body === 'string';
  // A list of formats is checked once, not with each of a million bodies.
  if (!isText || !knownFormats.has(formats)) {
    checkArguments('readPayload()', { body: [storedBody, body], formats: [payloadFormats, formats] });
    knownFormats.add(formats);
  }
  if (isText) return readText(body, formats);
  const { text, issue } = decodeBody(body);
  return readText(text, formats).map((outcome) => withIssue(outcome, issue));
}

const knownFormats = new WeakSet<readonly PayloadFormat[]>();

const storedBody = allowedValue<string | Uint8Array>(
  'the text or the bytes as they came; JSON.stringify() makes a text of what is parsed already',
  (value) => typeof value === 'string' || value instanceof Uint8Array,
);

function readText(text: string, formats: readonly PayloadFormat[]): readonly Outcome<Tracking>[] {
  const payload = detectPayload(text);
  if (payload.kind !== 'unreadable') return readParsed(payload, formats);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isLineByLine = lines.length > 1 && lines.some((line) => detectPayload(line).kind === 'json');
  return isLineByLine ? lines.flatMap((line) => readOne(detectPayload(line), formats)) : [unknownFormat(formats)];
}

function readParsed(payload: Payload, formats: readonly PayloadFormat[]): readonly Outcome<Tracking>[] {
  const own = readOwn(payload, formats);
  if (own !== undefined) return own;
  // Some answers are lists themselves; a list that is none of them is a list of answers.
  const items: unknown = payload.kind === 'json' ? payload.value : undefined;
  if (!Array.isArray(items) || items.length === 0) return [unknownFormat(formats)];
  return items.flatMap((item: unknown) =>
    readOne(typeof item === 'string' ? detectPayload(item) : { kind: 'json', value: item }, formats),
  );
}

function readOne(payload: Payload, formats: readonly PayloadFormat[]): readonly Outcome<Tracking>[] {
  return readOwn(payload, formats) ?? [unknownFormat(formats)];
}

/** What the payload's own format makes of it; undefined for a payload of none. */
function readOwn(payload: Payload, formats: readonly PayloadFormat[]): readonly Outcome<Tracking>[] | undefined {
  if (payload.kind === 'unreadable') return undefined;
  const own = formats.find((format) => format.matches(payload))?.read(payload);
  if (own !== undefined) return own;
  // Whoever names one format knows what it is: then it may lack what formats are told apart by, such as the number.
  const [named, ...others] = formats;
  const outcomes = others.length === 0 ? named?.read(payload) : undefined;
  return outcomes?.some(saysSomething) === true ? outcomes : undefined;
}

function saysSomething(outcome: Outcome): boolean {
  if (!outcome.ok) return outcome.error.code !== 'unexpected_response';
  return outcome.value.events.length > 0 || outcome.value.status !== 'unknown';
}

function unknownFormat(formats: readonly PayloadFormat[]): Outcome<never> {
  const known = formats.map(({ name }) => name).join(', ');
  const message = `This text is of no format that was given (${known}); give the carrier's formats, or check that it is whole.`;
  return failed('', new TrackingError('unexpected_response', message));
}

import {
  atOffset,
  type EventStatus,
  type Issue,
  isDateOnly,
  meaningOf,
  plainText,
  readCompactTime,
  readOffset,
  readTime,
  type Scan,
  type StatusBasis,
  type StatusDetail,
  sentences,
  timeOrIssue,
} from 'waybill/kit';
import type { Checkpoint, ExpressPiece, ExpressShipment } from './express-shipment.ts';
import { refinedByRemark } from './remarks.ts';
import { express } from './status-divisions.ts';
import { meaningOfWords } from './status-words.ts';

/** A shipment's own checkpoints, or where the answer has those of the pieces only, theirs, each once. */
export function historyOf({ checkpoints, pieces }: ExpressShipment): readonly Checkpoint[] {
  if (checkpoints.length > 0) return checkpoints;
  const told = new Map<string, Checkpoint>();
  for (const checkpoint of pieces.flatMap((piece) => piece.checkpoints)) {
    if (!told.has(keyOf(checkpoint))) told.set(keyOf(checkpoint), checkpoint);
  }
  return [...told.values()];
}

/** The scans of a history, line for line. One that only some of the pieces passed names them. */
export function scansOf(
  history: readonly Checkpoint[],
  pieces: readonly ExpressPiece[],
  issues: Issue[],
): readonly Scan[] {
  const passed = new Map<string, string[]>();
  for (const { trackingNumber, checkpoints } of pieces) {
    for (const key of new Set(checkpoints.map(keyOf))) {
      const by = passed.get(key);
      if (by === undefined) passed.set(key, [trackingNumber]);
      else by.push(trackingNumber);
    }
  }
  const telling = pieces.filter(({ checkpoints }) => checkpoints.length > 0).length;
  return history.map((checkpoint) => {
    const by = passed.get(keyOf(checkpoint));
    return { ...readScan(checkpoint, issues), pieces: by !== undefined && by.length < telling ? by : undefined };
  });
}

function keyOf({ date, time, code, area }: Checkpoint): string {
  return [date, time, code, area?.facility ?? area?.city].join(' ');
}

function readScan(checkpoint: Checkpoint, issues: Issue[]): Scan {
  const { code, description, remark, nextStep, area } = checkpoint;
  const { status, detail, basis } = readCheckpoint(code, description, remark);
  return {
    status,
    detail,
    basis,
    code,
    description: sentences(plainText(description), plainText(remark)),
    nextStep: plainText(nextStep),
    occurredAt: readMoment(checkpoint, issues),
    place: area,
  };
}

function readMoment({ date, time, offset, path }: Checkpoint, issues: Issue[]): string | undefined {
  // Some answers have the whole time in the field of the day.
  const read = (day: string): string | undefined => readCompactTime(day, time) ?? readTime(day);
  const moment = timeOrIssue(date, issues, `${path}.date`, read);
  if (moment === undefined) return undefined;
  if (isDateOnly(moment)) timeOrIssue(time, issues, `${path}.time`, () => undefined);
  return atOffset(moment, readOffset(offset));
}

/** What a checkpoint says, and by what it was decided. */
interface CheckpointReading {
  readonly status: EventStatus;
  readonly detail?: StatusDetail | undefined;
  readonly basis: StatusBasis;
}

/**
 * By the checkpoint's code; by its words where DHL lists the code without a meaning, or not at all. The remark makes a
 * vague one finer.
 */
function readCheckpoint(
  code: string | undefined,
  description: string | undefined,
  remark: string | undefined,
): CheckpointReading {
  const listed = meaningOf(express, code);
  const byCode = listed === undefined || listed[0] === 'unknown' ? undefined : listed;
  const meaning = byCode ?? (description === undefined ? undefined : meaningOfWords(description));
  if (meaning === undefined) return { status: 'unknown', basis: 'none' };
  const [status, detail] = refinedByRemark(meaning, description, remark);
  return { status, detail, basis: byCode === undefined ? 'text' : 'code' };
}

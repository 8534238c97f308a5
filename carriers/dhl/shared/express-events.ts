import {
  atOffset,
  type EventStatus,
  type Issue,
  isDateOnly,
  meaningOf,
  readCompactTime,
  readOffset,
  type Scan,
  type StatusBasis,
  type StatusDetail,
} from 'waybill/kit';
import { meaningOfWords } from '../unified/status-words.ts';
import type { Checkpoint, ExpressPiece, ExpressShipment } from './express-shipment.ts';
import { express } from './status-divisions.ts';

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
    for (const key of new Set(checkpoints.map(keyOf))) passed.set(key, [...(passed.get(key) ?? []), trackingNumber]);
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
  const { code, description, remark, area } = checkpoint;
  const { status, detail, basis } = readCheckpoint(code, description);
  return {
    status,
    detail,
    basis,
    code,
    description:
      remark === undefined ? description : [description, remark].filter((words) => words !== undefined).join(': '),
    occurredAt: readMoment(checkpoint, issues),
    place: area,
  };
}

function readMoment({ date, time, offset, path }: Checkpoint, issues: Issue[]): string | undefined {
  const moment = readCompactTime(date, time);
  const complain = (field: string): void => {
    issues.push({ path: `${path}.${field}`, expected: 'a time', seen: 'a time we cannot read' });
  };
  if (moment === undefined) {
    if (date !== undefined) complain('date');
    return undefined;
  }
  if (time !== undefined && isDateOnly(moment)) complain('time');
  return atOffset(moment, readOffset(offset));
}

/** What a checkpoint says, and by what it was decided. */
interface CheckpointReading {
  readonly status: EventStatus;
  readonly detail?: StatusDetail | undefined;
  readonly basis: StatusBasis;
}

/** By the checkpoint's code; by its English words where DHL lists the code without a meaning, or not at all. */
function readCheckpoint(code: string | undefined, description: string | undefined): CheckpointReading {
  const [status = 'unknown', detail] = meaningOf(express, code) ?? [];
  if (status !== 'unknown') return { status, detail, basis: 'code' };
  const [told, finer] = (description === undefined ? undefined : meaningOfWords(description)) ?? [];
  return told === undefined ? { status: 'unknown', basis: 'none' } : { status: told, detail: finer, basis: 'text' };
}

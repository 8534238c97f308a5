import { type EventStatus, meaningOf, type StatusBasis, type StatusDetail } from 'waybill/kit';
import { express } from '../status-divisions.ts';
import { meaningOfWords } from '../wording.ts';

/** What a checkpoint says, and by what it was decided. */
export interface CheckpointReading {
  readonly status: EventStatus;
  readonly detail?: StatusDetail | undefined;
  readonly basis: StatusBasis;
}

/** By the checkpoint's code; by its English words where DHL lists the code without a meaning, or not at all. */
export function readCheckpoint(code: string | undefined, description: string | undefined): CheckpointReading {
  const [status = 'unknown', detail] = meaningOf(express, code) ?? [];
  if (status !== 'unknown') return { status, detail, basis: 'code' };
  const [told, finer] = (description === undefined ? undefined : meaningOfWords(description)) ?? [];
  return told === undefined ? { status: 'unknown', basis: 'none' } : { status: told, detail: finer, basis: 'text' };
}

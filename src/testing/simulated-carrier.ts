import type { Quota } from '../carrier/account.ts';
import type { CarrierSandbox, SandboxCall, SandboxRefusal, SandboxRequest } from '../carrier/sandbox.ts';
import type { WireResponse } from '../carrier/wire.ts';
import { accountsFrom, type SandboxAccount } from './accounts.ts';
import type { Fault, Faults } from './faults.ts';
import { livesAt, type Parcels } from './parcels.ts';
import type { Random } from './random.ts';
import type { ReportBuilder } from './report.ts';

/** What a simulated carrier shares with the others. */
export interface SandboxContext {
  readonly parcels: Parcels;
  readonly faults: Faults;
  readonly report: ReportBuilder;
  readonly random: Random;
}

/** An answer as the carrier wrote it, and the faults that are still to happen to it. */
interface SimulatedAnswer {
  readonly response: WireResponse;
  readonly struck: readonly Fault[];
}

/** One carrier of the sandbox with its accounts and its counts. */
export interface SimulatedCarrier {
  readonly carrier: CarrierSandbox;
  /** Answers a request that arrived at `now`, milliseconds since the epoch. */
  answer(request: SandboxRequest, now: number): SimulatedAnswer;
}

/** Simulates a carrier: counts every request, then refuses or serves it in the order in which a carrier's gateway would. */
export function simulateCarrier(
  carrier: CarrierSandbox,
  known: readonly SandboxAccount[],
  quotas: readonly Quota[],
  { parcels, faults, report, random }: SandboxContext,
): SimulatedCarrier {
  const accounts = accountsFrom(known, carrier.tokenLifetimeMs !== undefined, random);

  const data = (call: SandboxCall, request: SandboxRequest, now: number): WireResponse => {
    const inquiries = call.kind === 'track' ? call.inquiries : [];
    const answers = inquiries.map((inquiry) => ({
      inquiry,
      parcels: livesAt(parcels.of(carrier.carrier, inquiry.trackingNumber), now),
    }));
    return carrier.tracking(answers, request);
  };

  const token = (account: string, call: SandboxCall, now: number): WireResponse => {
    const { tokenLifetimeMs } = carrier;
    if (carrier.token === undefined || tokenLifetimeMs === undefined) return carrier.refuse('unknown_path', call);
    return carrier.token(accounts.issue(account, now, tokenLifetimeMs), tokenLifetimeMs, now);
  };

  return {
    carrier,
    answer(request, now) {
      const call = carrier.route(request);
      const { account, refusal } = accounts.caller(call, now);
      const count = report.of(carrier.carrier, account, quotas);
      const waitMs = count.arrive(now);
      if (call.kind === 'track') count.numbersAsked += call.inquiries.length;
      const struck = faults.strike(carrier.carrier, call);
      if (struck.length > 0) count.faults += 1;

      const refuse = (reason: SandboxRefusal, retryAfterMs?: number): SimulatedAnswer => {
        count.refused[reason] = (count.refused[reason] ?? 0) + 1;
        return { response: carrier.refuse(reason, call, retryAfterMs), struck };
      };
      if (waitMs > 0) return refuse('too_many_requests', waitMs);
      for (const fault of struck) {
        if (fault.kind === 'refuse') return refuse(fault.refusal, fault.retryAfterMs);
        if (fault.kind === 'html') return { response: htmlPage(fault.status ?? 502), struck };
      }
      const reason = refusal ?? problemOf(call, carrier.maxBatch);
      if (reason !== undefined) return refuse(reason);
      count.answered += 1;
      if (call.kind !== 'token') return { response: data(call, request, now), struck };
      count.tokensIssued += 1;
      return { response: token(account, call, now), struck };
    },
  };
}

function problemOf(call: SandboxCall, maxBatch: number): SandboxRefusal | undefined {
  if (call.kind !== 'track') return undefined;
  return call.problem ?? (call.inquiries.length > maxBatch ? 'batch_too_large' : undefined);
}

function htmlPage(status: number): WireResponse {
  const body = `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>Service error</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

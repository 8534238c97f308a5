import type { Quota } from '../carrier/account.ts';
import type { SandboxRefusal } from '../carrier/sandbox.ts';
import type { CarrierId } from '../model/tracking.ts';
import { slidingWindow, type WindowCounter, type WindowReport } from './sliding-window.ts';

/** What one account of one carrier did to the sandbox. */
export interface AccountReport {
  readonly carrier: CarrierId;
  /** The client id, or a fingerprint of the API key; `unknown` for requests without good credentials. */
  readonly account: string;
  /** Every request that arrived, token requests and refused ones included. */
  readonly requests: number;
  readonly tokensIssued: number;
  /** Numbers in all requests that reached the tracking endpoint. */
  readonly numbersAsked: number;
  /** Requests answered with data, or a token. */
  readonly answered: number;
  readonly refused: Readonly<Partial<Record<SandboxRefusal, number>>>;
  /** Requests that met an injected fault. */
  readonly faults: number;
  /** Requests that broke at least one quota. */
  readonly violations: number;
  readonly windows: readonly WindowReport[];
  /** Milliseconds since the epoch. */
  readonly firstRequestAt?: number;
  /** Milliseconds since the epoch. */
  readonly lastRequestAt?: number;
}

/** What happened in the sandbox. */
export interface SandboxReport {
  readonly requests: number;
  /** Requests that broke a quota: 0 is what a client is to reach. */
  readonly violations: number;
  readonly accounts: readonly AccountReport[];
}

/** The running count of one account. */
interface AccountCount {
  requests: number;
  tokensIssued: number;
  numbersAsked: number;
  answered: number;
  faults: number;
  violations: number;
  readonly refused: Partial<Record<SandboxRefusal, number>>;
  /** Counts an arrival; returns 0, or the milliseconds to wait of one that broke a quota. */
  arrive(at: number): number;
}

/** The counts of all accounts. */
export interface ReportBuilder {
  of(carrier: CarrierId, account: string, quotas: readonly Quota[]): AccountCount;
  report(): SandboxReport;
}

interface Entry extends AccountCount {
  readonly carrier: CarrierId;
  readonly account: string;
  readonly windows: readonly WindowCounter[];
  firstRequestAt?: number;
  lastRequestAt?: number;
}

/** Starts with no account. */
export function createReportBuilder(): ReportBuilder {
  const entries = new Map<string, Entry>();
  return {
    of(carrier, account, quotas) {
      const key = `${carrier} ${account}`;
      const known = entries.get(key);
      if (known !== undefined) return known;
      const entry = entryOf(carrier, account, quotas.map(slidingWindow));
      entries.set(key, entry);
      return entry;
    },
    report() {
      const accounts = [...entries.values()].map(reportOf);
      const sum = (count: (account: AccountReport) => number): number =>
        accounts.reduce((total, account) => total + count(account), 0);
      return { requests: sum(({ requests }) => requests), violations: sum(({ violations }) => violations), accounts };
    },
  };
}

function entryOf(carrier: CarrierId, account: string, windows: readonly WindowCounter[]): Entry {
  const entry: Entry = {
    carrier,
    account,
    windows,
    requests: 0,
    tokensIssued: 0,
    numbersAsked: 0,
    answered: 0,
    faults: 0,
    violations: 0,
    refused: {},
    arrive(at) {
      // Requests are counted when their bodies are read, which over a network may be out of order by a hair.
      const moment = Math.max(at, entry.lastRequestAt ?? at);
      entry.firstRequestAt ??= moment;
      entry.lastRequestAt = moment;
      entry.requests += 1;
      const waitMs = windows.reduce((longest, window) => Math.max(longest, window.arrive(moment)), 0);
      if (waitMs > 0) entry.violations += 1;
      return waitMs;
    },
  };
  return entry;
}

function reportOf({ arrive, windows, refused, ...counts }: Entry): AccountReport {
  return { ...counts, refused: { ...refused }, windows: windows.map((window) => window.report()) };
}

/**
 * What applications test with: carriers that exist only in memory, parcels to put in them, and a clock to move.
 * Works with any test runner and in any runtime; `waybill/testing/server` serves it over HTTP in Node.js.
 *
 * @module
 */

export type {
  CarrierSandbox,
  LifeEvent,
  LifeEventKind,
  ParcelLife,
  SandboxAnswer,
  SandboxCall,
  SandboxHub,
  SandboxPush,
  SandboxRefusal,
  SandboxRequest,
} from '../carrier/sandbox.ts';
export type { SandboxAccount } from './accounts.ts';
export { type CarrierUnderTest, carrierConformance } from './carrier-conformance.ts';
export type { Fault, FaultEffect } from './faults.ts';
export type { ParcelSource, Parcels } from './parcels.ts';
export { type PushOptions, pushesOf } from './pushes.ts';
export { type RecordedExchange, type Recorder, type Recording, type RecordOptions, record, replay } from './record.ts';
export type { AccountReport, SandboxReport } from './report.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export type { Scenario, ScenarioCarrier, ScenarioOptions } from './scenario-builder.ts';
export { scenarioNumber, scenarioParcels } from './scenario-numbers.ts';
export { type ScenarioName, scenarios } from './scenarios.ts';
export { type SettableClock, type SettableClockOptions, settableClock } from './settable-clock.ts';
export type { WindowReport } from './sliding-window.ts';
export { type StoreConformanceOptions, type StoreUnderTest, storeConformance } from './store-conformance.ts';
export type { DeclareTest } from './suites.ts';
export { type TurnstileUnderTest, turnstileConformance } from './turnstile-conformance.ts';

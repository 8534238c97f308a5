import type { Signal } from './telemetry.ts';

/** The part of `node:diagnostics_channel` that is used. */
interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}
interface DiagnosticsChannel {
  channel(name: string): Channel;
}

/** The platform's module, where it has one; it is asked for and not imported, so that browsers and edges load this too. */
function platformModule(): DiagnosticsChannel | undefined {
  const {
    process,
  }: { readonly process?: { getBuiltinModule?: (id: string) => DiagnosticsChannel | undefined } } & Pick<
    typeof globalThis,
    'fetch'
  > = globalThis;
  return process?.getBuiltinModule?.('node:diagnostics_channel');
}

/** Publishes each signal on the `diagnostics_channel` that is named after its type: `waybill:request.finished`. */
export function diagnosticsPublisher(): (signal: Signal) => void {
  const platform = platformModule();
  if (platform === undefined) return () => undefined;
  const channels = new Map<Signal['type'], Channel>();
  return (signal) => {
    const channel = channels.get(signal.type) ?? platform.channel(`waybill:${signal.type}`);
    channels.set(signal.type, channel);
    if (channel.hasSubscribers) channel.publish(signal);
  };
}

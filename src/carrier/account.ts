import type { ConnectionOptions } from './carrier.ts';

/** Scheme, host and prefix that the options lead to, without a slash at the end. */
export function resolveBaseUrl(
  { baseUrl, environment = 'production' }: Pick<ConnectionOptions, 'baseUrl' | 'environment'>,
  hosts: Readonly<Record<'production' | 'test', string>>,
): string {
  return (baseUrl ?? hosts[environment]).replace(/\/+$/, '');
}

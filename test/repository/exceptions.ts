/** The rules that may have exceptions. */
export const ruleNames = [
  'borders',
  'circles',
  'purity',
  'skeleton',
  'carrier ids',
  'type names',
  'test places',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** Breaches that stand for now, as the rule words them: none. A new one is mended, not listed. */
const exceptions: Readonly<Partial<Record<RuleName, readonly string[]>>> = {};

export function exceptionsTo(rule: RuleName): readonly string[] {
  return exceptions[rule] ?? [];
}

/** A breach without the number of its line, which every change above it moves. */
export function withoutLine(breach: string): string {
  return breach.replace(/:\d+ /, ' ');
}

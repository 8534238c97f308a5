/** The same fields with the undefined ones left out: what `exactOptionalPropertyTypes` and JSON both want. */
export type Compact<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the fields that are undefined; the object itself where none is. */
export function compact<T extends object>(fields: T): Compact<T> {
  const whole: object = fields;
  if (isWhole(whole)) return whole as Compact<T>;
  const kept: Record<string, unknown> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept as Compact<T>;
}

function isWhole(fields: object): boolean {
  for (const key in fields) if (fields[key as keyof typeof fields] === undefined) return false;
  return true;
}

/** {@link compact}, and undefined where nothing is left: carriers send `{}` for "no place". */
export function compactOrAbsent<T extends object>(fields: T): Compact<T> | undefined {
  for (const key in fields) if (fields[key] !== undefined) return compact(fields);
  return undefined;
}

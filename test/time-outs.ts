/** A loaded machine is slow, and no failure. */
export const testTimeoutMs = 60_000;

/** A property runs hundreds of cases. */
export const propertyTimeoutMs = 180_000;

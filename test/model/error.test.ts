import { describe, expect, it } from 'vitest';
import { TrackingError } from '../../src/index.ts';

describe('TrackingError', () => {
  it('says in whole milliseconds when to come back, never too soon', () => {
    const retryAfterMs = 4999.953580997884;
    expect(new TrackingError('rate_limited', 'Come back later.', { retryAfterMs }).retryAfterMs).toBe(5000);
    expect(new TrackingError('rate_limited', 'Come back later.', { retryAfterMs: 3 }).toJSON()).toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 3,
      retryable: true,
    });
  });
});

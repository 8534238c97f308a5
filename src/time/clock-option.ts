import type * as z from 'zod/mini';
import { withMethods } from '../options/values.ts';
import type { Clock } from './clock.ts';

/** The option of everything that goes by a clock. */
export const clockOption: z.ZodMiniType<Clock> = withMethods('a clock with now and sleep', 'now', 'sleep');

import { expect, test } from 'vitest';

/** Minutes behind UTC at the start of 1970, which no clock change moves. */
const offsets: Record<string, number> = { UTC: 0, 'America/Los_Angeles': 480, 'Asia/Kathmandu': -330 };

test('the zone of this run is in force in Date and in Intl', () => {
  const zone = process.env.TZ ?? '';
  expect(Object.keys(offsets)).toContain(zone);
  expect(new Date(0).getTimezoneOffset()).toBe(offsets[zone]);
  // Intl may answer with the older spelling of a zone's name.
  const spelled = (name: string) => new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  expect(new Intl.DateTimeFormat('en').resolvedOptions().timeZone).toBe(spelled(zone));
});

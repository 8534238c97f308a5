import { TrackingError } from '../model/error.ts';
import { clockRateSpare } from '../send/limiter/turnstile.ts';
import { mostAheadMs, slotsPerWindow } from './server-turnstile.ts';

/** The version of the tables and functions that this code works with. */
const version = 1;

/** The names of the tables and functions, ready for SQL. */
export interface PostgresNames {
  readonly store: string;
  readonly account: string;
  readonly openTurn: string;
  readonly window: string;
  readonly begin: string;
  readonly take: string;
  readonly settle: string;
  readonly hold: string;
}

/**
 * The names under a prefix, which may begin with a schema: `waybill_`, `tracking.waybill_`.
 *
 * @throws TrackingError `invalid_request` for one that is no name.
 */
export function postgresNames(prefix: string): PostgresNames {
  if (typeof prefix !== 'string' || !/^(?:[a-z_][a-z0-9_]{0,30}\.)?[a-z_][a-z0-9_]{0,30}$/.test(prefix)) {
    const message =
      'A { prefix } is small letters, digits and underscores, with a schema and a point before it if need be: waybill_.';
    throw new TrackingError('invalid_request', message);
  }
  const name = (word: string): string => `${prefix}${word}`;
  return {
    store: name('store'),
    account: name('account'),
    openTurn: name('open_turn'),
    window: name('window'),
    begin: name('begin'),
    take: name('take'),
    settle: name('settle'),
    hold: name('hold'),
  };
}

/**
 * The statement that makes the tables and functions, all at once, and leaves those that are there as they are. It can be run
 * again, and by several at the same time.
 */
export function postgresTablesSql(prefix: string): string {
  const names = postgresNames(prefix);
  const { store, account, openTurn, window, begin, take, settle, hold } = names;
  const slotMs = (interval: string): string => `greatest(1, ceil(${interval} / ${slotsPerWindow}))`;
  const lengthMs = (interval: string): string => `ceil(${interval} * ${1 + clockRateSpare})`;

  return `DO $waybill$
BEGIN
-- One at a time: two that make a table at the same time both find none.
PERFORM pg_advisory_xact_lock(hashtext('waybill:${prefix}'));
IF obj_description(to_regclass('${store}'), 'pg_class') ~ '^waybill ' AND
   substring(obj_description(to_regclass('${store}'), 'pg_class') from '\\d+')::int > ${version} THEN
  RAISE EXCEPTION 'made by a later version of waybill' USING ERRCODE = 'WB001';
END IF;

CREATE TABLE IF NOT EXISTS ${store} (
  key text PRIMARY KEY,
  value text NOT NULL,
  expires timestamptz
);
COMMENT ON TABLE ${store} IS 'waybill ${version}';

-- Times are milliseconds of the account's own time, but for wall, which is that of the server.
CREATE TABLE IF NOT EXISTS ${account} (
  name text PRIMARY KEY,
  at float8 NOT NULL,
  wall float8 NOT NULL,
  held float8 NOT NULL,
  last bigint NOT NULL,
  intervals float8[] NOT NULL,
  expires timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS ${openTurn} (
  account text NOT NULL REFERENCES ${account} ON DELETE CASCADE,
  turn bigint NOT NULL,
  ends float8 NOT NULL,
  PRIMARY KEY (account, turn)
);
-- The turns that were settled, by slots of each window.
CREATE TABLE IF NOT EXISTS ${window} (
  account text NOT NULL REFERENCES ${account} ON DELETE CASCADE,
  length_ms float8 NOT NULL,
  slot bigint NOT NULL,
  turns int NOT NULL,
  PRIMARY KEY (account, length_ms, slot)
);

-- Locks an account, moves its time on, and settles the turns of the dead.
CREATE OR REPLACE FUNCTION ${begin}(named text, latest float8) RETURNS ${account} LANGUAGE plpgsql AS $begin$
DECLARE
  known ${account};
  server float8;
  moment float8;
  dead int;
BEGIN
  LOOP
    SELECT * INTO known FROM ${account} WHERE name = named FOR UPDATE;
    EXIT WHEN FOUND AND known.expires > clock_timestamp();
    IF FOUND THEN DELETE FROM ${account} WHERE name = named; END IF;
    INSERT INTO ${account} VALUES
      (named, 0, extract(epoch FROM clock_timestamp()) * 1000, 0, 0, '{}', clock_timestamp() + interval '1 hour')
      ON CONFLICT DO NOTHING;
  END LOOP;
  server := extract(epoch FROM clock_timestamp()) * 1000;
  moment := known.at + greatest(0, server - known.wall);
  IF latest IS NOT NULL AND moment > latest + ${mostAheadMs} THEN moment := greatest(known.at, latest); END IF;
  known.at := moment;
  known.wall := server;
  WITH gone AS (DELETE FROM ${openTurn} WHERE account = named AND ends <= moment RETURNING 1)
    SELECT count(*) INTO dead FROM gone;
  IF dead > 0 THEN
    INSERT INTO ${window} AS w (account, length_ms, slot, turns)
      SELECT named, length, ceil(moment / ${slotMs('length')}), dead FROM unnest(known.intervals) AS length
      ON CONFLICT (account, length_ms, slot) DO UPDATE SET turns = w.turns + excluded.turns;
  END IF;
  RETURN known;
END
$begin$;

CREATE OR REPLACE FUNCTION ${take}(
  named text, limits float8[], intervals float8[], lease_ms float8, latest float8,
  OUT id text, OUT wait_ms float8, OUT at float8
) LANGUAGE plpgsql AS $take$
DECLARE
  known ${account};
  longest float8;
  length float8;
  free float8;
  under_way int;
BEGIN
  known := ${begin}(named, latest);
  at := known.at;
  DELETE FROM ${window} w WHERE w.account = named
    AND w.slot * ${slotMs('w.length_ms')} + ${lengthMs('w.length_ms')} <= known.at;
  -- A window that is new here knows what the longest one does.
  SELECT max(l) INTO longest FROM unnest(known.intervals) AS l;
  FOREACH length IN ARRAY intervals LOOP
    CONTINUE WHEN length = ANY (known.intervals);
    known.intervals := known.intervals || length;
    INSERT INTO ${window} (account, length_ms, slot, turns)
      SELECT named, length, ceil(w.slot * ${slotMs('longest')} / ${slotMs('length')}) AS s, sum(w.turns)
      FROM ${window} w WHERE w.account = named AND w.length_ms = longest GROUP BY s;
  END LOOP;
  SELECT count(*) INTO under_way FROM ${openTurn} o WHERE o.account = named;
  SELECT greatest(known.at, known.held, max(
    CASE WHEN under_way + settled.turns < floor(q.most) THEN known.at
    -- Open turns are settled now at the earliest.
    ELSE coalesce((
      SELECT min(s.ends) FROM (
        SELECT w.slot * ${slotMs('q.length')} + ${lengthMs('q.length')} AS ends, sum(w.turns) OVER (ORDER BY w.slot) AS gone
        FROM ${window} w WHERE w.account = named AND w.length_ms = q.length
      ) s WHERE s.gone > under_way + settled.turns - floor(q.most)
    ), known.at + ${lengthMs('q.length')}) END
  )) INTO free
  FROM unnest(limits, intervals) AS q(most, length)
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(w.turns), 0) AS turns FROM ${window} w WHERE w.account = named AND w.length_ms = q.length
  ) settled;
  IF free > known.at THEN
    wait_ms := free - known.at;
    -- Nothing is lost with it.
    PERFORM set_config('synchronous_commit', 'off', true);
  ELSE
    known.last := known.last + 1;
    id := known.last;
    INSERT INTO ${openTurn} (account, turn, ends) VALUES (named, known.last, known.at + lease_ms);
  END IF;
  SELECT max(l) INTO longest FROM unnest(known.intervals) AS l;
  UPDATE ${account} a SET at = known.at, wall = known.wall, last = known.last, intervals = known.intervals,
    expires = clock_timestamp() + (greatest(0, known.held - known.at) + lease_ms + 2 * coalesce(longest, 0) + 3600000) * interval '1 millisecond'
    WHERE a.name = named;
  IF known.last % 1000 = 1 THEN
    DELETE FROM ${account} a WHERE a.name IN (
      SELECT b.name FROM ${account} b WHERE b.expires < clock_timestamp() LIMIT 100 FOR UPDATE SKIP LOCKED
    );
  END IF;
END
$take$;

CREATE OR REPLACE FUNCTION ${settle}(named text, taken bigint, is_used boolean, ago_ms float8, latest float8)
RETURNS float8 LANGUAGE plpgsql AS $settle$
DECLARE
  known ${account};
BEGIN
  -- What a crash takes with it is settled by its lease.
  PERFORM set_config('synchronous_commit', 'off', true);
  known := ${begin}(named, latest);
  DELETE FROM ${openTurn} o WHERE o.account = named AND o.turn = taken;
  IF FOUND AND is_used THEN
    INSERT INTO ${window} AS w (account, length_ms, slot, turns)
      SELECT named, length, ceil(greatest(0, known.at - ago_ms) / ${slotMs('length')}), 1 FROM unnest(known.intervals) AS length
      ON CONFLICT (account, length_ms, slot) DO UPDATE SET turns = w.turns + 1;
  END IF;
  UPDATE ${account} a SET at = known.at, wall = known.wall WHERE a.name = named;
  RETURN known.at;
END
$settle$;

CREATE OR REPLACE FUNCTION ${hold}(named text, for_ms float8, latest float8) RETURNS float8 LANGUAGE plpgsql AS $hold$
DECLARE
  known ${account};
BEGIN
  known := ${begin}(named, latest);
  UPDATE ${account} a SET at = known.at, wall = known.wall, held = greatest(a.held, known.at + for_ms),
    expires = greatest(a.expires, clock_timestamp() + (for_ms + 3600000) * interval '1 millisecond')
    WHERE a.name = named;
  RETURN known.at;
END
$hold$;
END
$waybill$`;
}

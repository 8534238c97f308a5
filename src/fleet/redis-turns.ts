import { clockRateSpare } from '../send/limiter/turnstile.ts';
import type { Redis } from './redis-client.ts';
import { mostAheadMs, slotsPerWindow, type TurnSteps } from './server-turnstile.ts';

/*
 * One key for each account holds all: its time, the turns that are open with the end of their leases, and for each window the
 * turns that were settled, by slots. A script reads it, does one step, and writes it.
 */
const begin = `
local clock = redis.call('TIME')
local wall = clock[1] * 1000 + clock[2] / 1000
local kept = redis.call('GET', KEYS[1])
local isSound, state = pcall(cmsgpack.unpack, kept or '')
if not isSound or type(state) ~= 'table' or state.format ~= 1 then
  state = { format = 1, at = 0, wall = wall, held = 0, last = 0, open = {}, windows = {} }
end
local now = state.at + math.max(0, wall - state.wall)
local latest = tonumber(ARGV[1])
-- Whether there is anything that the next one must know.
local isChanged = wall < state.wall
if latest and now > latest + ${mostAheadMs} then
  now = math.max(state.at, latest)
  isChanged = true
end
state.at = now
state.wall = wall

local function slotOf(interval) return math.max(1, math.ceil(interval / ${slotsPerWindow})) end
local function lengthOf(interval) return math.ceil(interval * ${1 + clockRateSpare}) end

-- Slots stand in ascending order, each followed by its turns.
local function count(interval, at, turns)
  local slots = state.windows[interval]
  local slot = math.ceil(at / slotOf(tonumber(interval)))
  local place = #slots - 1
  while place > 0 and slots[place] > slot do place = place - 2 end
  if place > 0 and slots[place] == slot then
    slots[place + 1] = slots[place + 1] + turns
  else
    table.insert(slots, place + 2, slot)
    table.insert(slots, place + 3, turns)
  end
end

-- What counts no more goes, and a turn whose process is dead is settled.
for interval, slots in pairs(state.windows) do
  local length, width, rest = lengthOf(tonumber(interval)), slotOf(tonumber(interval)), {}
  for place = 1, #slots, 2 do
    if slots[place] * width + length > now then
      rest[#rest + 1] = slots[place]
      rest[#rest + 1] = slots[place + 1]
    end
  end
  state.windows[interval] = rest
end
local open = 0
for id, ends in pairs(state.open) do
  if ends <= now then
    state.open[id] = nil
    isChanged = true
    for interval in pairs(state.windows) do count(interval, now, 1) end
  else
    open = open + 1
  end
end

local function save()
  local ends, longest = math.max(now, state.held), 0
  for _, lease in pairs(state.open) do ends = math.max(ends, lease) end
  for interval in pairs(state.windows) do longest = math.max(longest, lengthOf(tonumber(interval))) end
  redis.call('SET', KEYS[1], cmsgpack.pack(state), 'PX', string.format('%.0f', ends - now + 2 * longest + 3600000))
end
local function text(ms) return string.format('%.3f', ms) end
`;

const take = `${begin}
local lease = tonumber(ARGV[2])
local free = math.max(now, state.held)
for index = 3, #ARGV, 2 do
  local limit, interval = math.floor(tonumber(ARGV[index])), ARGV[index + 1]
  if not state.windows[interval] then
    -- A window that is new here knows what the longest one does.
    local longest
    for known in pairs(state.windows) do
      if not longest or tonumber(known) > tonumber(longest) then longest = known end
    end
    state.windows[interval] = {}
    isChanged = true
    if longest then
      local slots, width = state.windows[longest], slotOf(tonumber(longest))
      for place = 1, #slots, 2 do count(interval, slots[place] * width, slots[place + 1]) end
    end
  end
  local slots, width, length = state.windows[interval], slotOf(tonumber(interval)), lengthOf(tonumber(interval))
  local tooMany = open + 1 - limit
  for place = 2, #slots, 2 do tooMany = tooMany + slots[place] end
  if tooMany > 0 then
    -- Open turns are settled now at the earliest.
    local ends = now + length
    for place = 1, #slots, 2 do
      tooMany = tooMany - slots[place + 1]
      if tooMany <= 0 then
        ends = slots[place] * width + length
        break
      end
    end
    free = math.max(free, ends)
  end
end
if free > now then
  if isChanged then save() end
  return { text(now), '', text(free - now) }
end
state.last = state.last + 1
local id = 't' .. string.format('%.0f', state.last)
state.open[id] = now + lease
save()
return { text(now), id, '0' }
`;

const settle = `${begin}
local id, isUsed, ago = ARGV[2], ARGV[3] == '1', tonumber(ARGV[4])
if state.open[id] then
  state.open[id] = nil
  if isUsed then
    for interval in pairs(state.windows) do count(interval, math.max(0, now - ago), 1) end
  end
end
save()
return { text(now) }
`;

const hold = `${begin}
state.held = math.max(state.held, now + tonumber(ARGV[2]))
save()
return { text(now) }
`;

/** The steps on turns that are kept in Redis. */
export function redisTurnSteps(redis: Redis, keyOf: (account: string) => string): TurnSteps {
  async function run(script: string, account: string, latest: number | undefined, ...args: (string | number)[]) {
    const answer = await redis.script(script, keyOf(account), String(latest ?? ''), ...args.map(String));
    const [at = '', id = '', waitMs = ''] = Array.isArray(answer) ? answer.map(String) : [];
    return { at: Number(at), id, waitMs: Number(waitMs) };
  }

  return {
    async take(account, quotas, leaseMs, latest) {
      const pairs = quotas.flatMap(({ limit, intervalMs }) => [limit, intervalMs]);
      const { at, id, waitMs } = await run(take, account, latest, leaseMs, ...pairs);
      return id === '' ? { at, waitMs } : { at, id };
    },
    settle: (account, id, used, agoMs, latest) => run(settle, account, latest, id, used ? 1 : 0, agoMs),
    hold: (account, ms, latest) => run(hold, account, latest, ms),
  };
}

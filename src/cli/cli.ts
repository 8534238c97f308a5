import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isTrackingError } from 'waybill';
import { trackingJsonSchema } from 'waybill/schema';
import { carriers } from './commands/carriers.ts';
import { crosswalk, systemNames } from './commands/crosswalk.ts';
import { explain, explainedCarriers } from './commands/explain.ts';
import { identify } from './commands/identify.ts';
import { plan } from './commands/plan.ts';
import { read } from './commands/read.ts';
import { sandbox } from './commands/sandbox.ts';
import { durationOf, track, trackChanges } from './commands/track.ts';
import { watch } from './commands/watch.ts';
import { completionOf, shells } from './completion.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import type { Format } from './writers.ts';

interface FormatFlags {
  readonly json?: boolean;
  readonly ndjson?: boolean;
  readonly csv?: boolean;
}

function formatOf({ json, ndjson, csv }: FormatFlags): Format {
  if (json === true) return 'json';
  if (ndjson === true) return 'ndjson';
  return csv === true ? 'csv' : 'table';
}

const list = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text.split(',').filter((word) => word.trim() !== ''),
];

function parsed<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : '');
    }
  };
}

const port = parsed((text) => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new Error('A port is a whole number from 0 to 65535.');
});

/** Most of the text of an error, so that a file of the wrong kind does not fill a screen. */
const longestMessage = 2_000;

/**
 * Runs the command line.
 *
 * @param args Without the names of the runtime and the program.
 * @returns what to end with; nothing is thrown for anything that a user can do.
 */
export async function run(args: readonly string[], io: Io, version: string): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const said: Promise<void>[] = [];
  // Commands take it over as they are made.
  const program = new Command('waybill').configureOutput({
    writeOut: (text) => void said.push(io.out.write(text)),
    writeErr: (text) => void said.push(io.err.write(text)),
  });
  describe(program, io, version, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    code = await codeOf(error, io);
  }
  await Promise.all(said);
  return code;
}

async function codeOf(error: unknown, { err, signal }: Io): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (signal.aborted && error === signal.reason) {
    await err.write('\nInterrupted; what was printed is complete.\n');
    return exitCodes.interrupted;
  }
  if (!isTrackingError(error)) throw error;
  await err.write(`waybill: ${error.message.slice(0, longestMessage)}\n`);
  return error.code === 'invalid_request' ? exitCodes.usage : exitCodeOf([error.code]);
}

const exitCodeHelp = `
Exit codes: 0 all answered, 1 some failed, 2 wrong command line or file, 3 not known to any carrier, 4 credentials missing or
refused, 5 a quota is used up, 6 --fail-on found something, 130 interrupted.`;

function describe(program: Command, io: Io, version: string, end: (code: ExitCode) => void): void {
  program
    .description('Tracks FedEx, UPS, USPS and DHL parcels.')
    .version(version, '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  waybill track 1Z999AA10123456784
  waybill track --file orders.csv --column "Tracking Number" --csv > status.csv
  waybill track --sandbox $(waybill sandbox --list --json | jq -r '.[].numbers.fedex')
${exitCodeHelp}`,
    );

  const command = (name: string, summary: string, examples: readonly string[]): Command =>
    program
      .command(name)
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .addHelpText('after', `\nExamples:\n${examples.map((example) => `  waybill ${example}\n`).join('')}`);
  const withFormats = (made: Command): Command =>
    made
      .addOption(new Option('--json', 'print one JSON list').conflicts(['ndjson', 'csv']))
      .addOption(new Option('--ndjson', 'print a line of JSON for each, as it comes').conflicts(['json', 'csv']))
      .addOption(new Option('--csv', 'print CSV').conflicts(['json', 'ndjson']));
  const withInput = (made: Command): Command =>
    made
      .option('-f, --file <path>', 'read numbers from a file, one a line or CSV; - for standard input')
      .option('-c, --column <name>', 'the column of CSV, by its heading or its place from 1');
  const withSource = (made: Command): Command =>
    made
      .option('--sandbox', 'ask made-up carriers in this process; "waybill sandbox --list" has their numbers')
      .option('--test', "ask the carriers' test systems")
      .option('--carrier <id>', 'ask this carrier without identifying the numbers');

  withSource(
    withInput(
      withFormats(
        command('track', 'ask where parcels are', [
          'track 449044304137821 1Z999AA10123456784',
          'track --file numbers.txt --ndjson',
          'track --file orders.csv --fail-on exception,late',
          'track --file numbers.txt --changes parcels.db',
        ]),
      ),
    ),
  )
    .argument('[numbers...]', 'tracking numbers; without any, and without a file, they are read from standard input')
    .option('--max-wait <duration>', 'longest wait for a quota, as 90s, 15m or 2h', parsed(durationOf))
    .option('--fail-on <words>', 'end with 6 for these statuses, details or concerns, as exception,late', list, [])
    .option('--changes <path>', 'print only what changed since the last run, which this file keeps')
    .action(async (numbers, { json, ndjson, csv, maxWait, changes, ...options }) => {
      const wait = maxWait === undefined ? {} : { maxWaitMs: maxWait };
      const how = { ...options, ...wait, format: formatOf({ json, ndjson, csv }) };
      end(changes === undefined ? await track(numbers, how, io) : await trackChanges(numbers, { ...how, changes }, io));
    });

  withSource(
    withInput(
      withFormats(
        command('watch', 'tell what happens to parcels, as it happens', [
          'watch --file numbers.txt --store parcels.db',
          'watch 1Z999AA10123456784 --ndjson --until-settled',
        ]),
      ),
    ),
  )
    .argument('[numbers...]', 'tracking numbers')
    .option('--store <path>', 'keep what is known in this file, and go on from there the next time')
    .option('--until-settled', 'end when all parcels have reached their end')
    .action(async (numbers, { json, ndjson, csv, ...options }) => {
      end(await watch(numbers, { ...options, format: formatOf({ json, ndjson, csv }) }, io));
    });

  withInput(
    withFormats(
      command('identify', 'tell whose numbers they may be, without asking anybody', [
        'identify 9261290100130739201024',
        'identify --file numbers.txt --csv',
      ]),
    ),
  )
    .argument('[numbers...]', 'tracking numbers')
    .action(async (numbers, { json, ndjson, csv, ...options }) => {
      end(await identify(numbers, { ...options, format: formatOf({ json, ndjson, csv }) }, io));
    });

  withFormats(
    command('read', 'read stored answers of carriers, JSON or XML', ['read answer.json old-answer.xml --json']),
  )
    .argument('[files...]', 'files; - or none for standard input')
    .action(async (files, flags) => end(await read(files, { format: formatOf(flags) }, io)));

  withFormats(
    command('explain', "tell what a carrier's code means, and where the carrier says so", [
      'explain fedex OD',
      'explain ups 048 --json',
      'explain usps "Delivered, Front Door/Porch"',
    ]),
  )
    .argument('<carrier>', explainedCarriers.join(', '))
    .argument('<code>', "the carrier's code, or USPS's words")
    .action(async (carrier, code, flags) => end(await explain(carrier, code, { format: formatOf(flags) }, io)));

  command('carriers', 'list carriers and the environment variables that they want', ['carriers', 'carriers --check'])
    .option('--check', 'ask each configured carrier whether it takes the credentials, at one request each')
    .option('--json', 'print JSON')
    .action(async (options) => end(await carriers(options, io)));

  withInput(
    withFormats(
      command('plan', 'tell how many calls a watch costs, and whether quotas suffice', [
        'plan --count fedex=5000 --count dhl=200',
        'plan --file numbers.txt',
      ]),
    ),
  )
    .argument('[numbers...]', 'tracking numbers')
    .option('--count <carrier=number>', 'parcels of a carrier, in place of numbers', list, [])
    .action(async (numbers, { json, ndjson, csv, count, ...options }) => {
      end(await plan(numbers, { ...options, counts: count, format: formatOf({ json, ndjson, csv }) }, io));
    });

  command('sandbox', 'serve made-up carriers over HTTP, or list their numbers', [
    'sandbox --port 4010',
    'sandbox --list',
  ])
    .option('--port <port>', 'default: any free one', port)
    .option('--host <host>', 'default: 127.0.0.1')
    .option('--list', 'list the numbers that mean a scenario')
    .option('--json', 'print JSON')
    .action(async (options) => end(await sandbox(options, io)));

  command('schema', 'print the JSON Schema of a tracking', ['schema > tracking.schema.json']).action(async () => {
    await io.out.write(`${JSON.stringify(trackingJsonSchema(), null, 2)}\n`);
  });

  command('crosswalk', "put a status in another system's words, or theirs in ours", [
    'crosswalk easypost exception weather_delay',
    'crosswalk --from aftership Exception Exception_010',
  ])
    .argument('<system>', systemNames.join(', '))
    .argument('<status>', 'a status of ours, or with --from one of theirs')
    .argument('[detail]', 'a detail of ours, or with --from one of theirs')
    .option('--from', 'put theirs in ours')
    .action(async (system, status, detail, options) => end(await crosswalk(system, status, detail, options, io)));

  command('completion', 'print a script that completes commands in a shell', [
    'completion bash > ~/.waybill-completion',
  ])
    .argument(`<${shells.join('|')}>`, 'the shell', (text) => {
      const shell = shells.find((each) => each === text);
      if (shell === undefined) throw new InvalidArgumentError(`There are: ${shells.join(', ')}.`);
      return shell;
    })
    .action(async (shell) => io.out.write(completionOf(program, shell)));
}

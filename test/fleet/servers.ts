import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A server of this test's own, on the loopback interface, with its data in a folder that goes with it. */
export interface TestServer {
  readonly port: number;
  /** Ends it as a machine does that loses power. */
  kill(): Promise<void>;
  /** Starts it again over the same data. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

const folders = [
  '/usr/bin',
  '/usr/local/bin',
  ...(existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map((of) => `/usr/lib/postgresql/${of}/bin`)
    : []),
];

function programOf(name: string): string | undefined {
  return [...folders, ...(process.env.PATH ?? '').split(':')]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** Whether servers must be there: where they are asked for, a missing one fails the tests instead of skipping them. */
const areRequired = process.env.WAYBILL_SERVERS === 'required';

function isThere(name: string, ...programs: readonly string[]): boolean {
  const missing = programs.filter((program) => programOf(program) === undefined);
  if (missing.length === 0) return true;
  if (areRequired) throw new Error(`There is no ${missing.join(', ')} here, and WAYBILL_SERVERS=required.`);
  console.log(`There is no ${name} here: what needs it is skipped.`);
  return false;
}

/** Whether there is a Redis to start. */
export const hasRedis = isThere('Redis', 'redis-server');
/** Whether there is a Postgres to start. */
export const hasPostgres = isThere('Postgres', 'initdb', 'postgres');

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new Socket();
    const done = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.connect(port, '127.0.0.1');
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function serve(
  folder: string,
  port: number,
  run: () => ChildProcess,
  isReady: () => Promise<boolean>,
): Promise<TestServer> {
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    let complaint = '';
    const started = run();
    child = started;
    started.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2_000);
    });
    for (let attempt = 0; attempt < 600; attempt += 1) {
      if (started.exitCode !== null) throw new Error(`The server did not start: ${complaint}`);
      if ((await answers(port)) && (await isReady())) return;
      await pause(50);
    }
    throw new Error(`The server did not answer: ${complaint}`);
  }

  function kill(): Promise<void> {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      ending.once('exit', () => resolve());
      ending.kill('SIGKILL');
    });
  }

  await start();
  return {
    port,
    start,
    kill,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Starts a Redis whose answers outlive its process. */
export async function startRedis(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
  const run = (): ChildProcess => spawn(programOf('redis-server') ?? '', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  return serve(folder, port, run, async () => true);
}

/** Starts a Postgres with a database `postgres` and a user `postgres` without a password. */
export async function startPostgres(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  // Postgres refuses to run as root.
  const isRoot = userInfo().uid === 0;
  const as = (program: string, args: readonly string[]): readonly [string, string[]] =>
    isRoot
      ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]]
      : [program, [...args]];
  if (isRoot) {
    chmodSync(folder, 0o755);
    execFileSync('chown', ['postgres', folder]);
  }
  const [init, initArgs] = as(programOf('initdb') ?? '', [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C',
  ]);
  execFileSync(init, initArgs, { stdio: 'pipe', cwd: '/' });
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=60',
    '-c',
    'shared_buffers=32MB',
  ];
  const run = (): ChildProcess => {
    const [program, args] = as(programOf('postgres') ?? '', options);
    return spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
  };
  const isReady = async (): Promise<boolean> => {
    const [program, args] = as(programOf('pg_isready') ?? 'pg_isready', ['-h', '127.0.0.1', '-p', String(port)]);
    try {
      execFileSync(program, args, { stdio: 'pipe', cwd: '/' });
      return true;
    } catch {
      return false;
    }
  };
  return serve(folder, port, run, isReady);
}

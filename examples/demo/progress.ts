import { stdout } from 'node:process';

/** Shows how far the work is: one line that changes on a terminal, a line for each step elsewhere. */
export interface Progress {
  step(line: string): void;
  done(): void;
}

/** Progress over so many steps. */
export function progressOver(total: number): Progress {
  const width = 24;
  let steps = 0;
  const bar = (): string => {
    const filled = Math.round((steps / total) * width);
    return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${steps} of ${total}`;
  };
  return {
    step(line) {
      steps += 1;
      const digits = String(total).length;
      stdout.write(stdout.isTTY ? `\r  ${bar()}` : `  ${String(steps).padStart(digits)}/${total}  ${line}\n`);
    },
    done() {
      if (stdout.isTTY) stdout.write('\n');
    },
  };
}

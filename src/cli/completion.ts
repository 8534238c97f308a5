import type { Command } from 'commander';

/** Shells that can complete. */
export const shells = ['bash', 'zsh', 'fish'] as const;

const flagsOf = (command: Command): readonly string[] =>
  command.options.flatMap(({ long }) => (long === undefined || long === null ? [] : long));

/** A script that completes commands and options, for a shell to source. */
export function completionOf(program: Command, shell: (typeof shells)[number]): string {
  const name = program.name();
  const commands = program.commands.map((command) => [command.name(), flagsOf(command)] as const);
  const words = commands.map(([command]) => command).join(' ');
  if (shell === 'fish') {
    const isFirst = `not __fish_seen_subcommand_from ${words}`;
    const lines = program.commands.flatMap((command) => [
      `complete -c ${name} -n '${isFirst}' -f -a ${command.name()} -d '${command.summary().replaceAll("'", '’')}'`,
      ...flagsOf(command).map(
        (flag) => `complete -c ${name} -n '__fish_seen_subcommand_from ${command.name()}' -l ${flag.slice(2)}`,
      ),
    ]);
    return `${lines.join('\n')}\n`;
  }
  const cases = commands.map(([command, flags]) => `    ${command}) words="${flags.join(' ')}" ;;`).join('\n');
  const body = `_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="${words}"
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases}
    esac
    case "$current" in -*) ;; *) return ;; esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`;
  return shell === 'bash' ? body : `autoload -U +X bashcompinit && bashcompinit\n${body}`;
}

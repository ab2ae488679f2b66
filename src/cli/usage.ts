import type { Command, CommanderError } from "commander";
import { nearest, problem, type Problem } from "../kernel/index.ts";

/** Converts an error of commander to a problem, with the nearest valid word as suggestion. */
export function usageProblem(error: CommanderError, program: Command, argv: readonly string[]): Problem {
  const command = commandOf(program, argv);
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  const path = pathOf(command);
  switch (error.code) {
    case "commander.unknownCommand":
      return problem("COMMAND_UNKNOWN", {
        command: named,
        suggestion: nearest(
          named,
          command.commands.map((each) => each.name()),
        ),
      });
    case "commander.unknownOption":
      return problem("OPTION_UNKNOWN", { option: named, command: path, suggestion: nearest(named, optionsOf(command)) });
    case "commander.missingArgument":
      return problem("ARGUMENT_MISSING", { argument: `<${named}>`, command: path });
    case "commander.optionMissingArgument":
      return problem("OPTION_WITHOUT_VALUE", { option: named, command: path });
    case "commander.help":
      // A group without its command (`tagwise segment`).
      return problem("ARGUMENT_MISSING", { argument: `<${command.commands.map((each) => each.name()).join("|")}>`, command: path });
    default:
      return problem("USAGE_WRONG", { detail: error.message.replace(/^error: /, ""), command: path });
  }
}

/** The command that the arguments name. */
export function commandOf(program: Command, argv: readonly string[]): Command {
  return argv.reduce((command, word) => command.commands.find((each) => each.name() === word) ?? command, program);
}

export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function optionsOf(command: Command): string[] {
  const own = [...command.options.flatMap((option) => option.long ?? []), "--help"];
  return command.parent ? [...own, ...optionsOf(command.parent)] : own;
}

import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

// The command as it is installed: a process of its own, from what the build made.
export const commandFile = fileURLToPath(new URL("../../bin/salesglass.js", import.meta.url));

export interface ServingProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** All that it has printed until now, on stdout and stderr. */
  output(): string;
  /** Its exit code, or the signal that ended it. */
  readonly exited: Promise<number | string | null>;
}

/** Serves on a port that is free, until it is told to stop. Answers when it says that it is ready. */
export async function startServing(environment: NodeJS.ProcessEnv): Promise<ServingProcess> {
  const child = spawn(process.execPath, [commandFile, "serve"], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, PORT: "0", ...environment },
  });
  const exited = endOf(child);
  let output = "";
  child.stderr.on("data", (text) => {
    output += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (text) => {
      output += text;
      const [, found] = /GraphQL +(\S+)\/graphql/.exec(output) ?? [];
      if (found) resolve(found);
    });
    exited.then(() => reject(new Error(`the server did not start:\n${output}`)));
  });
  return { child, url, output: () => output, exited };
}

function endOf(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
}

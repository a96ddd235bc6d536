import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inject } from "vitest";
import { commandFile } from "./command.ts";

type Running = { readonly url: string; readonly child: ChildProcess };
export type DemoServer = {
  readonly url: string;
  /** Stops it as an operator would, and starts it again at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * The command as it is installed, which serves the demo company from a folder of its own (with a space in its path).
 * The company is made once in a run of the tests, by the first of them that asks: the others open a copy.
 */
export async function serveDemo(environment: NodeJS.ProcessEnv = {}): Promise<DemoServer> {
  const folder = await mkdtemp(join(tmpdir(), "salesglass demo "));
  await cp(await demoRecord(), folder, { recursive: true });
  const { url, ...first } = await serve(folder, environment);
  let { child } = first;
  return {
    url,
    async restart() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
      ({ child } = await serve(folder, { ...environment, PORT: new URL(url).port }));
    },
    async stop() {
      const exited = once(child, "exit");
      if (child.exitCode === null && child.kill("SIGKILL")) await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The folder with the demo company's record; whoever makes its lock makes it. */
async function demoRecord(): Promise<string> {
  const folder = join(inject("testScratch"), "demo");
  const lock = `${folder}.lock`;
  for (;;) {
    if (await isThere(folder)) return folder;
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (!mine) {
      await pause(200);
      continue;
    }
    try {
      const { child } = await serve(`${folder}.new`, {});
      child.kill("SIGTERM");
      await once(child, "exit");
      await rename(`${folder}.new`, folder);
    } finally {
      await rm(lock, { recursive: true });
    }
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function serve(data: string, environment: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, [commandFile, "serve", "--demo-if-empty"], {
    env: { PATH: process.env.PATH, SALESGLASS_DATA: data, PORT: "0", ...environment },
  });
  let output = "";
  child.stderr.on("data", (text) => {
    output += text;
  });
  for await (const text of child.stdout) {
    output += text;
    const url = /Demo page +(\S+)\//.exec(output)?.[1];
    if (url) {
      child.stdout.resume();
      return { child, url };
    }
  }
  throw new Error(`the server did not start:\n${output}`);
}

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Makes a folder for the copies that an import works on, readable by its owner only. Those of imports that were killed
 * on this machine are removed: what is in them is nobody else's business.
 */
export async function makeScratch(): Promise<string> {
  const mine = `salesglass-import-${hostname()}-`;
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(mine)) continue;
    const [pid] = name.slice(mine.length).split("-");
    // Another user's can't be removed, and need not be.
    if (!isAlive(Number(pid))) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
  return mkdtemp(join(tmpdir(), `${mine}${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

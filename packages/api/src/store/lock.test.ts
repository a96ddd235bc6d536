import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { DomainError } from "@salesglass/core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bundleFixture, type Child, startChild } from "../testing/child.ts";
import { acquireLock, type LockHolder, readLock } from "./lock.ts";

describe("the lock of a data folder", () => {
  let fixture: string;
  let folder: string;
  let children: Child[];
  beforeAll(async () => {
    fixture = await bundleFixture("hold-lock");
  });
  beforeEach(async () => {
    children = [];
    folder = await mkdtemp(join(tmpdir(), "salesglass lock "));
  });
  afterEach(async () => {
    for (const child of children) await child.kill();
    await rm(folder, { recursive: true });
  });

  function start(): Child {
    const child = startChild(fixture, folder);
    children.push(child);
    return child;
  }

  it("refuses a second process and names the first", async () => {
    const first = start();
    await first.line("held");
    const attempt = acquireLock(folder);
    await expect(attempt).rejects.toThrow(DomainError);
    await expect(attempt).rejects.toThrow(new RegExp(`held by process ${first.process.pid} \\(port \\d+, since 20`));
    expect(await start().line("refused")).toContain(`process ${first.process.pid}`);
  });

  it("is free again after a release", async () => {
    const lock = await acquireLock(folder);
    await expect(acquireLock(folder)).rejects.toThrow(`process ${process.pid}`);
    await lock.release();
    expect(await readLock(folder)).toBeUndefined();
    await (await acquireLock(folder)).release();
    expect(await readdir(join(folder, "lock"))).toEqual([]);
  });

  it("is taken over from a killed process", async () => {
    const first = start();
    await first.line("held");
    await first.kill();
    expect(await readdir(join(folder, "lock"))).toHaveLength(1);
    expect(await readLock(folder)).toBeUndefined();
    const lock = await acquireLock(folder);
    expect(await readdir(join(folder, "lock"))).toHaveLength(1);
    await lock.release();
  });

  it("is taken over where another process has got the dead one's id, and maybe its port", async () => {
    const lock = await acquireLock(folder);
    const [name] = await readdir(join(folder, "lock"));
    await lock.release();
    const other = await acquireLock(join(folder, "other"));
    for (const port of [lock.holder.port, other.holder.port]) {
      await writeFile(join(folder, "lock", name!), JSON.stringify({ ...lock.holder, port }));
      await (await acquireLock(folder)).release();
    }
    await other.release();
  });

  it("believes another machine for a minute of silence", async () => {
    await (await acquireLock(folder)).release();
    const file = join(folder, "lock", "elsewhere.json");
    const holder = { pid: 1, port: 1, secret: "", since: "2024-01-01T00:00:00Z", host: `not-${hostname()}` };
    await writeFile(file, JSON.stringify(holder));
    await expect(acquireLock(folder)).rejects.toThrow(`process 1 on not-${hostname()}`);
    const past = new Date(Date.now() - 61_000);
    await utimes(file, past, past);
    await (await acquireLock(folder)).release();
  });

  it("goes to one only of many that want a dead process's lock at the same time", async () => {
    const dead = start();
    await dead.line("held");
    await dead.kill();
    const attempts = await Promise.allSettled(Array.from({ length: 12 }, () => acquireLock(folder)));
    const held = attempts.filter((attempt) => attempt.status === "fulfilled");
    expect(held).toHaveLength(1);
    await held[0]!.value.release();
    await (await acquireLock(folder)).release();
  });

  it("takes requests of those who know the secret only, and keeps it private", async () => {
    await start().line("held");
    const holder = (await readLock(folder))!;
    const [name] = await readdir(join(folder, "lock"));
    expect((await stat(join(folder, "lock", name!))).mode & 0o777).toBe(0o600);
    const own = `127.0.0.1:${holder.port}`;
    expect(await ask(holder, own, `Bearer ${holder.secret}`)).toEqual([200, "done"]);
    expect(await ask(holder, own, "Bearer wrong")).toEqual([401, "wrong secret"]);
    expect(await ask(holder, own, "")).toEqual([401, "wrong secret"]);
    expect(await ask(holder, `attacker.example:${holder.port}`, `Bearer ${holder.secret}`)).toEqual([
      403,
      "wrong host",
    ]);
  });

  it("says in one line when the folder can't be written", async () => {
    const file = join(folder, "a file");
    await writeFile(file, "");
    await expect(acquireLock(file)).rejects.toThrow(
      /^the data folder ".*a file" can't be written \(ENOTDIR\): make it/,
    );
  });
});

function ask({ port }: LockHolder, host: string, authorization: string): Promise<[number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization };
    const outgoing = request({ host: "127.0.0.1", port, path: "/tasks", headers }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += String(chunk);
      });
      response.on("end", () => resolve([response.statusCode, body]));
    });
    outgoing.on("error", reject).end();
  });
}

import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync, unlinkSync } from "node:fs";
import { access, constants, mkdir, readdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { hostname } from "node:os";
import { basename, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DomainError } from "@salesglass/core";
import { type LockState, probe } from "./lock-probe.ts";
import { type LockServer, openLockServer } from "./lock-server.ts";

/** The process that holds a folder. Requests to it bear `Authorization: Bearer <secret>`. */
export type LockHolder = {
  readonly pid: number;
  /** On 127.0.0.1. */
  readonly port: number;
  readonly secret: string;
  /** ISO 8601. */
  readonly since: string;
  readonly host: string;
};

export type Lock = { readonly holder: LockHolder; release(): Promise<void> };

export type LockOptions = {
  /** Answers requests that bear the lock's secret, from commands that hand their work over. */
  onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
};

/**
 * Takes the folder for this process, since two processes on one embedded record would lose data silently.
 *
 * Each contender first writes a file of its own into `<folder>/lock`, then looks for others: of two that come at the
 * same time at least the later one sees the other, and only who sees nobody holds the folder. Names are never used twice, so that removing what
 * a dead process left can't hit a living one.
 *
 * @throws DomainError (CONFLICT) naming the process that holds it, or when the folder can't be written
 */
export async function acquireLock(folder: string, { onRequest }: LockOptions = {}): Promise<Lock> {
  const locks = await lockFolder(folder);
  // It listens before the file is there: where a connection is refused, nobody holds the lock.
  const server = await openLockServer(randomBytes(32).toString("base64url"), onRequest);
  const { port, secret } = server;
  const holder = { pid: process.pid, port, secret, since: new Date().toISOString(), host: hostname() };
  try {
    for (;;) {
      const file = await announce(locks, holder);
      const other = await contend(locks, file);
      if (!other) return held(file, holder, server);
      await rm(file, { force: true });
      if (other.state === "held") throw new DomainError("CONFLICT", describe(folder, other.holder));
      await pause(20 + Math.random() * 50);
    }
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The living process that holds the folder, if there is one. */
export async function readLock(folder: string): Promise<LockHolder | undefined> {
  const others = await findOthers(join(folder, "lock"));
  return others.find(({ state }) => state === "held")?.holder;
}

const heartbeatMilliseconds = 5_000;

async function lockFolder(folder: string): Promise<string> {
  const locks = join(folder, "lock");
  try {
    await mkdir(locks, { recursive: true, mode: 0o700 });
    await access(locks, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DomainError(
      "CONFLICT",
      `the data folder "${resolve(folder)}" can't be written (${code}): make it writable, or set SALESGLASS_DATA to another folder`,
    );
  }
  return locks;
}

/** Writes the contender's file, which appears with all its content at once. */
async function announce(locks: string, holder: LockHolder): Promise<string> {
  const file = join(locks, `${randomUUID()}.json`);
  const draft = file.replace(/json$/, "draft");
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600, flag: "wx" });
  await rename(draft, file);
  return file;
}

type Other = { name: string; holder: LockHolder; state: LockState };

/**
 * Waits until nobody else is there (undefined), or answers to whom this contender has to give way: a holder, or a
 * contender of a smaller name.
 */
async function contend(locks: string, own: string): Promise<Other | undefined> {
  for (;;) {
    const others = await findOthers(locks, own);
    const stronger = others.find(({ state }) => state === "held") ?? others.find(({ name }) => name < basename(own));
    if (stronger || others.length === 0) return stronger;
    await pause(20);
  }
}

/** The living ones. What dead ones left is removed on the way, but not by one who only looks. */
async function findOthers(locks: string, own?: string): Promise<Other[]> {
  const names = await readdir(locks).catch(() => []);
  const others: Other[] = [];
  for (const name of names) {
    const file = join(locks, name);
    if (!name.endsWith(".json") || file === own) continue;
    const holder = read(file);
    const state = holder && (await probe(file, holder));
    if (holder && state) others.push({ name, holder, state });
    else if (own !== undefined) await rm(file, { force: true });
  }
  return others;
}

function read(file: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LockHolder;
  } catch {
    return undefined;
  }
}

function held(file: string, holder: LockHolder, server: LockServer): Lock {
  server.hold();
  const onExit = () => {
    try {
      unlinkSync(file);
    } catch {}
  };
  process.once("exit", onExit);
  const beat = async () => {
    const now = new Date();
    await utimes(file, now, now).catch(() => {});
  };
  const heartbeat = setInterval(beat, heartbeatMilliseconds).unref();
  return {
    holder,
    async release() {
      clearInterval(heartbeat);
      process.off("exit", onExit);
      await rm(file, { force: true });
      await server.close();
    },
  };
}

function describe(folder: string, { pid, port, since, host }: LockHolder): string {
  const where = host === hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
  return `the record in "${resolve(folder)}" is held by ${where} (port ${port}, since ${since}): stop that one first, or set SALESGLASS_DATA to another folder`;
}

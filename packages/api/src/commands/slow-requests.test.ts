import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { startServing } from "../testing/command.ts";
import { createDatabase } from "../testing/records.ts";

it("doesn't wait for headers that come letter by letter: 408, and others are answered meanwhile", async () => {
  const scratch = await mkdtemp(join(tmpdir(), "salesglass-slow-"));
  const DATABASE_URL = await createDatabase(inject("testTemplate"));
  const server = await startServing({ DATABASE_URL, SALESGLASS_DATA: scratch });
  try {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write("POST /graphql HTTP/1.1\r\nHost: localhost\r\n");
    const dripping = setInterval(() => socket.write("X"), 500);
    socket.on("error", () => {});
    const health = await fetch(`${server.url}/health`);
    expect(health.status).toBe(200);
    expect(health.headers.get("keep-alive")).toBe("timeout=75");
    await closed;
    clearInterval(dripping);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  } finally {
    server.child.kill("SIGKILL");
    await rm(scratch, { recursive: true, force: true });
  }
}, 40_000);

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { readConfig } from "../config.ts";
import { demoTask, parseCount } from "./demo.ts";
import { handOver } from "./hand-over.ts";
import { onlyForHosts } from "./only-for-hosts.ts";
import { summaryTable } from "./summary.ts";
import { latestDay } from "./who-and-when.ts";

describe("parseCount", () => {
  it("reads counts with k and m", () => {
    expect([parseCount("50k"), parseCount("1.5M"), parseCount("2000")]).toEqual([50_000, 1_500_000, 2_000]);
  });

  it.each(["", "many", "-5k", "10", "1g", "200m"])("refuses %j and says what is right", (text) => {
    expect(() => parseCount(text)).toThrow(`--lines ${text}: must be a count from 1k to 100m`);
  });
});

describe("demoTask", () => {
  it("ends on the day asked for, else on the company's today", () => {
    const config = readConfig({ SALESGLASS_TODAY: "2024-06-30" });
    expect(demoTask(config, { lines: "50k", seed: "1", until: "2024-02-29" }).until).toBe("2024-02-29");
    expect(demoTask(config, { lines: "50k", seed: "1" }).until).toBe("2024-06-30");
  });

  it.each(["2023-02-29", "yesterday"])("refuses to end on %j", (until) => {
    expect(() => demoTask(readConfig({}), { lines: "50k", seed: "1", until })).toThrow(/--until.*expected YYYY-MM-DD/);
  });
});

describe("latestDay", () => {
  it("is the clock's day, or the day that is set where it is later", () => {
    const clock = new Date("2024-06-30T12:00:00Z");
    expect(latestDay({ today: undefined }, clock)).toBe("2024-06-30");
    expect(latestDay({ today: "2014-06-30" }, clock)).toBe("2024-06-30");
    expect(latestDay({ today: "2026-01-01" }, clock)).toBe("2026-01-01");
  });
});

describe("summaryTable", () => {
  it("aligns the numbers of every table on the right", () => {
    const tables = [
      { table: "customers", read: 1200, new: 1000, changed: 150, unchanged: 49, rejected: 1 },
      { table: "orders", read: 5, new: 5, changed: 0, unchanged: 0, rejected: 0 },
    ];
    expect(summaryTable({ tables, rejectedFile: undefined } as never)).toBe(
      [
        "table       read    new  changed  unchanged  rejected",
        "customers  1,200  1,000      150         49         1",
        "orders         5      5        0          0         0",
      ].join("\n"),
    );
  });
});

describe("onlyForHosts", () => {
  it.each(["localhost:4000", "127.0.0.1", "[::1]:4000", "LOCALHOST"])("passes requests to %s on", (host) => {
    const next = vi.fn();
    onlyForHosts("127.0.0.1", next)({ headers: { host } } as IncomingMessage, {} as ServerResponse);
    expect(next).toHaveBeenCalledOnce();
  });

  it.each(["evil.example", "localhost.evil.example:4000", ""])("refuses requests to %j", (host) => {
    const next = vi.fn();
    const response = { writeHead: vi.fn(), end: vi.fn() };
    onlyForHosts("127.0.0.1", next)({ headers: { host } } as IncomingMessage, response as unknown as ServerResponse);
    expect(next).not.toHaveBeenCalled();
    expect(response.writeHead).toHaveBeenCalledWith(421, expect.anything());
  });
});

describe("handOver", () => {
  it("does not claim to know the outcome when the holder ends without a word", async () => {
    const progress = { step: "writing", done: 1, total: 2 } as const;
    const dying = createServer((request, response) => {
      request.resume();
      response.write(`${JSON.stringify({ progress })}\n`, () => response.destroy());
    }).listen(0, "127.0.0.1");
    await once(dying, "listening");
    const holder = { pid: 4242, port: (dying.address() as AddressInfo).port, secret: "s", since: "", host: "" };
    const seen: unknown[] = [];
    const task = { kind: "demo", lines: 1_000, seed: 1, until: "2024-06-30", actor: "a test" } as const;
    await expect(handOver(holder, task, (step) => seen.push(step))).rejects.toThrow(
      /process 4242.*ended before it said.*give the same command again/,
    );
    expect(seen).toEqual([progress]);
    dying.close();
  });
});

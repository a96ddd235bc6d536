import { describe, expect, it } from "vitest";
import { ConfigError, checkReach, readConfig } from "./config.ts";

describe("readConfig", () => {
  it("has defaults that need no setting, and reads an empty setting as none", () => {
    expect(readConfig({ DATABASE_URL: "", PORT: "" })).toMatchObject({
      databaseUrl: undefined,
      host: "127.0.0.1",
      port: 4000,
      engine: "duckdb",
      today: undefined,
      allowedOrigins: [],
    });
  });

  it("lists every fault at once, with the value and what would be right", () => {
    const faults = () =>
      readConfig({
        PORT: "80800",
        SALESGLASS_ENGINE: "sqlite",
        SALESGLASS_TODAY: "2023-02-29",
        SALESGLASS_ALLOWED_ORIGINS: "https://a.example, intranet.example/page",
      });
    expect(faults).toThrow(ConfigError);
    for (const part of [
      'PORT="80800": must be a port, 0–65535',
      'SALESGLASS_ENGINE="sqlite": must be duckdb or postgres',
      'SALESGLASS_TODAY="2023-02-29": must be a day that exists',
      "must be origins separated by commas",
    ]) {
      expect(faults).toThrow(part);
    }
  });

  it("listens on the loopback only while there are no access tokens", () => {
    expect(() => checkReach(readConfig({ HOST: "0.0.0.0" }))).toThrow(
      'HOST="0.0.0.0": must be 127.0.0.1, ::1 or localhost',
    );
    checkReach(readConfig({ HOST: "::1" }));
    checkReach(readConfig({ HOST: "0.0.0.0", SALESGLASS_JWT_SECRET: "kBq7Zr0mVw3nXy9cLd5hTf1gPs8jUa2e" }));
  });

  it("does not repeat a connection string, which may hold a password", () => {
    expect(() => readConfig({ DATABASE_URL: "mysql://root:hunter2@host/db" })).toThrow(
      /DATABASE_URL=…: must be a Postgre/,
    );
    expect(() => readConfig({ DATABASE_URL: "mysql://root:hunter2@host/db" })).not.toThrow(/hunter2/);
  });

  it("finds the company's own documents, and says when their folder is none", () => {
    expect(readConfig({ SALESGLASS_DOCUMENTS: "/" }).documentsFolder).toBe("/");
    expect(readConfig({}).documentsFolder).toBeUndefined();
    expect(() => readConfig({ SALESGLASS_DOCUMENTS: "./nowhere" })).toThrow(
      'SALESGLASS_DOCUMENTS="./nowhere": is no folder',
    );
  });
});

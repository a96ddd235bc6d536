import { afterEach, beforeEach, expect } from "vitest";
import { useLocale } from "../localization.ts";
import { type FakeServer, fakeServer } from "./page.ts";

/** Gives each test of a file an empty page in English and a server of its own, which is read from what this answers. */
export function serverOfEachTest(): Omit<FakeServer, "restore" | "strangers"> {
  let server: FakeServer;
  beforeEach(async () => {
    server = fakeServer();
    document.documentElement.lang = "en";
    document.body.removeAttribute("style");
    await useLocale("en");
  });
  afterEach(() => {
    document.body.replaceChildren();
    document.body.removeAttribute("style");
    server.restore();
    expect(server.strangers).toEqual([]);
  });
  return {
    get received() {
      return server.received;
    },
    answer: (requests) => server.answer(requests),
    get reply() {
      return server.reply;
    },
    set reply(reply) {
      server.reply = reply;
    },
  };
}

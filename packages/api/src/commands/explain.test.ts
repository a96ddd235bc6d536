import { expect, it } from "vitest";
import { explain } from "./explain.ts";

it.each(["ENOSPC", "53100"])("says in one line that the disk is full, whoever noticed it (%s)", (code) => {
  const error = Object.assign(new Error('could not extend file "base/5/16599": No space left on device'), { code });
  expect(explain(error)).toBe('the disk is full: could not extend file "base/5/16599": No space left on device');
});

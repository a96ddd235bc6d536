import { userInfo } from "node:os";
import type { Config } from "../config.ts";

/** Who gives a command, for the audit log: the user of the operating system. */
export function commandUser(): string {
  try {
    return `command by ${userInfo().username}`;
  } catch {
    // A user without an entry in the system's list, as in some containers.
    return `command by user ${process.getuid?.() ?? "unknown"}`;
  }
}

/**
 * The day up to which something can have taken place: the clock's, or SALESGLASS_TODAY where that is later. It may also
 * be set back, to look at the past; what was recorded since is still no future.
 */
export function latestDay(config: Pick<Config, "today">, clock: Date): string {
  const day = clock.toISOString().slice(0, 10);
  return config.today && config.today > day ? config.today : day;
}

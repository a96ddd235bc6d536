import type { KeyListing } from "../access/api-keys.ts";
import type { Config } from "../config.ts";
import type { ExitCode } from "../main.ts";
import { performTask } from "./perform.ts";
import { commandUser } from "./who-and-when.ts";

/** Makes an API key and prints it: nowhere is it seen again. */
export async function createKeyCommand(
  config: Config,
  request: { name: string; role: string; teams?: string[]; rep?: string; expires?: string },
): Promise<ExitCode> {
  const role = request.role.toUpperCase();
  const { key } = await performTask(config, { kind: "create-key", ...request, role, actor: commandUser() });
  console.log(key);
  console.error("Keep it: it is not shown again. It reads GET /data and GET /graphql, as the password of HTTP Basic.");
  return 0;
}

/** Lists the API keys. */
export async function listKeysCommand(config: Config, { json }: { readonly json: boolean }): Promise<ExitCode> {
  const { keys } = await performTask(config, { kind: "list-keys" });
  console.log(json ? JSON.stringify(keys) : keys.length > 0 ? keys.map(keyText).join("\n") : "There are no API keys.");
  return 0;
}

/** Makes an API key worthless. */
export async function revokeKeyCommand(config: Config, name: string): Promise<ExitCode> {
  const { revoked } = await performTask(config, { kind: "revoke-key", name, actor: commandUser() });
  console.log(`${revoked} doesn't hold any more.`);
  return 0;
}

function keyText({ name, begins, role, teams, rep, createdAt, expiresAt, revokedAt, lastUsedAt }: KeyListing): string {
  const day = (time: string) => time.slice(0, 10);
  const scope = teams ? ` of ${teams.join(", ")}` : rep === undefined ? "" : ` ${rep}`;
  const state = revokedAt
    ? `revoked ${day(revokedAt)}`
    : `${expiresAt ? `until ${day(expiresAt)}` : "without end"}, ${lastUsedAt ? `last used ${day(lastUsedAt)}` : "never used"}`;
  return `${name}  ${begins}…  ${role}${scope}  since ${day(createdAt)}, ${state}`;
}

import { badInput } from "@salesglass/core";
import { signToken } from "../access/sign-token.ts";
import type { Config } from "../config.ts";
import type { ExitCode } from "../main.ts";

export interface TokenOptions {
  readonly role: string;
  readonly sub: string;
  readonly teams?: readonly string[];
  readonly rep?: string;
  readonly company?: true;
  readonly origin?: string;
  readonly widgets?: readonly string[];
  readonly documents?: readonly string[];
  readonly where?: string;
  readonly minutes?: string;
}

/** Prints a token that is signed with SALESGLASS_JWT_SECRET. */
export async function tokenCommand(config: Config, { where, minutes, ...claims }: TokenOptions): Promise<ExitCode> {
  const settings = config.tokens ?? { secrets: [], jwksUrl: undefined, issuer: "", audience: "" };
  const request = {
    ...claims,
    role: claims.role.toUpperCase(),
    where: where === undefined ? undefined : json(where),
    minutes: minutes === undefined ? undefined : Number(minutes),
  };
  console.log(await signToken(settings, request, new Date()));
  return 0;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badInput(`--where ${text}: expected JSON such as {"region":{"in":["North"]}}`);
  }
}

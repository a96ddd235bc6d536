import type { Viewer } from "../context.ts";
import type { Store } from "../store/store.ts";
import { findKey } from "./api-keys.ts";
import type { Credentials } from "./credentials.ts";
import { forbidden, unauthenticated } from "./refusals.ts";
import type { TokenSettings } from "./token-settings.ts";
import { BadToken, tokenVerifier } from "./verify-token.ts";
import { type ViewerDependencies, viewerOfClaims, viewerOfKey } from "./viewers.ts";

/** Says whose credentials they are. @throws Refusal for those that don't hold */
export type Authenticate = (credentials: Credentials) => Promise<Viewer>;

interface Dependencies extends ViewerDependencies {
  readonly settings: TokenSettings;
  readonly store: Store;
  readonly clock: () => Date;
}

/** Checks tokens by the keys that are configured, and API keys by the record. */
export function authenticator({ settings, store, clock, ...dependencies }: Dependencies): Authenticate {
  const verify = tokenVerifier(settings, clock);
  return async (credentials) => {
    if (credentials.kind === "key") {
      const key = await findKey(store, credentials.key, clock());
      if (!key) throw unauthenticated("no such API key, or one that holds no more");
      return known(await viewerOfKey(key, dependencies));
    }
    const claims = await verify(credentials.token).catch((error) => {
      throw error instanceof BadToken ? unauthenticated(error.message) : error;
    });
    return known(await viewerOfClaims(claims, dependencies));
  };
}

function known(viewer: Viewer | undefined): Viewer {
  if (viewer) return viewer;
  throw forbidden("the token names a team, rep, widget, document or filter that isn't known here");
}

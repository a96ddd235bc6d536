/** A source of bearer tokens: a fixed one, or one that the page's own server signs. */
export interface TokenSource {
  /** The token to send, or undefined for none. */
  current(): Promise<string | undefined>;
  /** Forgets the token after the server refused it. False when there is nowhere to get another. */
  renew(refused: string | undefined): boolean;
}

/** Seconds before its end at which a token counts as used up, so that it doesn't expire on the way. */
const margin = 15;

export function tokenSource(
  options: { readonly token?: string | undefined; readonly tokenUrl?: string | undefined },
  fetcher: typeof fetch,
  now: () => number,
): TokenSource {
  const { token, tokenUrl } = options;
  if (!tokenUrl) return { current: async () => token, renew: () => false };
  let held = token === undefined ? undefined : Promise.resolve(token);
  let heldText = token;

  return {
    async current() {
      if (held && heldText !== undefined && expiresAt(heldText) - margin < now() / 1000) held = undefined;
      if (!held) {
        const asked = askForToken(tokenUrl, fetcher).then((text) => {
          heldText = text;
          return text;
        });
        // A failed question must not be remembered as the answer.
        asked.catch(() => {
          if (held === asked) held = undefined;
        });
        held = asked;
      }
      return held;
    },
    renew(refused) {
      if (refused === heldText) {
        held = undefined;
        heldText = undefined;
      }
      return true;
    },
  };
}

async function askForToken(url: string, fetcher: typeof fetch): Promise<string> {
  const response = await fetcher(url, { headers: { accept: "application/json, text/plain" }, cache: "no-store" });
  if (!response.ok) throw new Error(`token-url "${url}" answered ${response.status}`);
  const text = (await response.text()).trim();
  if (!text.startsWith("{") && !text.startsWith('"')) return text;
  const parsed: unknown = JSON.parse(text);
  const token = typeof parsed === "string" ? parsed : (parsed as { token?: unknown }).token;
  if (typeof token !== "string") throw new Error(`token-url "${url}" answered without a "token"`);
  return token;
}

/** The `exp` of a JWT in seconds; Infinity when it says none (the server then decides). */
function expiresAt(token: string): number {
  try {
    const payload = token.split(".")[1] ?? "";
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    const { exp } = claims as { exp?: unknown };
    return typeof exp === "number" ? exp : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

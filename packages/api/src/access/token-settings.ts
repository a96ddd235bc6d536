/** How access tokens are checked. */
export interface TokenSettings {
  /** HS256 secrets that sign tokens: the present one, and the one before while it is being replaced. */
  readonly secrets: readonly string[];
  /** Where an identity provider publishes its public keys, for RS256 and ES256. */
  readonly jwksUrl: string | undefined;
  readonly issuer: string;
  readonly audience: string;
}

/** How many bytes a secret must have: as many as the hash that it keys. */
const secretBytes = 32;
/** With fewer different characters it is a word, or a key that leans on the keyboard. */
const leastVariety = 10;

/** What is wrong with a secret; undefined where it is fit to sign with. */
export function secretFault(secret: string): string | undefined {
  const bytes = Buffer.byteLength(secret);
  if (bytes < secretBytes) return `has ${bytes} bytes; it must have at least ${secretBytes}, ${fit}`;
  const variety = new Set(secret).size;
  if (variety < leastVariety || examples.test(secret)) return `can be guessed; it must be random, ${fit}`;
  return undefined;
}

const fit = "such as `openssl rand -base64 48` gives";
/** What stands in examples, and is copied from there. */
const examples = /change.?me|example|your.?(own|secret|256)|replace.?(me|this)|secret.?secret|password|0123456789/i;

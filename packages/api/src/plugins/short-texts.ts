/** A message that repeats what was sent need not repeat all of it. */
export function withShortTexts(message: string): string {
  return message.replace(/"((?:[^"\\]|\\.){100})(?:[^"\\]|\\.)+"/g, '"$1…"');
}

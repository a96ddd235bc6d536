/** Gives the reader a file. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers read the content only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * A name that every file system takes.
 *
 * @example fileName("Revenue: by month?", "csv") // "Revenue by month.csv"
 */
export function fileName(name: string, extension: string): string {
  const safe = name
    .replace(/[\p{Cc}/\\?%*:|"<>]/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "")
    .slice(0, 120);
  return `${safe || "sales"}.${extension}`;
}

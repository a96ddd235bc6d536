/** An answer as it is sent, of data and extensions that are written already. */
export function writtenAnswer(data: string, extensions: string): string {
  return `{"data":${data},"extensions":${extensions}}`;
}

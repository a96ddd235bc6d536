import { isUtf8 } from "node:buffer";
import { createReadStream, createWriteStream } from "node:fs";
import { basename } from "node:path";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { badInput } from "@salesglass/core";

/**
 * Reads a text file once from end to end and refuses it when it isn't UTF-8 or is cut off. A gzipped one is unpacked
 * to `unpacked` on the way.
 *
 * @returns the file that holds the plain text
 * @throws DomainError naming the file, and the byte and line of the fault
 */
export async function inspectFile(path: string, unpacked: string, signal?: AbortSignal): Promise<string> {
  const name = basename(path);
  const check = new Utf8Check(name);
  const options = signal ? { signal } : {};
  if (!path.endsWith(".gz")) {
    await pipeline(createReadStream(path, { highWaterMark }), check, async (chunks) => drain(chunks), options);
    return path;
  }
  try {
    await pipeline(
      createReadStream(path, { highWaterMark }),
      createGunzip(),
      check,
      createWriteStream(unpacked),
      options,
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "Z_BUF_ERROR") throw badInput(`file ${name} is cut off: its gzip data ends too early. Copy it again`);
    if (code?.startsWith("Z_"))
      throw badInput(`file ${name} is no gzip file, or a damaged one: ${(error as Error).message}. Copy it again`);
    throw error;
  }
  return unpacked;
}

const highWaterMark = 1 << 20;

async function drain(chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of chunks);
}

/** Passes text on and fails at the first byte that is not UTF-8. */
class Utf8Check extends Transform {
  readonly #name: string;
  #rest: Buffer = Buffer.alloc(0);
  #bytes = 0;
  #lines = 1;
  #first = true;

  constructor(name: string) {
    super({ highWaterMark });
    this.#name = name;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const text = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    if (this.#first && (text[0] === 0xff || text[0] === 0xfe)) {
      if (text[1] === 0xff || text[1] === 0xfe) {
        done(badInput(`file ${this.#name} is not UTF-8 but UTF-16 (it begins with its mark): save it as UTF-8`));
        return;
      }
    }
    this.#first = false;
    const whole = text.subarray(0, text.length - incompleteTail(text));
    this.#rest = text.subarray(whole.length);
    if (!isUtf8(whole)) {
      done(this.#fault(whole));
      return;
    }
    this.#count(whole);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.#rest.length > 0 ? this.#fault(this.#rest) : null);
  }

  #count(text: Buffer): void {
    this.#bytes += text.length;
    for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) this.#lines++;
  }

  #fault(text: Buffer): Error {
    let low = 0;
    let high = text.length;
    // The longest beginning that is UTF-8, counting one that ends within a character as good.
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const head = text.subarray(0, middle);
      if (isUtf8(head.subarray(0, middle - incompleteTail(head)))) low = middle;
      else high = middle - 1;
    }
    const start = low - incompleteTail(text.subarray(0, low));
    this.#count(text.subarray(0, start));
    const byte = text[start]!.toString(16).toUpperCase().padStart(2, "0");
    return badInput(
      `file ${this.#name} is not UTF-8 (byte 0x${byte} at position ${this.#bytes}, line ${this.#lines}); it may be GBK or Latin-1: save it as UTF-8`,
    );
  }
}

/** How many bytes at the end begin a character whose rest is still to come. */
function incompleteTail(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back++) {
    const byte = text[text.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

import { DomainError } from "@salesglass/core";
import type { Asking } from "./store.ts";

/** A question that took longer than it may. */
function tookTooLong(seconds: number): DomainError {
  return new DomainError(
    "TIMEOUT",
    `the question took longer than ${seconds} s and was cancelled; ask for a shorter period, fewer rows or fewer metrics`,
  );
}

/**
 * Asks an engine, and cancels that when it takes too long or nobody waits for it any more.
 *
 * Cancelling is repeated until the engine has ended: both engines forget a cancellation that reaches them before they
 * have begun, as happens where the machine is busy.
 *
 * @param cancel tells the engine to give up what it does at the moment, if anything; when this answers, it was told
 * @throws {DomainError} TIMEOUT; or the signal's reason
 */
export async function cancelling<T>(
  { signal, seconds }: Asking,
  cancel: () => void | Promise<void>,
  ask: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  let isLate = false;
  let telling: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;
  const keepTelling = async () => {
    await cancel();
    again = setTimeout(tell, betweenCancels);
  };
  const tell = () => {
    telling = keepTelling();
  };
  const giveUp = () => {
    isLate = true;
    tell();
  };
  const timer = seconds === undefined ? undefined : setTimeout(giveUp, seconds * 1000);
  signal?.addEventListener("abort", tell, { once: true });
  try {
    return await ask();
  } catch (error) {
    if (isLate) throw tookTooLong(seconds!);
    signal?.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", tell);
    // A cancellation that is still on its way would hit whatever is asked next.
    await telling;
    clearTimeout(again);
  }
}

/** Milliseconds. */
const betweenCancels = 100;

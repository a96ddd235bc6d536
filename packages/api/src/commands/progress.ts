import { SingleBar } from "cli-progress";
import type { ImportProgress } from "../import/import.ts";

/** Shows how far long work is: a bar on stderr, and nothing where stderr is no terminal. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): {
  update(progress: ImportProgress): void;
  stop(): void;
} {
  if (!stream.isTTY) return { update() {}, stop() {} };
  const bar = new SingleBar({
    stream,
    format: "{step} {bar} {percentage}% {count}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    fps: 10,
  });
  bar.start(1, 0, { step: "starting", count: "" });
  return {
    update({ step, table, done, total }) {
      bar.setTotal(Math.max(total ?? 1, 1));
      const count = total === undefined ? "" : `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
      bar.update(total === undefined ? 0 : Math.min(done, total), {
        step: [step, table].filter(Boolean).join(" "),
        count,
      });
    },
    stop: () => bar.stop(),
  };
}

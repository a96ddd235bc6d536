import { Task, TaskStatus } from "@lit/task";
import type { ReactiveControllerHost } from "lit";
import type { SalesClient } from "./client.ts";

export interface Question<Result> {
  /** All that the answer depends on, as text; a change asks anew. Undefined while something is missing. */
  readonly key: string;
  readonly client: SalesClient;
  load(client: SalesClient, signal: AbortSignal): Promise<Result>;
}

/** When to ask again without being told to. */
export interface Renewal {
  /** Every so many seconds; 0 for never. */
  readonly every: number;
  /** Whenever the server says that its data changed. */
  readonly live: boolean;
}

type Host = ReactiveControllerHost & HTMLElement;

/**
 * Keeps an element's data: asks when the question changes and when it is time to renew the answer, and gives up when
 * the element leaves. The last answer to the same question outlives a failed refresh, with its age.
 */
export class QueryController<Result> {
  readonly #host: Host;
  readonly #question: () => Question<Result> | undefined;
  readonly #renewal: () => Renewal;
  readonly #task: Task<readonly [string | undefined, SalesClient | undefined], Result>;
  #latest: { readonly key: string; readonly data: Result; readonly at: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The question that was last asked in vain. */
  #failed: string | undefined;
  #left = false;
  #interval = 0;
  #followed: SalesClient | undefined;
  #unfollow: AbortController | undefined;

  constructor(
    host: Host,
    question: () => Question<Result> | undefined,
    renewal: () => Renewal = () => ({ every: 0, live: false }),
  ) {
    this.#host = host;
    this.#question = question;
    this.#renewal = renewal;
    this.#task = new Task(host, {
      args: () => {
        const asked = this.#question();
        return [asked?.key, asked?.client] as const;
      },
      task: async ([key], { signal }) => this.#ask(key, signal),
      onError: (error) => {
        this.#failed = this.#key;
        if (!this.#left) this.#tell("sales-error", { error });
      },
    });
    host.addController(this);
  }

  /** The latest answer, also while a new one is on its way; undefined when the question became another one and failed. */
  get data(): Result | undefined {
    if (this.#latest?.key === this.#key || this.pending) return this.#latest?.data;
    return undefined;
  }

  get error(): Error | undefined {
    return this.#task.status === TaskStatus.ERROR ? (this.#task.error as Error) : undefined;
  }

  /** Whether the latest answer could not be renewed; also while that is tried again. */
  get stale(): boolean {
    return this.#latest !== undefined && this.#failed === this.#latest.key && this.#latest.key === this.#key;
  }

  get pending(): boolean {
    return this.#task.status === TaskStatus.PENDING || this.#task.status === TaskStatus.INITIAL;
  }

  /** When the latest answer came, in milliseconds. */
  get answeredAt(): number | undefined {
    return this.#latest?.at;
  }

  get #key(): string | undefined {
    return this.#question()?.key;
  }

  /** Asks again now. */
  readonly retry = (): void => {
    void this.#task.run();
  };

  hostConnected(): void {
    if (!this.#left) return;
    this.#left = false;
    this.retry();
  }

  /** An interval that is set or changed later counts from then on. */
  hostUpdated(): void {
    const { every, live } = this.#renewal();
    this.#follow(live && !this.#left ? this.#question()?.client : undefined);
    if (every === this.#interval) return;
    this.#interval = every;
    clearTimeout(this.#timer);
    if (this.#latest) this.#schedule();
  }

  hostDisconnected(): void {
    this.#left = true;
    this.#follow(undefined);
    clearTimeout(this.#timer);
    this.#task.abort();
  }

  /** Asks again whenever the server that a client asks says that its data changed. */
  #follow(client: SalesClient | undefined): void {
    if (client === this.#followed) return;
    this.#followed = client;
    this.#unfollow?.abort();
    if (!client) return;
    const unfollow = new AbortController();
    this.#unfollow = unfollow;
    // Most pages are not live: what follows waits for one that is.
    void import("./live.ts").then(({ follow }) => follow(client, this.retry, unfollow.signal));
  }

  async #ask(key: string | undefined, signal: AbortSignal): Promise<Result> {
    clearTimeout(this.#timer);
    const question = this.#question();
    // Nothing to ask yet: the element says what is missing. Or nobody to ask for any more, until the element comes back.
    if (!question || key === undefined || this.#left) return undefined as Result;
    try {
      const data = await question.load(question.client, signal);
      if (!signal.aborted) {
        this.#latest = { key, data, at: Date.now() };
        this.#failed = undefined;
        this.#tell("sales-load", { data });
      }
      return data;
    } finally {
      if (!signal.aborted) this.#schedule();
    }
  }

  /** Elements with the same interval ask at the same moment, so that their requests travel together. */
  #schedule(): void {
    const interval = this.#renewal().every * 1000;
    if (!(interval > 0)) return;
    clearTimeout(this.#timer);
    const wait = interval - (Date.now() % interval);
    this.#timer = setTimeout(this.retry, wait < interval / 2 ? wait + interval : wait);
  }

  #tell(name: string, detail: unknown): void {
    this.#host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

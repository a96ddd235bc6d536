import type { SalesProvider } from "@salesglass/widgets";
import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * What the `<sales-provider>` around an element says, so that the element follows the period picker, the filter bar
 * and what is selected in its neighbours. The provider is a Lit element: a controller hears of all its changes.
 */
export class ProviderController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #watcher: ReactiveController;
  #provider: SalesProvider | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#watcher = { hostUpdated: () => host.requestUpdate() };
    host.addController(this);
  }

  hostConnected(): void {
    this.#provider = this.#host.closest("sales-provider");
    this.#provider?.addController(this.#watcher);
  }

  hostDisconnected(): void {
    this.#provider?.removeController(this.#watcher);
  }

  get endpoint(): string {
    return this.#provider?.endpoint ?? "/graphql";
  }

  get locale(): string {
    return this.#provider?.locale ?? document.documentElement.lang;
  }

  get today(): string | undefined {
    return this.#provider?.today;
  }

  get period(): string {
    const selected = this.#others.findLast(({ period }) => period !== undefined)?.period;
    return selected ?? this.#provider?.period ?? "year-to-date";
  }

  /** Filters that must all hold, as JSON: text can be compared, and what is wrong in it is found when it is read. */
  get filters(): readonly string[] {
    return [this.#provider?.where ?? "{}", ...this.#others.map(({ where }) => JSON.stringify(where ?? {}))];
  }

  /** The label of what is selected in this element, which filters the others and not itself. */
  get ownSelection(): string | undefined {
    return this.#provider?.selections.find(({ source }) => source === this.#host)?.label;
  }

  get #others() {
    return this.#provider?.selections.filter(({ source }) => source !== this.#host) ?? [];
  }
}

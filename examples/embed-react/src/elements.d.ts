// What lets TypeScript check the elements' properties and events in JSX. Copy it into your app.
import type {} from "@salesglass/widgets";
import type { HTMLAttributes, Key, Ref } from "react";

/** A value that was selected in an element. */
interface Selected {
  readonly dimension: string;
  readonly key: string | null;
  readonly label: string;
}

/** An element's own properties, as its class declares them, and its events. */
type Props<Tag> = Partial<Omit<Tag, keyof HTMLElement>> &
  HTMLAttributes<Tag> & {
    key?: Key;
    ref?: Ref<Tag>;
    "onsales-select"?: (event: CustomEvent<Selected>) => void;
    "onsales-period"?: (event: CustomEvent<{ period: string }>) => void;
    "onsales-filter"?: (event: CustomEvent<{ where: object | undefined }>) => void;
    "onsales-load"?: (event: CustomEvent<{ data: unknown }>) => void;
    "onsales-error"?: (event: CustomEvent<{ error: Error }>) => void;
  };

/** Every element that the package declares, without a list of them. */
type SalesElements = {
  [Tag in keyof HTMLElementTagNameMap as Tag extends `${string}-${string}` ? Tag : never]: Props<
    HTMLElementTagNameMap[Tag]
  >;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends SalesElements {}
  }
}

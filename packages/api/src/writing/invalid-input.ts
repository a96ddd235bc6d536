/** One thing that is wrong with what a mutation was given. */
export interface InputFault {
  /** Where it stands, such as `input[3].score`. */
  readonly path: string;
  /** What stands there, as text; null where nothing does. */
  readonly value: string | null;
  /** What is wrong with it, and what would be right. */
  readonly message: string;
}

/** What a mutation was given can't be written: every fault, in the order of the input. Nothing was written. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly faults: readonly InputFault[];

  constructor(faults: readonly InputFault[]) {
    const [first] = faults;
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
    super(first ? `${sentence(first)}${more}; nothing was written` : "nothing was written");
    this.faults = faults;
  }
}

function sentence({ path, value, message }: InputFault): string {
  return `${path}: ${value === null ? "" : `${JSON.stringify(value)} `}${message}`;
}

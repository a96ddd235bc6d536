import { minimise, type Pause, type Slope, steepest } from "./minimise.ts";

/** What a fit came to. */
export interface Fit<Name extends string> {
  readonly parameters: Readonly<Record<Name, number>>;
  readonly logLikelihood: number;
  /** Of the log-likelihood per customer along the coordinates: nearly 0 at a maximum. */
  readonly steepestSlope: number;
  /** Parameters that the data leave open: the likelihood hardly changes, so they went to the end of their range. */
  readonly open: readonly Name[];
}

type Parameters<Name extends string> = Readonly<Record<Name, number>>;

export interface Likelihood<Name extends string> {
  /** The log-likelihood and its derivatives. */
  readonly of: (parameters: Parameters<Name>) => { readonly value: number; readonly by: Parameters<Name> };
  /**
   * The same parameters as logarithms of what the data tell apart, such as a mean and a spread. Each is looked for
   * between −11.5 and 11.5, a hundred-thousandth and the 100,000-fold.
   */
  readonly coordinatesOf: (parameters: Parameters<Name>) => readonly number[];
  readonly parametersAt: (coordinates: readonly number[]) => Parameters<Name>;
  /** The derivatives by the coordinates. */
  readonly slopesOf: (parameters: Parameters<Name>, by: Parameters<Name>) => readonly number[];
  /** Which parameters are open where a coordinate is. */
  readonly openWith: readonly (readonly Name[])[];
  /** Where the search begins; the next is tried where the first leads to no maximum within the range. */
  readonly starts: readonly Parameters<Name>[];
  readonly customers: number;
}

const range = Math.log(1e5);

/**
 * The parameters under which what was observed is likeliest; undefined where no maximum was found.
 *
 * The coordinates have a soft range, R · tanh(u ÷ R): a likelihood that only flattens towards 0 or infinity (nobody
 * ever leaves, or everybody spends the same) ends at the range's edge, and nothing overflows. Within it the range
 * changes nothing of where the maximum is.
 */
export async function maximiseLikelihood<Name extends string>(
  likelihood: Likelihood<Name>,
  pause?: Pause,
): Promise<Fit<Name> | undefined> {
  const { of, coordinatesOf, parametersAt, slopesOf, openWith, starts, customers } = likelihood;
  const within = (at: readonly number[]) => at.map((value) => range * Math.tanh(value / range));
  const lost = (at: readonly number[]): Slope => {
    const parameters = parametersAt(within(at));
    const { value, by } = of(parameters);
    return {
      value: -value / customers,
      gradient: slopesOf(parameters, by).map((slope, index) => {
        return (-slope * (1 - Math.tanh(at[index]! / range) ** 2)) / customers;
      }),
    };
  };
  let best: Fit<Name> | undefined;
  for (const start of starts) {
    const begin = coordinatesOf(start).map((value) => range * Math.atanh(value / range));
    const minimum = await minimise(lost, begin, { pause });
    const steepestSlope = steepest(minimum);
    const logLikelihood = -minimum.value * customers;
    // The sum's own rounding can keep the slope from the tolerance; this is still a maximum.
    const isFound = steepestSlope < 1e-6 && Number.isFinite(logLikelihood);
    if (!isFound || (best && logLikelihood <= best.logLikelihood)) continue;
    const coordinates = within(minimum.at);
    const open = openWith.flatMap((names, index) => (Math.abs(coordinates[index]!) > 0.9 * range ? names : []));
    best = { parameters: parametersAt(coordinates), logLikelihood, steepestSlope, open: [...new Set(open)] };
    if (open.length === 0) break;
  }
  return best;
}

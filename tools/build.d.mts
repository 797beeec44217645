import type {BuildOptions} from 'esbuild';

/** Builds each entry to its name under `into` unless it is fresh; gives the built files. */
export function buildStale(
    root: string, entries: ReadonlyMap<string, string>, into: string,
): Promise<Map<string, string>>;

/** Ends esbuild's own process; nothing may be building then. */
export function endBuilds(): Promise<void>;

/** What `npm run build` makes: entry to name under `dist/`. */
export function productEntries(root: string): Map<string, string>;

/** The one set of esbuild options of the house. */
export function bundleOptions(root: string): BuildOptions & {metafile: true};

/** A path from the checkout, with forward slashes. */
export function inCheckout(root: string, path: string): string;

/** Builds the console into `dist/console` unless it is fresh; gives that folder. */
export function buildConsole(root: string): Promise<string>;

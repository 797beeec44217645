/** Does node_modules hold what package-lock.json says, for this machine? */
export function isInstalled(root: string): boolean;

/** Installs when something is missing or of another version; says how long that took. */
export function install(root: string): Promise<void>;

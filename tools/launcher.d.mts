export function endWithLauncher(): void;

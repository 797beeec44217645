import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** Says where the server of a data folder listens, so that commands find it. */
export function tellAddress(homeFolder: string, address: string): void {
    writeFileSync(fileOf(homeFolder), `${address}\n`);
}

/** The address of the server of a data folder; it may have been killed since. */
export function addressOf(homeFolder: string): string | undefined {
    try {
        const address = readFileSync(fileOf(homeFolder), 'utf8').trim();
        return URL.canParse(address) ? address : undefined;
    } catch {
        return undefined;
    }
}

/** To be called when the server stops. */
export function forgetAddress(homeFolder: string): void {
    rmSync(fileOf(homeFolder), {force: true});
}

function fileOf(homeFolder: string): string {
    return join(homeFolder, 'server.address');
}

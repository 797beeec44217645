import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {endBuilds} from './build.mjs';
import {consoleOpenApi, wireFiles, WIRE_FOLDER} from './wire-types.ts';

const root = checkoutFolder();
for (const [file, text] of wireFiles(await consoleOpenApi(root))) {
    writeFileSync(join(root, WIRE_FOLDER, file), text);
    process.stdout.write(`${WIRE_FOLDER}/${file}\n`);
}
await endBuilds();

import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {endBuilds} from './build.mjs';
import {consoleOpenApi, WIRE_FILES, wireTypes} from './wire-types.ts';

const root = checkoutFolder();
const document = await consoleOpenApi(root);
for (const [file, isWanted] of Object.entries(WIRE_FILES)) {
    writeFileSync(join(root, file), wireTypes(document, isWanted));
    process.stdout.write(`${file}\n`);
}
await endBuilds();

// Opens the data folder named first and says how that went, a line of JSON each; then holds it
// until the word `stop` comes in. The tests kill it in the middle.
import {createInterface} from 'node:readline';
import {openPostgres} from '../src/postgres.ts';

const [dataFolder = '', purpose = 'work'] = process.argv.slice(2);

function say(what: object): void {
    process.stdout.write(`${JSON.stringify(what)}\n`);
}

try {
    const {url, adopted, postmasterPid, lost, stop} = await openPostgres({
        dataFolder,
        purpose: purpose === 'serve' ? 'serve' : 'work',
        log: line => say({log: line}),
    });
    say({url, adopted, postmasterPid});
    void lost.then(why => say({lost: why}));
    for await (const line of createInterface({input: process.stdin})) {
        if (line === 'stop') break;
    }
    await stop();
    say({stopped: true});
    process.exit(0);
} catch (error) {
    say({refused: (error as Error).message, why: (error as {why?: string}).why});
    process.exit(1);
}

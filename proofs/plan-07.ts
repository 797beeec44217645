import {join} from 'node:path';
import {Refusal} from '@karwan/base';
import {readScenarios} from '@karwan/plan';
import {corridorStudy, scenarioFiles} from '../apps/server/src/plan/corridor-study.ts';
import {brokenPages, type Broken} from './plan-07/broken.ts';
import {proof} from './proof.ts';

const LEAST = 200;
const MOST_LINES = 15;

export default proof({
    id: 'plan-07',
    claim: 'a broken scenario is refused where it is broken, with file and line; every scenario of '
        + 'the corridor is a page of at most fifteen lines',
    bar: `at least ${LEAST} broken pages, each refused by name in the file that was broken`,
    kind: 'held', short: true,
    measure({root}) {
        const folder = join(root, 'corridors', 'pakistan');
        const {vocabulary} = corridorStudy(folder);
        const pages = scenarioFiles(folder);
        const broken = brokenPages(pages);
        const faults = broken.flatMap(each => {
            const fault = faultOf(each, () =>
                readScenarios(new Map([...pages, [each.file, each.text]]), vocabulary));
            return fault === undefined ? [] : [`${each.file}, ${each.rule}: ${fault}`];
        });
        const long = [...pages].filter(([, text]) =>
            text.trimEnd().split('\n').length > MOST_LINES);
        return Promise.resolve({
            value: `${broken.length - faults.length} of ${broken.length} refused, ${
                long.length} pages too long`,
            holds: faults.length === 0 && broken.length >= LEAST && long.length === 0,
            notes: faults.slice(0, 20),
        });
    },
});

// What is wrong with how a broken page was met; undefined where it was refused in its place.
function faultOf({file, text}: Broken, read: () => unknown): string | undefined {
    try {
        read();
        return 'was read as if it were whole';
    } catch (error) {
        if (!(error instanceof Refusal)) return `threw ${(error as Error).message}`;
        const lines = text.split('\n').length;
        const isThere = error.faults.some(({place, found, expected}) => place.file === file
            && place.line >= 1 && place.line <= lines && found !== '' && expected !== '');
        return isThere ? undefined : `was refused elsewhere: ${error.message.split('\n')[0]!}`;
    }
}

import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {proof} from './proof.ts';

const BAR_SECONDS = 60;

export default proof({
    id: 'thread-08-timed',
    claim: 'the check before a commit is quick enough to run before every commit',
    bar: `npm run check passes within ${BAR_SECONDS} s`,
    kind: 'timed',
    needs: ['idle'],
    measure: ({root, say}) => {
        const startedMs = performance.now();
        const {status, stdout} = spawnSync(
            process.execPath, [join(root, 'tools', 'run.mjs'), 'check'], {encoding: 'utf8'},
        );
        const seconds = (performance.now() - startedMs) / 1000;
        say(stdout.trim());
        return Promise.resolve({
            value: `${seconds.toFixed(1)} s`,
            holds: status === 0 && seconds < BAR_SECONDS,
        });
    },
});

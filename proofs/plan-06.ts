import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {comparisonOf, type ComparisonJson} from '../apps/server/src/plan/comparison-json.ts';
import {corridorStudy} from '../apps/server/src/plan/corridor-study.ts';
import {reportHtml} from '../apps/server/src/plan/report-html.ts';
import {proof} from './proof.ts';

const SCENARIOS = ['torkham-shut', 'uap-647', 'mill-rebuild', 'barrier-free'] as const;
const DRAWS = 4;

export default proof({
    id: 'plan-06',
    claim: 'each figure of a report leads to its source, or to who assumed it and why',
    bar: `every figure of the reports of ${SCENARIOS.length} scenarios, inputs and claims in them`,
    kind: 'held',
    measure({root}) {
        const folder = join(root, 'corridors', 'pakistan');
        const study = corridorStudy(folder);
        let figures = 0;
        const faults = SCENARIOS.flatMap(id => {
            const json = comparisonOf(
                study, study.scenarios.get('today')!, study.scenarios.get(id)!, DRAWS);
            const html = reportHtml(json, study);
            const sources = new Set(
                [...html.matchAll(/data-source="([^"]*)"/g)].map(each => each[1]));
            const told = [...html.matchAll(/data-from="([^"]*)"/g)].map(each => each[1]!);
            figures += told.length + json.inputs.length;
            return [
                ...told.filter(from => !sources.has(from))
                    .map(from => `${id}: ${from} has no source`),
                ...inputFaults(json, folder).map(fault => `${id}: ${fault}`),
                ...bareFaults(html).map(fault => `${id}: ${fault}`),
            ];
        });
        return Promise.resolve({
            value: `${faults.length} faults, ${figures} figures`,
            holds: faults.length === 0 && figures > 100, notes: faults.slice(0, 20),
        });
    },
});

// Each input stands where it says, and says whose word it is.
function inputFaults({inputs, claims}: ComparisonJson, folder: string): string[] {
    const faults = inputs.flatMap(({id, at, source, date, status}) => {
        const [file, line] = at.split(':') as [string, string];
        const path = join(folder, file);
        const stands = existsSync(path)
            && readFileSync(path, 'utf8').split('\n')[Number(line) - 1]!.startsWith(`${id},`);
        const says = source !== '' && date !== ''
            && (status !== 'assumed' || /^(own|general knowledge|[a-z.]+csv)/.test(source));
        return [...stands ? [] : [`${id} does not stand at ${at}`],
            ...says ? [] : [`${id} does not say whose word it is: ${source}`]];
    });
    return [...faults, ...claims.filter(({source, date}) => source === '' || date === '')
        .map(({what}) => `the claim "${what}" has no source`)];
}

// The first paragraph and the table of claims hold no number that leads nowhere.
function bareFaults(html: string): string[] {
    const paragraph = /<p class="first">(.*?)<\/p>/s.exec(html)![1]!;
    const left = paragraph.replaceAll(/<a class="f".*?<\/a>/gs, '')
        .replaceAll(/at \d+(\.\d+)? % a year|at \d+(\.\d+)? %|of \d+ draws|of \d{4}/g, '');
    const cells = [...html.matchAll(/<td class="n">(.*?)<\/td>/gs)].map(each => each[1]!)
        .filter((cell, nth) => nth % 3 < 2 && /\d/.test(cell) && !cell.includes('data-from'));
    return [...(/\d/.test(left) ? [`a bare number in the first paragraph: ${left}`] : []),
        ...cells.map(cell => `a bare number among the claims: ${cell}`)];
}

import type {Network} from '@karwan/network';
import type {answerJson, datedJson, WireHours, WireLeg, WireRoute} from './route-json.ts';

type Told = ReturnType<typeof answerJson> | ReturnType<typeof datedJson>;

/** An answer for people: each way in a table, what became of closures, where figures are from. */
export function routeText(network: Network, told: Told): string {
    const head = told.dated ? verdictText(told) : [];
    if (told.routes.length === 0) {
        return [...head, 'There is no way.', ...told.warnings].join('\n');
    }
    const ways = told.routes.flatMap((route, i) => [
        ...told.routes.length > 1 ? ['', `Way ${i + 1} of ${told.routes.length}${shareText(route)}`]
            : [],
        ...routeLines(route, told.currency),
    ]);
    const sources = told.routes.flatMap(route => route.legs.flatMap(leg => leg.origins));
    return [
        ...head, ...ways, '',
        `Network ${network.id}, version ${network.version}. Hours are p10 p50 p90; money is the `
            + `median in ${told.currency} for one consignment; the letter is a line's weakest `
            + 'figure: measured, published, estimated, assumed.',
        ...sourceLines(sources), ...told.warnings.map(warning => `Note: ${warning}.`),
    ].join('\n');
}

function shareText(route: object): string {
    return 'share' in route ? `, ${Math.round(Number(route.share) * 100)} % would take it` : '';
}

function verdictText({verdict, depart}: ReturnType<typeof datedJson>): string[] {
    const waits = verdict.waits.map(wait => `  waits ${wait.hours} h at ${wait.at} from `
        + `${wait.from.slice(0, 16)}Z${wait.because.length === 0 ? '' : ': '
            + wait.because.map(b => `${b.opening}, ${b.source}`).join('; ')}`);
    const over = (crossings: readonly string[]): string => crossings.join(', ') || 'no border';
    const heads: Record<string, string> = {
        'unhindered': 'no closure hinders it',
        'waits': 'it waits before what is shut',
        'turns': `it turns to ${over(verdict.taken)} instead of ${over(verdict.insteadOf)}`,
        'gives-up': `it gives up: nothing leads there within its patience; without closures it `
            + `would go over ${over(verdict.insteadOf)}`,
        'no-way': 'nothing leads there, closures or not',
    };
    return [`Leaves ${depart.slice(0, 16)}Z: ${heads[verdict.kind]}.`, ...waits];
}

function routeLines(route: WireRoute, currency: string): string[] {
    const {hours, money} = route;
    return [
        `${route.lengthKm} km, ${spread(hours)} h (${days(hours.p10)} to ${days(hours.p90)} days), `
            + `${money.median} ${currency} (${money.low} to ${money.high}), `
            + `expected loss ${route.lossPermille} permille; weakest figure ${route.weakest}`,
        '', line('leg', 'by', 'km', 'h p10', 'p50', 'p90', currency, ''),
        ...mergedLegs(route.legs).map(legLine),
    ];
}

/** Stretches of one road or line in a row are one line for people; JSON keeps each. */
function mergedLegs(legs: readonly WireLeg[]): WireLeg[][] {
    const groups: WireLeg[][] = [];
    for (const leg of legs) {
        const last = groups.at(-1)?.at(-1);
        const isSame = last?.kind === 'link' && leg.kind === 'link' && leg.line === last.line
            && leg.line !== null && leg.mode === last.mode && leg.gaugeMm === last.gaugeMm;
        if (isSame) groups.at(-1)!.push(leg);
        else groups.push([leg]);
    }
    return groups;
}

function legLine(group: WireLeg[]): string {
    const [first, last] = [group[0]!, group.at(-1)!];
    const sum = (of: (leg: WireLeg) => number): number =>
        group.reduce((all, leg) => all + of(leg), 0);
    const by = first.kind === 'link'
        ? `${first.mode}${first.gaugeMm === null ? '' : ` ${first.gaugeMm}`} ${first.line ?? ''}`
        : first.kind === 'gauge' ? `gauge ${first.gaugeMm} > ${first.toGaugeMm}`
            : first.kind === 'border' ? `border ${first.mode}`
                : `${first.kind} ${first.mode} > ${first.toMode}`;
    const where = first.kind === 'link' ? `${first.fromName} - ${last.toName}`
        : first.kind === 'border' ? `${first.id} (${first.fromName} - ${first.toName})`
            : first.fromName;
    const wait = sum(leg => leg.waitHours);
    return line(where, by, first.kind === 'link' ? sum(leg => leg.lengthKm).toFixed(0) : '',
        ...(['p10', 'p50', 'p90'] as const)
            .map(q => sum(leg => leg.hours[q] ?? Infinity).toFixed(1)) as [string, string, string],
        sum(leg => Number(leg.money.median)).toFixed(0),
        [statusText(group), wait > 0 ? `waits ${wait.toFixed(1)} h` : '',
            observedText(first)].filter(text => text !== '').join('  '));
}

const ORDER = ['measured', 'published', 'estimated', 'assumed'];

function statusText(group: readonly WireLeg[]): string {
    const worst = Math.max(...group.flatMap(leg => leg.origins
        .map(origin => ORDER.indexOf(origin.status))));
    return ORDER[worst]?.[0] ?? '';
}

function observedText({observed}: WireLeg): string {
    if (observed.length === 0) return '';
    return `others: ${observed.map(({what, year, value, side}) =>
        `${year}${side === null ? '' : ` ${side}`} ${value} ${what === 'hours' ? 'h' : 'USD'}`)
        .join(', ')}`;
}

function line(
    where: string, by: string, km: string, p10: string, p50: string, p90: string, money: string,
    rest: string,
): string {
    return (cut(where, 46).padEnd(47) + cut(by, 26).padEnd(27) + km.padStart(6)
        + [p10, p50, p90].map(text => text.padStart(7)).join('') + money.padStart(8)
        + (rest && `  ${rest}`)).trimEnd();
}

function cut(text: string, length: number): string {
    return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function spread({p10, p50, p90}: WireHours): string {
    return [p10, p50, p90].map(hours => hours?.toFixed(0) ?? 'never').join(' / ');
}

function days(hours: number | null): string {
    return hours === null ? 'never' : (hours / 24).toFixed(1);
}

function sourceLines(origins: readonly {file: string; line: number; source: string}[]): string[] {
    const files = new Map<string, Set<number>>();
    for (const {file, line: at} of origins) {
        files.set(file, (files.get(file) ?? new Set()).add(at));
    }
    return ['Sources, one a line of these files (--json names each):', ...[...files].sort()
        .map(([file, at]) => `  ${file}: lines ${[...at].sort((a, b) => a - b).join(' ')}`)];
}

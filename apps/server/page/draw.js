/** Figures of a day as elements. Everything is made as text or attribute: no markup out of data. */

/** An element with attributes and children; a child that is a text stays a text. */
export function make(name, attributes = {}, ...children) {
    const isSvg = name === 'svg' || name === 'rect';
    const element = isSvg
        ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
}

export function count(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `1 234.50`, with what is below the unit set back. */
export function money(text) {
    const [whole, minor] = text.split('.');
    const span = make('span', {}, whole.replace(/\B(?=(\d{3})+$)/g, '\u202f'));
    if (minor !== undefined) span.append(make('span', {class: 'minor'}, `.${minor}`));
    return span;
}

/** The money of some terms together, exact: `1.10` and `2.20` are `3.30`. */
export function total(texts) {
    const digits = texts[0]?.split('.')[1]?.length ?? 0;
    const sum = texts.reduce((all, text) => all + BigInt(text.replace('.', '')), 0n);
    const padded = String(sum < 0n ? -sum : sum).padStart(digits + 1, '0');
    const plain = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
    return sum < 0n ? `-${plain}` : plain;
}

export function isZero(text) {
    return /^-?0*(\.0*)?$/.test(text);
}

/** The three balances as rows: the whole, its terms, and what is left over. */
export function balanceRows({detections: d, passages: p, charges: c}, code) {
    return [
        whole('Detections', d.detections, undefined),
        term('=', 'identified', d.identified), term('+', 'unidentifiable', d.unidentifiable),
        term('+', 'false', d.false), rest(d.difference, undefined),
        whole('Passages', p.passages.count ?? p.passages, undefined),
        term('=', 'charged', p.charged), term('+', 'exempt, not asked', p.exempt),
        term('+', 'in review', p.inReview), term('+', 'written off', p.writtenOff),
        beside(`${count(p.inferred)} inferred · ${count(p.stations)} station records · `
            + `${count(p.undetected)} seen by tag or plate alone`),
        rest(p.difference, undefined),
        whole(`Charges, ${code}`, c.charges.count, c.charges.money),
        term('=', 'paid from wallets', c.paid), term('+', 'open', c.open),
        term('+', 'noticed', c.noticed), term('+', 'disputed', c.disputed), term('+', 'lost', c.lost),
        rest(c.difference.count, c.difference.money, 'last'),
    ];
}

function whole(name, value, amount) {
    return row('total', make('td', {}, name), value, amount);
}

function term(sign, name, value) {
    const label = make('td', {}, make('span', {class: 'sign'}, sign), name);
    return typeof value === 'number' ? row('', label, value, undefined)
        : row('', label, value.count, value.money);
}

function beside(text) {
    return make('tr', {class: 'beside'}, make('td', {colspan: '3'}, text));
}

function rest(value, amount, last = '') {
    const isOff = value !== 0 || (amount !== undefined && !isZero(amount));
    const label = make('td', isOff ? {class: 'abnormal-text'} : {}, isOff ? '▲ DIFFERENCE' : 'difference');
    return row(`rest ${last}`, label, value, amount);
}

function row(kind, label, value, amount) {
    return make('tr', {class: kind}, label, make('td', {class: 'n'}, count(value)),
        make('td', {class: 'n'}, amount === undefined ? '' : money(amount)));
}

/** A bar for each hour, the running one darker. */
export function hourBars(hours, nowHour) {
    const most = Math.max(1, ...hours);
    return hours.map((value, hour) => {
        const height = value / most * 100;
        const bar = make('div', {
            class: hour === nowHour ? 'hour now' : 'hour', title: `${hour}:00  ${value} passages`,
        }, make('svg', {viewBox: '0 0 10 100', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
            make('rect', {x: 0, y: 100 - height, width: 10, height})));
        if (hour % 6 === 0) bar.append(make('span', {}, `${String(hour).padStart(2, '0')}:00`));
        return bar;
    });
}

const STATUSES = ['measured', 'published', 'estimated', 'assumed'];

/** How much of the money rests on what, as one bar and in words. */
export function shareBar({byStatus, byLength, lengthsMove, sites, sitesUnsure}, code) {
    const sum = Number(total(Object.values(byStatus)));
    const shown = STATUSES.filter(status => status !== 'measured' || !isZero(byStatus[status]));
    let from = 0;
    const bar = make('svg', {viewBox: '0 0 1000 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'});
    const rows = shown.map(status => {
        const share = sum === 0 ? 0 : Number(byStatus[status]) / sum;
        bar.append(make('rect', {class: status, x: from, y: 0, width: share * 1000, height: 10}));
        from += share * 1000;
        return make('tr', {},
            make('td', {}, make('span', {class: 'key'}, make('svg', {viewBox: '0 0 10 10'},
                make('rect', {class: status, width: 10, height: 10}))), `tariff ${status}`),
            make('td', {class: 'n'}, `${(share * 100).toFixed(1)} %`),
            make('td', {class: 'n'}, money(byStatus[status])));
    });
    const lengths = STATUSES.filter(status => !isZero(byLength[status]))
        .map(status => `${status} ${byLength[status]}`).join(', ') || 'none';
    return make('div', {class: 'shares'}, bar, make('table', {}, make('tbody', {}, ...rows)),
        make('p', {}, `Lengths apart: charged by ${lengths}; anywhere in their range they would move `
            + `at most ${code} ${lengthsMove}. Sites apart: ${sitesUnsure} of ${sites} not surveyed, `
            + 'which moves 0, since a gantry counts for its section.'));
}

/** The same in one line, for the head of the page. */
export function sharesText({byStatus}) {
    const sum = Number(total(Object.values(byStatus)));
    if (sum === 0) return '';
    const share = status => `${status} ${Math.round(Number(byStatus[status]) / sum * 100)} %`;
    return `tariff ${['published', 'estimated', 'assumed'].map(share).join(' · ')}`;
}

/** The newest charges, each with the way to its explanation. */
export function chargeRows(charges, explain) {
    return charges.map(charge => {
        const name = make('button', {class: 'link', type: 'button'}, charge.window);
        const row = make('tr', {}, make('td', {}, charge.at), make('td', {}, name),
            make('td', {class: 'way'}, `${place(charge.entry)} → ${place(charge.exit)}`),
            make('td', {class: 'class'}, charge.class),
            make('td', {class: 'n'}, money(charge.amount)),
            make('td', {class: 'by'}, charge.state === 'exempt' ? 'exempt'
                : (charge.surcharge_when ?? charge.payer).replace('-', ' ')));
        row.addEventListener('click', () => explain(charge.window));
        return row;
    });
}

/** An interchange as people say it: `thokar` of `pk-thokar`. */
export function place(id) {
    return id.replace(/^[a-z]{2}-/, '').replaceAll('-', ' ');
}

/** What `explain` tells, as elements: a charge with its grounds, a trip, a token with its days. */
import {make, money, place} from './draw.js';

export function explainedElements(found, explain) {
    switch (found.about) {
        case 'charge': return charge(found, explain);
        case 'trip': return [trip(found.trip, explain)];
        default: return token(found.token, explain);
    }
}

function charge({charge: told, grounds}, explain) {
    const head = make('div', {class: 'head'},
        make('span', {class: 'sum'}, `${told.currency.code} `, money(told.amount)),
        make('span', {class: 'what'}, `${told.window} · ${told.state} · ${told.payer.split(':')[0]}`),
        link(`trip ${told.trip.id}`, String(told.trip.id), explain),
        link('this vehicle', told.vehicle, explain));
    const list = make('dl');
    for (const {label, lines} of grounds) {
        list.append(make('dt', {}, label), make('dd', {}, ...lines.map((line, i) =>
            make('p', i > 0 && label !== 'seen' && label !== 'amount' ? {class: 'sub'} : {}, line))));
    }
    return [head, list];
}

function trip({id, from, to, sure, path, inferred, charges}, explain) {
    const gantries = path.flatMap(gantry => [inferred.includes(gantry)
        ? make('i', {title: 'reported nothing'}, `(${gantry})`) : gantry, ' ']);
    const rows = charges.map(each => make('tr', {},
        make('td', {}, link(each.window, each.window, explain)),
        make('td', {}, `${place(each.entry)} → ${place(each.exit)}`), make('td', {}, each.class),
        make('td', {class: 'n'}, money(each.amount)),
        make('td', {}, each.surchargeWhen ?? (each.state === 'exempt' ? 'exempt' : ''))));
    return make('div', {class: 'trip'},
        make('p', {}, link(`trip ${id}`, String(id), explain), ` ${from} to ${to.slice(11)} · `
            + `${Math.floor(sure * 10_000) / 100} % sure`),
        make('p', {class: 'path'}, ...gantries),
        make('table', {}, make('tbody', {}, ...rows)));
}

function token({token: name, vehicles, facts, wallets, trips, hasMore}, explain) {
    const head = make('div', {class: 'head'}, make('span', {class: 'sum'}, name.replace('tag:', '')),
        ...vehicles.filter(each => each !== name).map(each => link(`on ${each}`, each, explain)),
        ...wallets.map(({account, balance}) => make('span', {class: 'what'},
            `${account.replace('wallet:tag:', 'wallet of ')} holds `, money(balance))));
    const said = make('div', {class: 'facts'}, ...facts.map(fact => make('p', {},
        `${fact.kind} ${fact.about}${fact.says ? `: ${fact.says}` : ''} from ${fact.validFrom} `
        + `(${fact.id}, place ${fact.place})`)));
    const told = trips.length > 0 ? trips.map(each => trip(each, explain))
        : [make('p', {class: 'hint'}, 'no trips')];
    return [head, said, ...told, ...hasMore ? [make('p', {class: 'hint'}, '… and earlier trips')] : []];
}

function link(text, what, explain) {
    const button = make('button', {class: 'link', type: 'button'}, text);
    button.addEventListener('click', () => explain(what));
    return button;
}

/** What `explain` tells, as elements: a charge with its grounds, a trip, a token with its days. */
import {make, money, place, total} from './draw.js';

export function explainedElements(found, explain) {
    switch (found.about) {
        case 'charge': return charge(found, explain);
        case 'trip': return [make('h3', {}, found.trip.day), trip(found.trip, explain)];
        case 'unregistered': return unregistered(found.tag, explain);
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
        const parts = label === 'seen' ? [seenTable(told)] : label === 'money' ? [moneyTable(told)]
            : lines.map((line, i) => make('p', i > 0 && label !== 'amount' ? {class: 'sub'} : {}, line));
        list.append(make('dt', {}, label), make('dd', {}, ...parts));
    }
    return [head, list];
}

/** A row for each passage: when, where, what each device said, and by what it was identified. */
function seenTable({passages, vehicle}) {
    return make('table', {}, make('tbody', {}, ...passages.map(({at, point, by, readings}) => {
        const places = readings.map(reading => reading.seq).join(', ');
        return make('tr', {title: `${at}, places ${places} of the log`},
            make('td', {class: 'soft'}, at.slice(11)), make('td', {}, point),
            make('td', {}, readings.map(reading => said(reading, vehicle)).join(' · ')),
            make('td', {class: 'soft'}, by.replaceAll('-', ' ')));
    })));
}

function said({kind, tag, plate, isUnreadable, confidence, class: measured}, vehicle) {
    const what = tag ? tag.replace('tag:', '') : plate ? (plate === vehicle ? 'plate' : plate)
        : isUnreadable ? 'unreadable' : '';
    return [kind === 'camera' ? '' : kind, what, confidence?.toFixed(2), measured]
        .filter(Boolean).join(' ');
}

function moneyTable({transfers}) {
    if (transfers.length === 0) return make('p', {}, 'nothing was moved');
    return make('table', {}, make('tbody', {}, ...transfers.map(({id, debit, credit, amount, at}) =>
        make('tr', {title: id}, make('td', {class: 'soft'}, at.slice(5)),
            make('td', {}, `${debit.replace(/^(wallet|owed):.*/, '$1')} > ${credit}`),
            make('td', {class: 'n'}, money(amount))))));
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
        make('p', {}, link(`trip ${id}`, String(id), explain), ` ${from.slice(11)} to ${to.slice(11)} · `
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
    const told = trips.length > 0 ? days(trips, explain)
        : [make('p', {class: 'hint'}, 'no trips')];
    return [head, said, ...told, ...hasMore ? [make('p', {class: 'hint'}, '… and earlier trips')] : []];
}

/** A tag that was read and is not registered: where its passages went. */
function unregistered({token: name, seen, vehicles, inReview, unidentified}, explain) {
    const times = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;
    const passages = (count, where) => count === 0 ? []
        : [make('p', {}, `${times(count, 'passage')} ${where}`)];
    return [
        make('div', {class: 'head'}, make('span', {class: 'sum'}, name.replace('tag:', '')),
            make('span', {class: 'what'}, `seen ${times(seen, 'time')}, not registered`)),
        ...vehicles.map(each => make('p', {}, `${times(each.passages, 'passage')} went to `,
            link(each.vehicle, each.vehicle, explain))),
        ...passages(inReview, 'in review'), ...passages(unidentified, 'without a vehicle')];
}

/** Trips under their day, with what the day came to. */
function days(trips, explain) {
    return [...new Set(trips.map(each => each.day))].flatMap(day => {
        const own = trips.filter(each => each.day === day);
        const amounts = own.flatMap(each => each.charges.map(({amount}) => amount));
        return [
            make('h3', {}, `${day} · ${own.length} ${own.length === 1 ? 'trip' : 'trips'} · `,
                amounts.length > 0 ? money(total(amounts)) : 'no charge'),
            ...own.map(each => trip(each, explain))];
    });
}

function link(text, what, explain) {
    const button = make('button', {class: 'link', type: 'button'}, text);
    button.addEventListener('click', () => explain(what));
    return button;
}

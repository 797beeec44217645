/** The page: asks for the figures of a day whenever the log was worked off further, and shows them. */
import {
    balanceRows, chargeRows, count, hourBars, isZero, money, sharesText, shareBar, total,
} from './draw.js';
import {explainedElements} from './explained.js';

const REFRESH_MS = 1_000;
const byId = id => document.getElementById(id);

let chosenDay;
let shownAtMs;
let isAsking = false;
let isAskedAgain = false;

async function refresh() {
    if (isAsking) {
        isAskedAgain = true;
        return;
    }
    isAsking = true;
    try {
        const response = await fetch(chosenDay ? `/v1/day?day=${chosenDay}` : '/v1/day');
        if (!response.ok) throw new Error(`answer ${response.status}`);
        show(await response.json());
        shownAtMs = Date.now();
        document.body.classList.remove('stale');
        byId('line').textContent = 'live';
    } catch {
        document.body.classList.add('stale');
    }
    setTimeout(() => {
        isAsking = false;
        if (isAskedAgain) {
            isAskedAgain = false;
            refresh();
        }
    }, REFRESH_MS);
}

function show(figures) {
    const {corridor, balances, shares, now, simulatedSpeed, days, day, today} = figures;
    const {code} = corridor.currency;
    document.title = `Karwan, ${day}`;
    byId('corridor').textContent = corridor.name;
    byId('simulated').hidden = simulatedSpeed === null;
    byId('simulated').title = `the clock of the simulated world runs ${simulatedSpeed} times as fast as ours`;
    byId('known').textContent = sharesText(shares);
    byId('clock').textContent = now.slice(11);
    showDays(days, day, today);
    showTiles(figures, code);
    byId('balances').replaceChildren(...balanceRows(balances, code));
    byId('hours').replaceChildren(
        ...hourBars(figures.hours, day === today ? Number(now.slice(11, 13)) : -1));
    byId('shares').replaceChildren(shareBar(shares, code));
    byId('charges').replaceChildren(...chargeRows(figures.charges, explain));
}

function showDays(days, day, today) {
    const names = days.some(each => each.day === day) ? days : [{day, isClosed: false}, ...days];
    const options = names.map(each => {
        const option = document.createElement('option');
        option.value = each.day;
        option.textContent = each.day + (each.isClosed ? ', closed' : each.day === today ? ', today' : '');
        option.selected = each.day === day;
        return option;
    });
    const isSame = options.map(o => o.textContent).join() === [...byId('day').options].map(o => o.textContent).join();
    if (!isSame) byId('day').replaceChildren(...options);
    byId('day').value = day;
}

function showTiles({balances: {detections, passages, charges}, vehiclesCharged}, code) {
    const tile = (name, value, ...under) => {
        byId(`t-${name}`).textContent = value;
        byId(`t-${name}-money`).replaceChildren(...under);
    };
    const lost = {
        count: passages.writtenOff.count + charges.lost.count,
        money: total([passages.writtenOff.money, charges.lost.money]),
    };
    tile('detected', count(detections.detections),
        `${count(passages.passages)} passages · ${code} `, money(total(
            ['charged', 'exempt', 'inReview', 'writtenOff'].map(name => passages[name].money))));
    tile('charged', count(passages.charged.count), `${code} `, money(passages.charged.money),
        ` · ${count(vehiclesCharged)} vehicles`);
    tile('review', count(passages.inReview.count), `${code} `, money(passages.inReview.money));
    tile('lost', count(lost.count), `${code} `, money(lost.money));
    const off = Math.abs(detections.difference) + Math.abs(passages.difference)
        + Math.abs(charges.difference.count);
    const isOff = off !== 0 || !isZero(charges.difference.money);
    byId('t-difference').parentElement.classList.toggle('abnormal', isOff);
    tile('difference', isOff ? `▲ ${count(off)}` : '0', `${code} `, money(charges.difference.money));
}

async function explain(what) {
    byId('what').value = what;
    const box = byId('explained');
    let elements;
    try {
        const response = await fetch('/v1/explain', {
            method: 'POST', headers: {'content-type': 'application/json'},
            body: JSON.stringify({what}),
        });
        const found = await response.json();
        if (response.ok) elements = explainedElements(found, explain);
        else elements = [hint(response.status === 404
            ? 'Nothing of that name. A plate needs its jurisdiction, such as PK-PB LEA1234.'
            : 'That could not be looked up.')];
        if (response.ok) remember(found);
    } catch {
        elements = [hint('The server does not answer.')];
    }
    box.replaceChildren(...elements);
    box.scrollTop = 0;
}

// A charge or a trip has an address that can be passed on; who drove does not stand in one.
function remember(found) {
    const name = found.about === 'charge' ? found.charge.window
        : found.about === 'trip' ? String(found.trip.id) : '';
    history.replaceState(null, '', name === '' ? location.pathname : `#${name}`);
}

function hint(text) {
    const line = document.createElement('p');
    line.className = 'hint';
    line.textContent = text;
    return line;
}

byId('search').addEventListener('submit', event => {
    event.preventDefault();
    const what = byId('what').value.trim();
    if (what !== '') explain(what);
});
byId('day').addEventListener('change', event => {
    chosenDay = event.target.value;
    refresh();
});

const changes = new EventSource('/v1/changes');
changes.addEventListener('change', refresh);
changes.addEventListener('open', refresh);
changes.addEventListener('error', () => document.body.classList.add('stale'));

// Figures say how old they are once nobody renews them.
setInterval(() => {
    if (!document.body.classList.contains('stale')) return;
    const seconds = shownAtMs === undefined ? undefined : Math.round((Date.now() - shownAtMs) / 1000);
    byId('line').textContent = seconds === undefined ? 'the server does not answer'
        : `server gone, figures ${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`} old`;
}, 500);

refresh();
if (location.hash.length > 1) explain(decodeURIComponent(location.hash.slice(1)));

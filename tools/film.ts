import {mkdirSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium, type Page} from 'playwright-core';
import {checkoutFolder} from '../apps/server/src/checkout.ts';
import {findChromium} from '../apps/server/src/doctor/machine.ts';
import {Film} from '../proofs/desk-01/film.ts';
import {LiveServer} from '../proofs/desk-01/live-server.ts';
import {buildStale, endBuilds, productEntries} from './build.mjs';

/** The sixth gantry of the first road, which is broken, and one that is held back for 72 hours. */
const BROKEN = 5;
const HELD = 11;
const HOLD_HOURS = 72;
const PREPARED_SPEED = 4_000;
const SPEED = 60;
const VEHICLES = '300';
const LONGEST_MS = 120_000;
const PREPARE_LIMIT_MS = 900_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Corridor {
    gantries: {id: string}[];
}
interface Faults {
    nowMs: number;
    faults: {nth: number; toMs: number | null; fromMs: number}[];
}

/** The first ninety seconds of the console, filmed by the browser that shows them. */
async function main(root: string, prepared: string | undefined): Promise<void> {
    const executablePath = findChromium();
    if (executablePath === undefined) {
        throw new Error('found no Chromium, expected one on the path');
    }
    const home = prepared ?? mkdtempSync(join(tmpdir(), 'karwan-film-'));
    const [karwan] = (await buildStale(root, productEntries(root), 'dist')).values();
    const env = {KARWAN_HOME: home, KARWAN_CHECKOUT: root};
    if (prepared === undefined) await prepare(karwan!, env);
    say(`prepared in ${home}; \`npm run film -- ${home}\` films it again`);
    const args = ['--vehicles', VEHICLES, '--speed', String(SPEED)];
    let server = await LiveServer.start(karwan!, env, '--port', '0', ...args);
    const {port} = new URL(server.started.address);
    await until('its world drives on', () => server.drives());
    const browser = await chromium.launch({
        executablePath, args: ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader']});
    try {
        const page = await browser.newPage({viewport: {width: 1280, height: 800}, locale: 'en'});
        const folder = join(root, 'dist', 'film');
        const film = await Film.begin(folder, page);
        const scenes = new Scenes(page, film, join(root, 'docs', 'pictures'));
        await scenes.corridor(server.started.link);
        await scenes.breakAndName(await gantryOf(server, BROKEN));
        await scenes.flood();
        await scenes.counts('the flood is in: the difference stays 0');
        await server.end('SIGKILL');
        await scenes.gone();
        server = await LiveServer.start(karwan!, env, '--port', port, ...args);
        await scenes.back();
        const seconds = film.seconds;
        say(`${seconds.toFixed(1)} s, ${film.frames} frames: ${await film.end()}`);
    } finally {
        await browser.close();
        await server.end('SIGTERM');
        await endBuilds();
    }
}

/** Three days are driven, then a gantry's readings are kept back for three more. */
async function prepare(karwan: string, env: Readonly<Record<string, string>>): Promise<void> {
    const args = ['--port', '0', '--vehicles', VEHICLES];
    let server = await LiveServer.start(karwan, env, ...args);
    const at = await gantryOf(server, HELD);
    await until('the world is driven', () => server.ask('/v1/world/faults',
        {kind: 'hold-back', at, hours: 10_000}).then(() => true, () => false));
    await server.end('SIGTERM');
    server = await LiveServer.start(
        karwan, env, ...args, '--speed', String(PREPARED_SPEED));
    await until(`${at} is held back for ${HOLD_HOURS} h`, async () => {
        const {nowMs, faults: [held]} = await server.ask<Faults>('/v1/world/faults');
        say(`  ${((nowMs - held!.fromMs) / 3_600_000).toFixed(1)} h`);
        return nowMs - held!.fromMs >= HOLD_HOURS * 3_600_000;
    });
    await server.end('SIGTERM');
}

async function gantryOf(server: LiveServer, nth: number): Promise<string> {
    return (await server.ask<Corridor>('/v1/corridor')).gantries[nth]!.id;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const endMs = Date.now() + PREPARE_LIMIT_MS;
    say(`until ${what}`);
    while (!await isSo()) {
        if (Date.now() > endMs) throw new Error(`waited too long until ${what}`);
        await new Promise(resolve => setTimeout(resolve, 3_000));
    }
}

/** What is done before the camera, and what must be seen each time. */
class Scenes {
    readonly #page: Page;
    readonly #film: Film;
    readonly #stills: string;

    constructor(page: Page, film: Film, stills: string) {
        this.#page = page;
        this.#film = film;
        this.#stills = stills;
        mkdirSync(stills, {recursive: true});
    }

    async corridor(link: string): Promise<void> {
        await this.#page.goto(link, {timeout: LONGEST_MS});
        await this.#page.locator('.tiles').waitFor({timeout: LONGEST_MS});
        await this.#say('the printed address is opened');
        await this.#page.locator('.line:not(.gone)').waitFor({timeout: LONGEST_MS});
        await this.#page.locator('.map .ground[data-drawn]').waitFor({timeout: LONGEST_MS});
        await this.#page.locator('.map').scrollIntoViewIfNeeded();
        await this.#say('vehicles of a simulated world move');
        await this.#page.waitForTimeout(2_000);
        await this.#say('a click on a vehicle: its day');
        for (const {x, y} of await this.#page.evaluate<{x: number; y: number}[]>(VEHICLES_AT)) {
            await this.#page.mouse.click(x, y);
            await this.#page.waitForTimeout(700);
            if (this.#page.url().includes('/vehicle')) break;
        }
        await this.#page.locator('.explained .trip').first().waitFor({timeout: LONGEST_MS});
        await this.#still('minute-vehicle');
    }

    async breakAndName(gantry: string): Promise<void> {
        await this.#go('g', 't', '.breaking');
        await this.#say(`${gantry} is broken`);
        await this.#page.keyboard.press('b');
        await this.#page.locator('.faults tr:not(.over)').nth(1).waitFor({timeout: LONGEST_MS});
        await this.#go('g', 'h', '.panel');
        await this.#say(`how long until Health names ${gantry}?`);
        await this.#page.locator('.alarms').getByText(gantry).first()
            .waitFor({timeout: LONGEST_MS});
        await this.#say(`Health names ${gantry}`);
        await this.#page.waitForTimeout(1_500);
        await this.#still('minute-health');
        await this.#go('g', 't', '.breaking');
        await this.#say('restored');
        await this.#page.locator('.faults tr', {hasText: gantry}).getByRole('button').first()
            .click();
        await this.#page.waitForTimeout(1_000);
    }

    async flood(): Promise<void> {
        await this.#say('what was held back for 72 h comes in one flood');
        await this.#page.keyboard.press('m');
        await this.#page.waitForTimeout(1_500);
        await this.#go('g', 'c', '.tiles');
        await this.#page.waitForTimeout(6_000);
    }

    /** The counter, which must stand and have no difference. */
    async counts(text: string): Promise<number> {
        await this.#say(text);
        const values = await this.#page.locator('.tiles .value').allTextContents();
        if (values.at(-1) !== '0') throw new Error(`the difference is ${values.at(-1)}`);
        await this.#still('minute-flood');
        return Number(values[0]!.replace(/\D/g, ''));
    }

    #before = 0;

    async gone(): Promise<void> {
        this.#before = Number((await this.#page.locator('.tiles .value').first()
            .textContent())!.replace(/\D/g, ''));
        await this.#page.locator('.line.gone').waitFor({timeout: LONGEST_MS});
        await this.#say('the server was killed: every figure is grey and says its age');
        await this.#page.waitForTimeout(1_500);
        await this.#still('minute-gone');
    }

    async back(): Promise<void> {
        await this.#page.locator('.line:not(.gone)').waitFor({timeout: LONGEST_MS});
        await this.#say('it is back, nothing was loaded anew');
        const endMs = Date.now() + LONGEST_MS;
        for (;;) {
            const values = await this.#page.locator('.tiles .value').allTextContents();
            const now = Number(values[0]!.replace(/\D/g, ''));
            if (values.at(-1) !== '0') throw new Error(`the difference is ${values.at(-1)}`);
            if (now > this.#before) break;
            if (Date.now() > endMs) throw new Error(`the counter stands at ${now}`);
            await this.#page.waitForTimeout(200);
        }
        await this.#say('the counter goes on, the difference is 0');
        await this.#page.waitForTimeout(2_000);
        await this.#still('minute-back');
    }

    async #go(first: string, second: string, waited: string): Promise<void> {
        await this.#page.locator('body').press(first);
        await this.#page.keyboard.press(second);
        await this.#page.locator(`main ${waited}`).first().waitFor({timeout: LONGEST_MS});
    }

    async #say(text: string): Promise<void> {
        say(`${this.#film.seconds.toFixed(1).padStart(6)} s  ${text}`);
        await this.#film.say(text);
    }

    async #still(name: string): Promise<void> {
        const bytes = await this.#film.still(join(this.#stills, `${name}.webp`));
        say(`          ${name}.webp, ${(bytes / 1000).toFixed(0)} kB`);
    }
}

// Spots of the map's overlay that are painted, from its middle outwards: vehicles and gantries.
const VEHICLES_AT = `(() => {
    const canvas = [...document.querySelectorAll('.map canvas')].at(-1);
    const box = canvas.getBoundingClientRect();
    const {width, height} = canvas;
    const {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
    const found = [];
    for (let y = 20; y < height - 20; y += 3) for (let x = 20; x < width - 20; x += 3) {
        if (data[(y * width + x) * 4 + 3] < 200) continue;
        const spot = {x: box.x + x * box.width / width, y: box.y + y * box.height / height};
        if (spot.y > 0 && spot.y < innerHeight
            && !found.some(each => Math.hypot(each.x - spot.x, each.y - spot.y) < 12)) {
            found.push(spot);
        }
    }
    const middle = {x: box.x + box.width / 2, y: box.y + box.height / 2};
    const far = each => Math.hypot(each.x - middle.x, each.y - middle.y);
    return found.sort((a, b) => far(a) - far(b)).slice(0, 40);
})()`;

await main(checkoutFolder(), process.argv[2]);

import type {Page} from 'playwright-core';
import {ConsoleUnderTest, type Preferences} from './console-under-test.ts';
import {COMPARED, EDITED, keepComparison} from './kept-comparison.ts';

/** A page as it is pictured: which, whose language and theme. */
export interface View extends Preferences {
    name: string;
    path: string;
}

/** A minute with traffic; the world's own clock stands at the end of the day. */
const THEN = '2025-03-03T14:22';

const PAGES: readonly (readonly [name: string, path: string])[] = [
    ['corridor', `/?past=${THEN}`],
    ['map', `/?past=${THEN}&map=72.900,32.600,6.60`],
    ['day', '/day'], ['opened', '/day?term=passages.inReview'], ['sheet', '/sheet?day=2025-03-03'],
    ['review', '/review'], ['vehicle', '/vehicle?what=CHARGE'], ['health', '/health'],
    ['promised', '/promised'], ['promised-uap', '/promised?pledge=uap'],
    ['source', '/promised?row=uap%2Ffreight%2Fphase+1&source=uap-647%3Anew-line.mt%3A2032'],
    ['route', '/route?from=pk-karachi&to=uz-tashkent&shut=torkham'],
    ['scenario', EDITED], ['compare', COMPARED], ['try', '/try'], ['tour', '/tour'],
];

const LOOKS: readonly Preferences[] = [
    {language: 'en', theme: 'light'}, {language: 'ur', theme: 'dark'},
    {language: 'ru', theme: 'light'},
];

/** Every page of the console, in three languages; each theme with each kind of page. */
export const VIEWS: readonly View[] = LOOKS.flatMap(look => PAGES.map(
    ([name, path]) => ({...look, path, name: `${name}-${look.language}-${look.theme}`})));

const REST_MS = 2_500;
const LONGEST_PLAN_MS = 120_000;
const QUALITY = 60;

/** Pictures of views as WebP, by name, over one seeded day with a fixed key of plates. */
export async function picturesOf(
    context: {root: string; chromium: string}, views: readonly View[],
    take: (view: View, picture: Buffer, page: Page) => Promise<void>,
): Promise<readonly string[]> {
    const console = await ConsoleUnderTest.open(
        {...context, seed: 7}, {}, {secret: Buffer.alloc(32, 7)});
    try {
        const {rows: [row]} = await console.thread.database.pool.query<{window: string}>(
            `select "window" from due where state = 'charged' and cardinality(inferred) > 0
              order by "window" limit 1`);
        if (views.some(({path}) => path === COMPARED)) await keepComparison(console);
        for (const look of LOOKS) {
            const own = views.filter(({language, theme}) =>
                language === look.language && theme === look.theme);
            if (own.length === 0) continue;
            const page = await console.signIn(look);
            for (const view of own) {
                await show(page, console.address + view.path.replace('CHARGE', row!.window));
                await take(view, await pictureOf(page), page);
            }
            await page.context().close();
        }
        return console.faults;
    } finally {
        await console.close();
    }
}

async function show(page: Page, address: string): Promise<void> {
    await page.goto(address);
    await page.locator('.shell main .panel').first().waitFor();
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    await page.waitForTimeout(REST_MS);
    if (address.includes('/promised')) {
        await page.locator('[data-plan="kept"]').waitFor({timeout: LONGEST_PLAN_MS});
        await page.waitForTimeout(REST_MS);
    }
    if (address.includes('map=')) {
        await page.evaluate(`document.querySelector('.map').scrollIntoView({block: 'center'})`);
        await page.waitForTimeout(REST_MS);
    }
}

async function pictureOf(page: Page): Promise<Buffer> {
    const line = await page.context().newCDPSession(page);
    const {data} = await line.send(
        'Page.captureScreenshot', {format: 'webp', quality: QUALITY, optimizeForSpeed: false});
    await line.detach();
    return Buffer.from(data, 'base64');
}

/** The share of pixels that differ visibly between two pictures, told by the browser itself. */
export async function shareApart(page: Page, one: Buffer, other: Buffer): Promise<number> {
    const addresses = [one, other].map(each =>
        `data:image/webp;base64,${each.toString('base64')}`);
    return page.evaluate<number>(`(${COMPARE})(${JSON.stringify(addresses)})`);
}

// Runs in the page, which knows other globals than we do. A picture of another size differs whole.
const COMPARE = `async addresses => {
    const pixels = async address => {
        const picture = new Image();
        picture.src = address;
        await picture.decode();
        const {naturalWidth: width, naturalHeight: height} = picture;
        const pen = new OffscreenCanvas(width, height).getContext('2d');
        pen.drawImage(picture, 0, 0);
        return {width, height, data: pen.getImageData(0, 0, width, height).data};
    };
    const [a, b] = await Promise.all(addresses.map(pixels));
    if (a.width !== b.width || a.height !== b.height) return 1;
    let apart = 0;
    for (let i = 0; i < a.data.length; i += 4) {
        const most = Math.max(Math.abs(a.data[i] - b.data[i]),
            Math.abs(a.data[i + 1] - b.data[i + 1]), Math.abs(a.data[i + 2] - b.data[i + 2]));
        if (most > 40) apart++;
    }
    return apart / (a.data.length / 4);
}`;

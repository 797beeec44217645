import {mkdtempSync, rmSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {FastifyInstance} from 'fastify';
import {chromium, type Browser, type BrowserContext, type Page} from 'playwright-core';
import {firstLink} from '../../apps/server/src/access/people.ts';
import {healthOnce} from '../../apps/server/src/health/watch.ts';
import {auditRoutes} from '../../apps/server/src/http/audit-routes.ts';
import {closingRoutes} from '../../apps/server/src/http/closing-routes.ts';
import {consoleFiles} from '../../apps/server/src/http/console-files.ts';
import {corridorRoutes} from '../../apps/server/src/http/corridor-routes.ts';
import {healthRoutes} from '../../apps/server/src/http/health-routes.ts';
import {mapRoute} from '../../apps/server/src/http/map-route.ts';
import {networkRoutes} from '../../apps/server/src/http/network-routes.ts';
import {planRoutes} from '../../apps/server/src/http/plan-routes.ts';
import {pageRoutes, type PageSetting} from '../../apps/server/src/http/page.ts';
import {promisedRoutes} from '../../apps/server/src/http/promised-routes.ts';
import {reviewRoutes} from '../../apps/server/src/http/review-routes.ts';
import {httpServer} from '../../apps/server/src/http/server.ts';
import {worldRoutes} from '../../apps/server/src/http/world-routes.ts';
import {settingOf} from '../../apps/server/src/ingest.ts';
import {networkFrom} from '../../apps/server/src/network-files.ts';
import {PlanRuns} from '../../apps/server/src/plan/runs/plan-runs.ts';
import {studyProgram} from '../../apps/server/src/serve/plan-pages.ts';
import {promisesIn} from '../../apps/server/src/promised/front-page-files.ts';
import {PlannedStore} from '../../apps/server/src/promised/planned-store.ts';
import {Planning} from '../../apps/server/src/promised/planning.ts';
import {planningProgram} from '../../apps/server/src/serve/promised-pages.ts';
import {WorldFaults} from '../../apps/server/src/serve/world-faults.ts';
import {Changes} from '../../apps/server/src/live.ts';
import {ThreadUnderTest} from '../../apps/server/test/thread-under-test.ts';
import {driveThrough, type Driven} from '../../apps/server/test/world-feed.ts';
import {buildStale, productEntries} from '../../tools/build.mjs';
import {buildConsole} from '../../tools/build-console.mjs';
import type {ProofContext} from '../proof.ts';

const CHROMIUM_ARGUMENTS = [
    '--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync',
];
const SIZE = {days: 1, vehiclesPerDay: 300, meanTripMetres: 40_000};
/** The evening of the driven day, so that every charge of it is there. */
const CLOCK = '2025-03-03T23:59:00+05:00';
/** Enough to see a range by; a server draws as often as the corridor's front page says. */
const DRAWS = 4;

export interface Preferences {
    language: 'en' | 'ur' | 'ru';
    theme: 'light' | 'dark';
}

/** A console as its users have it: the real server over a driven day, in a real browser. */
export class ConsoleUnderTest {
    readonly thread: ThreadUnderTest;
    /** What was driven, and the truth of it. */
    readonly driven: Driven;
    /** What was compared is kept while the server is away. */
    readonly plans: PlanRuns;
    readonly #folder: string;
    readonly #corridorFolder: string;
    /** Where planned figures are kept, for as long as this is open. */
    readonly #home = mkdtempSync(join(tmpdir(), 'karwan-console-'));
    readonly #browser: Browser;
    /** Most people see motion; where figures are compared it only disturbs. */
    readonly #isMoving: boolean;
    #app: FastifyInstance | undefined;
    #port = 0;
    /** What the browser said went wrong; whatever stands here fails the proof. */
    readonly faults: string[] = [];

    private constructor(
        thread: ThreadUnderTest, folder: string, browser: Browser, root: string, driven: Driven,
        isMoving: boolean,
    ) {
        this.#isMoving = isMoving;
        this.driven = driven;
        this.thread = thread;
        this.#folder = folder;
        this.#corridorFolder = join(root, 'corridors', 'pakistan');
        this.plans = new PlanRuns(studyProgram(), this.#corridorFolder);
        this.#browser = browser;
    }

    /** Drives a seeded day through a database of its own, serves it, and opens a browser. */
    static async open(
        context: Pick<ProofContext, 'root' | 'chromium' | 'seed'>, size: Partial<typeof SIZE> = {},
        {isMoving = false, secret}: {isMoving?: boolean; secret?: Buffer} = {},
    ): Promise<ConsoleUnderTest> {
        const folder = await buildConsole(context.root);
        await buildStale(context.root, productEntries(context.root), 'dist');
        const thread = await ThreadUnderTest.open('console', 'pakistan', secret);
        const driven = await driveThrough(thread, {...SIZE, ...size, seed: context.seed});
        // As a server that drives a world keeps its standing.
        await thread.database.pool.query(
            `insert into feed values ($1, 1, 0, false)`, [`world:proof:seed ${context.seed}`]);
        const browser = await chromium.launch(
            {executablePath: context.chromium, args: CHROMIUM_ARGUMENTS});
        const console = new ConsoleUnderTest(
            thread, folder, browser, context.root, driven, isMoving);
        await console.plugIn();
        return console;
    }

    get address(): string {
        return `http://127.0.0.1:${this.#port}`;
    }

    /** Starts the server, at the same address as before. */
    async plugIn(): Promise<void> {
        const {thread} = this;
        const page: PageSetting = {
            pool: () => thread.database.pool, setting: settingOf(thread.scheme),
            tokenOf: plate => thread.vault.token(plate), nowMs: () => Date.parse(CLOCK),
            simulatedSpeed: 20,
        };
        this.#app = await httpServer({
            pool: thread.database.pool, vault: thread.vault, token: 'token of the proof',
            door: thread.door,
            changes: new Changes(), nowMs: page.nowMs, onAppended: () => undefined,
            onFault: error => void this.faults.push(String(error)),
            pages: [...await this.#pages(page), consoleFiles(this.#folder)],
        });
        await this.#app.listen({host: '127.0.0.1', port: this.#port});
        this.#port = (this.#app.server.address() as AddressInfo).port;
    }

    async #pages(page: PageSetting): Promise<((app: FastifyInstance) => void)[]> {
        const {scheme, database: {pool}, vault} = this.thread;
        const {corridor} = scheme;
        const health = await healthOnce(pool, corridor, page.nowMs());
        const faults = new WorldFaults('proof', new Set(corridor.devices.map(({id}) => id)));
        faults.horizonMs = page.nowMs();
        return [
            mapRoute(this.#corridorFolder), pageRoutes(page), corridorRoutes(page),
            networkRoutes(networkFrom(join(this.#corridorFolder, 'network'))),
            planRoutes(this.plans), this.#promised(page),
            healthRoutes({...page, health: () => health}),
            worldRoutes({...page, faults}), auditRoutes({...page, vault}),
            closingRoutes({...page, vault, workOff: () => this.thread.ingest.workOff()}),
            reviewRoutes({
                ...page, vault, onAppended: () => undefined, door: this.thread.door,
            }),
        ];
    }

    #promised(page: PageSetting): (app: FastifyInstance) => void {
        const promises = promisesIn(join(this.#corridorFolder, 'agreements'));
        const asked = {
            folder: this.#corridorFolder, wishes: promises.frontPage.planned, draws: DRAWS,
        };
        const planning = new Planning(
            planningProgram(), asked, new PlannedStore(this.#home), page.nowMs);
        return promisedRoutes({...page, promises, planning});
    }

    /** Takes the server away, open lines too. */
    async unplug(): Promise<void> {
        await this.#app?.close();
        this.#app = undefined;
    }

    /** A browser of a person who has just followed their link. */
    async signIn(preferences: Preferences): Promise<Page> {
        const page = await this.blankPage(preferences);
        const key = await firstLink(this.thread.database.pool, Date.now());
        await page.goto(`${this.address}/sign-in#${key}`);
        await page.locator('.shell main .tiles').waitFor();
        return page;
    }

    /** A page of a browser that was never here; what goes wrong in it is a fault. */
    async blankPage(preferences: Preferences): Promise<Page> {
        const context = await this.#context(preferences);
        const page = await context.newPage();
        page.on('pageerror', error => this.faults.push(error.message));
        page.on('console', message => {
            if (message.type() === 'error') this.faults.push(message.text());
        });
        return page;
    }

    #context({language, theme}: Preferences): Promise<BrowserContext> {
        return this.#browser.newContext({
            viewport: {width: 1440, height: 900}, locale: language, colorScheme: theme,
            reducedMotion: this.#isMoving ? 'no-preference' : 'reduce',
        });
    }

    async close(): Promise<void> {
        await this.#browser.close();
        await this.unplug();
        await this.thread.database.drop();
        rmSync(this.#home, {recursive: true, force: true});
    }
}

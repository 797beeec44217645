import type {Plate} from '@karwan/journey';
import type {Setting} from '@karwan/tolling';
import type {FastifyInstance} from 'fastify';
import type pg from 'pg';
import {firstLink} from '../access/people.ts';
import {Stop} from '../cli/exit-code.ts';
import {openSession, withScheme, type CorridorSession, type Session} from '../cli/session.ts';
import type {StartOptions} from '../cli/start-options.ts';
import {Admission} from '../door/admission.ts';
import {receiversFrom, waysOf} from '../health/send.ts';
import {HealthWatch} from '../health/watch.ts';
import {accessToken} from '../http/access.ts';
import {auditRoutes} from '../http/audit-routes.ts';
import {closingRoutes} from '../http/closing-routes.ts';
import {consoleFiles, consoleFolder} from '../http/console-files.ts';
import {correctionRoutes} from '../http/correction-routes.ts';
import {corridorRoutes} from '../http/corridor-routes.ts';
import {healthRoutes} from '../http/health-routes.ts';
import {mapRoute} from '../http/map-route.ts';
import {metricsRoute} from '../http/metrics-route.ts';
import {pageRoutes} from '../http/page.ts';
import {reviewRoutes} from '../http/review-routes.ts';
import {worldRoutes} from '../http/world-routes.ts';
import {httpServer, type Answered} from '../http/server.ts';
import {BATCH_SIZE, Ingest, settingOf} from '../ingest.ts';
import {Changes} from '../live.ts';
import {EventLog} from '../monitoring/event-log.ts';
import {Metrics} from '../monitoring/metrics.ts';
import {StandingFigures} from '../monitoring/standing.ts';
import {undurableSettings} from '../postgres/durability.ts';
import {isServerGone} from '../server-gone.ts';
import {DecidingProcess} from '../workers/deciding-process.ts';
import {WorkedElsewhere} from '../workers/worked-elsewhere.ts';
import {forgetAddress, tellAddress} from './address-file.ts';
import {LivingDatabase, type OpenDatabase} from './database.ts';
import {firstCharge} from './first-charge.ts';
import {watchHealth} from './health-loop.ts';
import {listenOn} from './listen-on.ts';
import {networkPages} from './network-pages.ts';
import {planPages} from './plan-pages.ts';
import {promisedPages} from './promised-pages.ts';
import {isDiskFull, StateWatch} from './service-state.ts';
import {WorkerLoop, type Ingesting} from './worker-loop.ts';
import {WorldClock} from './world-clock.ts';
import {driveWorld} from './world-drive.ts';
import {findOtherWorld, seededWorld, type SeededWorld} from './world.ts';

const RETRY_MS = 1_000;
/** How long requests that are under way may take when the server stops. */
const LAST_ANSWERS_MS = 10_000;

/** A Karwan that serves: database, worker, doors and, if wanted, a world that drives. */
export class Serving {
    readonly #options: StartOptions;
    readonly #session: CorridorSession;
    readonly #database: LivingDatabase;
    readonly #changes = new Changes();
    readonly #setting: Setting;
    readonly #ingests = new WeakMap<pg.Pool, Ingesting>();
    readonly #worker: WorkerLoop;
    readonly #second: DecidingProcess | undefined;
    readonly #seeded: SeededWorld | undefined;
    readonly #clock: WorldClock | undefined;
    readonly #receivers = receiversFrom(process.env);
    readonly #health: HealthWatch;
    readonly #admission = new Admission();
    readonly #metrics = new Metrics(() => performance.now(), Date.now());
    readonly #log: EventLog | undefined;
    readonly #state: StateWatch;
    #lastFault = '';

    /** Opens the database, as the only one who serves it, and what stands on it. */
    static async open(options: StartOptions): Promise<Serving> {
        const session = await openSession('serve');
        try {
            const corridor = await withScheme(session, options.scheme, Date.now());
            const seeded = options.world
                ? seededWorld(corridor, options.seed, options.vehicles) : undefined;
            const other = seeded && await findOtherWorld(corridor.pool, seeded);
            if (other !== undefined) {
                throw new Stop('refused-input', `this Karwan holds ${other}, found `
                    + `${seeded!.source}: expected the same --seed and --vehicles, --no-world, `
                    + 'or another data folder in KARWAN_HOME');
            }
            return new Serving(options, corridor, seeded);
        } catch (error) {
            await session.close();
            throw error;
        }
    }

    private constructor(
        options: StartOptions, session: CorridorSession, seeded: SeededWorld | undefined,
    ) {
        this.#options = options;
        this.#session = session;
        this.#log = options.log === 'json'
            ? new EventLog(line => void process.stderr.write(line), () => Date.now()) : undefined;
        this.#state = new StateWatch(() => Date.now(), ({status, says}) => {
            if (this.#log) this.#log.tell('state', {status});
            else if (status === 'disk-full') this.say(says);
        });
        this.#database = new LivingDatabase(opened(session),
            async () => opened(await openSession('serve')), line => this.say(line));
        this.#setting = settingOf(session.scheme);
        this.#second = options.workers < 2 ? undefined : new DecidingProcess({
            url: () => this.#database.pool.options.connectionString!,
            scheme: session.scheme, folder: session.folder, say: line => this.say(line),
            onStart: () => this.#metrics.secondWorkerStarted(),
        });
        this.#worker = new WorkerLoop(
            () => this.#ingestOn(this.#database.pool), this.#changes,
            error => this.#onFault(error), done => {
                if (options.workers === 0) this.#metrics.workedTo(done.toSeq);
                else this.#metrics.workedOff(done);
                if (done.toSeq >= 0) this.#state.wrote();
            });
        this.#seeded = seeded;
        this.#clock = this.#seeded
            && new WorldClock(this.#seeded.startMs, options.speed, () => performance.now());
        this.#health = new HealthWatch({
            pool: () => this.#database.pool, corridor: session.scheme.corridor,
            nowMs: () => this.#heardUntilMs(), wallMs: () => Date.now(),
            ways: waysOf(this.#receivers),
            onAlarm: ({id, cause, kind, sinceMs, foundMs, endedMs}) => this.#changes.publishAlarm(
                {id, cause, kind, sinceMs, foundMs, endedMs: endedMs ?? null}),
        });
    }

    // One on each pool, since it remembers what its last batches wrote.
    #ingestOn(pool: pg.Pool): Ingesting {
        let ingest = this.#ingests.get(pool);
        if (!ingest) {
            ingest = this.#options.workers === 0 ? new WorkedElsewhere(pool)
                : new Ingest(pool, this.#setting, BATCH_SIZE, () => this.#second?.decisions);
            this.#ingests.set(pool, ingest);
        }
        return ingest;
    }

    /** Serves until it is told to stop, then leaves everything as it would be found. */
    async run(signal: AbortSignal): Promise<void> {
        const undurable = await undurableSettings(this.#database.pool);
        if (undurable.length > 0) {
            this.say(`PostgreSQL has ${undurable.join(', ')}: what the door has acknowledged may `
                + 'be lost when the power goes');
        }
        const app = await this.#listen();
        const working = this.#worker.run();
        const driving = this.#drive(signal);
        const telling = this.#tellFirstCharge(signal);
        const watching = watchHealth(this.#health, this.#receivers, () => this.#database.pool,
            signal, error => this.#onFault(error));
        await new Promise<void>(resolve => {
            if (signal.aborted) resolve();
            else signal.addEventListener('abort', () => resolve());
        });
        this.#state.stop();
        await this.#admission.stop(LAST_ANSWERS_MS);
        await app.close();
        forgetAddress(this.#session.home);
        await Promise.all([driving, telling, watching]);
        this.#worker.stop();
        await working;
        await this.#second?.stop();
        await this.#database.close();
    }

    /** Says something to whoever watches the server; its results go elsewhere. */
    say(line: string): void {
        if (this.#log) this.#log.tell('note', {text: line});
        else if (!this.#options.json) process.stderr.write(`${line}\n`);
    }

    // The clock of the receipts: the world's where one is simulated.
    #nowMs(): number {
        return this.#clock?.nowMs() ?? Date.now();
    }

    // Up to here all receipts have come in: a simulated world may lag behind its clock.
    #heardUntilMs(): number {
        return this.#seeded ? this.#seeded.faults.deliveredMs ?? 0 : Date.now();
    }

    #pages(): ((app: FastifyInstance) => void)[] {
        const page = {
            pool: () => this.#database.pool,
            setting: this.#setting,
            tokenOf: (plate: Plate) => this.#session.vault.token(plate),
            nowMs: () => this.#nowMs(),
            simulatedSpeed: this.#seeded && this.#options.speed,
        };
        const health = healthRoutes({...page, health: () => this.#health.now()});
        return [
            pageRoutes(page), corridorRoutes(page), health,
            reviewRoutes({
                ...page, vault: this.#session.vault, door: this.#session.door,
                onAppended: headSeq => this.#appended(headSeq),
            }),
            correctionRoutes({
                ...page, vault: this.#session.vault, door: this.#session.door,
                onAppended: headSeq => this.#appended(headSeq),
            }),
            closingRoutes({
                ...page, vault: this.#session.vault, workOff: () => this.#worker.workOff(),
            }),
            worldRoutes({...page, faults: this.#seeded?.faults}),
            auditRoutes({...page, vault: this.#session.vault}),
            metricsRoute({
                ...page, metrics: this.#metrics, admission: this.#admission,
                standing: new StandingFigures(this.#setting, this.#session.home),
            }),
            consoleFiles(consoleFolder()),
            mapRoute(this.#session.folder),
            ...networkPages(this.#session.folder, line => this.say(line)),
            ...planPages(this.#session.folder),
            ...promisedPages(
                this.#session.folder, this.#session.home, line => this.say(line), page),
        ];
    }

    async #listen(): Promise<FastifyInstance> {
        const {scheme, door, vault, home} = this.#session;
        const token = accessToken(home);
        const database = this.#database;
        const app = await httpServer({
            get pool() {
                return database.pool;
            },
            vault, door, token, changes: this.#changes,
            pages: this.#pages(),
            nowMs: () => this.#nowMs(),
            onAppended: headSeq => this.#appended(headSeq),
            onTold: outcomes => this.#metrics.told(outcomes),
            onFault: error => this.#onFault(error),
            admission: this.#admission, state: this.#state,
            onAnswered: answered => this.#answered(answered),
        });
        const address = await listenOn(app, this.#options);
        tellAddress(home, address);
        const link = `${address}/sign-in#${await firstLink(database.pool, Date.now())}`;
        const isSimulated = this.#seeded !== undefined;
        this.#log?.tell('started', {scheme: scheme.id, isSimulated, pid: process.pid});
        this.#tell({address, link, token, scheme: scheme.id, isSimulated, pid: process.pid}, [
            `${scheme.corridor.name} at\n`,
            `    ${link}\n`,
            'The address opens once, as administrator; `karwan person link administrator` makes '
                + 'another.\n',
            isSimulated ? worldText(this.#options) : worldlessText(this.#options),
        ].join('\n'));
        return app;
    }

    async #tellFirstCharge(signal: AbortSignal): Promise<void> {
        const {vault} = this.#session;
        await this.#keepTrying(signal, async () => {
            const charge = await firstCharge(() => this.#database.pool, this.#setting,
                plate => vault.token(plate), this.#changes, signal);
            const {json, text, isEarlier} = charge ?? {};
            if (charge) this.#tell({firstCharge: json, isEarlier}, `\n${text}\n`);
        });
    }

    #tell(json: object, text: string): void {
        process.stdout.write(`${this.#options.json ? JSON.stringify(json) : text}\n`);
    }

    async #drive(signal: AbortSignal): Promise<void> {
        const [seeded, clock] = [this.#seeded, this.#clock];
        if (!seeded || !clock) return;
        const {vault, door} = this.#session;
        await this.#keepTrying(signal, async () => {
            try {
                await driveWorld({
                    ...seeded, clock, signal, vault, door,
                    pool: () => this.#database.pool,
                    workOff: () => this.#worker.workOff(),
                    onAppended: headSeq => this.#appended(headSeq),
                });
            } finally {
                clock.stand();
            }
        });
    }

    // Whatever stops it, it goes on when the database is there again.
    async #keepTrying(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
        while (!signal.aborted) {
            try {
                return await work();
            } catch (error) {
                this.#onFault(error);
                await this.#database.back;
                await new Promise(resolve => setTimeout(resolve, RETRY_MS));
            }
        }
    }

    #appended(headSeq: number): void {
        this.#metrics.appended(headSeq);
        this.#state.wrote();
        this.#worker.wake();
    }

    #answered({route, method, status, seconds}: Answered): void {
        this.#metrics.answered(route, method, status, seconds);
        this.#log?.tell('request', {method, route, status, ms: Math.round(seconds * 1000)});
    }

    // A database that is away is said once, by the one who watches over it.
    #onFault(error: unknown): void {
        this.#state.fault(error);
        if (isServerGone(error) || isDiskFull(error)) return;
        this.#metrics.fault(error instanceof Error ? error.name : 'unknown');
        if (this.#log) {
            this.#log.fault(error);
            return;
        }
        const text = error instanceof Error ? error.stack ?? error.message : String(error);
        if (text === this.#lastFault) return;
        this.#lastFault = text;
        process.stderr.write(`${text}\n`);
    }
}

function opened({pool, postgres, close}: Session): OpenDatabase {
    return {pool, lost: postgres.lost, close};
}

function worldText({seed, speed, vehicles}: StartOptions): string {
    return `SIMULATED VEHICLES: world ${seed}, about ${vehicles} a day. Three days from 3 March `
        + `2025 are driven at once,\nthen it goes on at ${speed} x. Ctrl-C stops; the next start `
        + 'goes on.';
}

function worldlessText({world}: StartOptions): string {
    return world ? 'No traffic.yaml says who drives here, so nobody does: waiting for devices.'
        : 'Waiting for devices. Ctrl-C stops.';
}

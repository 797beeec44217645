import type {Outcome} from '../arrivals.ts';
import type {BatchDone} from '../thread/batch.ts';
import {Counter, Histogram, type Family} from './exposition.ts';

/** Appended and not worked off yet: so many arrivals, since when. */
interface Waiting {
    headSeq: number;
    arrivals: number;
    atMs: number;
}

/** The bars of the lag are 5 s on a quiet day and 15 s in a flood. */
const LAG_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 300, 1_800];
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** More stretches than this wait only in a flood: then neighbours are counted together. */
const MOST_WAITING = 10_000;

/** What this process has done since it started, in numbers; of nobody in particular. */
export class Metrics {
    readonly #nowMs: () => number;
    readonly #startedSeconds: number;
    readonly #arrivals = new Counter('karwan_arrivals_total',
        'What came to the doors of this process, by what became of it.');
    readonly #refused = new Counter('karwan_refused_total',
        'What the doors of this process refused, by the reason\'s name.');
    readonly #readings = new Counter('karwan_readings_worked_off_total',
        'Readings that this process has worked off.');
    readonly #batches = new Counter('karwan_batches_total',
        'Batches that this process has committed, by where they were decided.');
    readonly #passages = new Counter('karwan_passages_derived_total',
        'Passages that came about or changed in batches of this process.');
    readonly #transfers = new Counter('karwan_transfers_total',
        'Transfers that this process has posted.');
    readonly #faults = new Counter('karwan_faults_total', 'Faults of our own, by their name.');
    readonly #starts = new Counter('karwan_second_worker_starts_total',
        'Starts of the process that decides ahead of this one.');
    readonly #requests = new Counter('karwan_http_requests_total',
        'Requests answered, by route and status.');
    readonly #lag = new Histogram('karwan_settling_lag_seconds',
        'From the append of an arrival to the commit of the batch that worked it off.',
        LAG_SECONDS);
    readonly #duration = new Histogram('karwan_http_request_duration_seconds',
        'From a request\'s first byte to the last of its answer; streams left out.',
        REQUEST_SECONDS);
    #waiting: Waiting[] = [];

    /** @param nowMs a clock that never goes back; only its differences count */
    constructor(nowMs: () => number, startedMs: number) {
        this.#nowMs = nowMs;
        this.#startedSeconds = startedMs / 1000;
    }

    /** A door has told these outcomes. */
    told(outcomes: readonly Outcome[]): void {
        const counts = {accepted: 0, repeated: 0, refused: 0};
        for (const {answer, refusal} of outcomes) {
            if (refusal) this.#refused.add(1, {reason: answer});
            counts[refusal ? 'refused' : answer === 'repeated' ? 'repeated' : 'accepted']++;
        }
        for (const [outcome, count] of Object.entries(counts)) {
            if (count > 0) this.#arrivals.add(count, {outcome});
        }
    }

    /** The log now reaches so far. */
    appended(headSeq: number): void {
        const last = this.#waiting.at(-1);
        const arrivals = last ? headSeq - last.headSeq : 1;
        if (arrivals <= 0) return;
        if (last && this.#waiting.length >= MOST_WAITING) {
            // Counted from the earlier one's moment: never a lag too small.
            last.headSeq = headSeq;
            last.arrivals += arrivals;
            return;
        }
        this.#waiting.push({headSeq, arrivals, atMs: this.#nowMs()});
    }

    /** A batch has been committed. */
    workedOff({toSeq, readings, transfers, passages, isDecidedAhead}: BatchDone): void {
        if (toSeq < 0) return;
        this.#batches.add(1, {decided: isDecidedAhead ? 'ahead' : 'here'});
        this.#readings.add(readings);
        this.#transfers.add(transfers);
        this.#passages.add(passages);
        this.workedTo(toSeq);
    }

    /** The log is worked off to here, by whomever. */
    workedTo(toSeq: number): void {
        const nowMs = this.#nowMs();
        const still = this.#waiting.findIndex(each => each.headSeq > toSeq);
        const done = this.#waiting.splice(0, still < 0 ? this.#waiting.length : still);
        for (const {arrivals, atMs} of done) this.#lag.observe((nowMs - atMs) / 1000, arrivals);
    }

    secondWorkerStarted(): void {
        this.#starts.add();
    }

    fault(name: string): void {
        this.#faults.add(1, {name});
    }

    answered(route: string, method: string, status: number, seconds: number): void {
        this.#requests.add(1, {method, route, status: String(status)});
        this.#duration.observe(seconds);
    }

    families(): Family[] {
        const {user, system} = process.cpuUsage();
        const cpu = new Counter('process_cpu_seconds_total', 'CPU time of this process.');
        cpu.add((user + system) / 1e6);
        const all = [
            this.#arrivals, this.#refused, this.#readings, this.#batches, this.#passages,
            this.#transfers, this.#faults, this.#starts, this.#requests, this.#lag,
            this.#duration, cpu,
        ];
        return [...all.map(each => each.family()), {
            name: 'process_resident_memory_bytes', help: 'Memory of this process.', type: 'gauge',
            samples: [{ending: '', labels: {}, value: process.memoryUsage.rss()}],
        }, {
            name: 'process_start_time_seconds', help: 'When this process started.', type: 'gauge',
            samples: [{ending: '', labels: {}, value: this.#startedSeconds}],
        }];
    }
}

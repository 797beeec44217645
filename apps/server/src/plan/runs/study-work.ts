import {performance} from 'node:perf_hooks';
import type {MessagePort} from 'node:worker_threads';
import {Refusal} from '@karwan/base';
import {readScenarios} from '@karwan/plan';
import {comparisonOf} from '../comparison-json.ts';
import {corridorStudy, scenarioFiles, type CorridorStudy} from '../corridor-study.ts';
import {groundOf, type PlanGround} from './told-ground.ts';

/** What a study is asked to compare. `more` are scenarios beside the corridor's, by file. */
export interface Comparison {
    id: string;
    without: string;
    withIt: string;
    more: readonly (readonly [file: string, text: string])[];
    draws: number;
}

/** What a study says: once what it has read, then of each comparison how far it is. */
export type StudySaid =
    | {kind: 'ground'; ground: PlanGround}
    | {kind: 'unreadable'; message: string}
    | {kind: 'drawn'; id: string; done: number}
    | {kind: 'compared'; id: string; json: string}
    | {kind: 'failed'; id: string; message: string};

/** Between two words on how far it is; each of them wakes the server. */
const TELL_MS = 150;

/** Reads a corridor and compares what it is asked to, one after another, on a thread of its own. */
export function studyOn(port: MessagePort, folder: string): void {
    const say = (said: StudySaid): void => port.postMessage(said);
    let study: CorridorStudy;
    try {
        study = corridorStudy(folder);
        say({kind: 'ground', ground: groundOf(study)});
    } catch (error) {
        say({kind: 'unreadable', message: messageOf(error)});
        if (!(error instanceof Refusal)) throw error;
        return;
    }
    port.on('message', (asked: Comparison) => {
        const {id} = asked;
        try {
            say({kind: 'compared', id, json: compared(study, asked, say)});
        } catch (error) {
            say({kind: 'failed', id, message: messageOf(error)});
        }
    });
}

function compared(
    study: CorridorStudy, {id, without, withIt, more, draws}: Comparison,
    say: (said: StudySaid) => void,
): string {
    const scenarios = readScenarios(
        new Map([...scenarioFiles(study.folder), ...more]), study.vocabulary);
    let toldMs = 0;
    const told = (done: number): void => {
        const nowMs = performance.now();
        if (done < draws && nowMs - toldMs < TELL_MS) return;
        toldMs = nowMs;
        say({kind: 'drawn', id, done});
    };
    return JSON.stringify(comparisonOf(
        {...study, scenarios}, scenarios.get(without)!, scenarios.get(withIt)!, draws, told));
}

function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

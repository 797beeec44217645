import {parentPort, workerData} from 'node:worker_threads';
import {corridorStudy} from '../plan/corridor-study.ts';
import {plannedFigures} from './planned.ts';
import type {PlanningAsked, PlanningSaid} from './planning.ts';

const {folder, wishes, draws} = workerData as PlanningAsked;
const say = (said: PlanningSaid): void => parentPort!.postMessage(said);
const planned = plannedFigures(corridorStudy(folder), wishes, draws,
    done => say({kind: 'drawn', done}));
say({kind: 'planned', planned});

import {parentPort, workerData} from 'node:worker_threads';
import {studyOn} from './study-work.ts';

studyOn(parentPort!, (workerData as {folder: string}).folder);

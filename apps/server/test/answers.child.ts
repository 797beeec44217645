import {parentPort, workerData} from 'node:worker_threads';
import {studyOn} from '../src/plan/runs/study-work.ts';

// The thread that the product has, built beside the stories.
studyOn(parentPort!, (workerData as {folder: string}).folder);

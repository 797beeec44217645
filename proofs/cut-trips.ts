import {buildTrips} from '../apps/server/src/cli/trips.ts';

// What `karwan trips build` does, in a process that loads nothing else.
const [readings, model, out] = process.argv.slice(2);
process.stdout.write(`${buildTrips({readings: readings!, model: model!, out: out!}).text}\n`);

// Trips straight from the bytes of a file of readings to the bytes of a file of trips: the same
// that the careful way makes, for files that hold nothing unusual. AssemblyScript: the build makes
// WebAssembly of it. The steps: rows, their fields, the runs of vehicles, the table, lines.
import {beginLines, linesAt, tripCount, writeLines} from './lines.ts';
import {readingCount} from './readings.ts';
import {bufferAt, bufferBytes, filledBytes, readRows, setFields} from './rows.ts';
import {arrange} from './runs.ts';
import {
    bandsAt, latePairsAt, setPosts, setRows, setRule, suresAt, thresholdsAt,
} from './table.ts';
import {expectVehicles, vehicleCount} from './vehicles.ts';

// The compiler knows a file by another name where it is exported from than where it is imported.
export {
    arrange, bandsAt, beginLines, bufferAt, bufferBytes, expectVehicles, filledBytes, latePairsAt,
    linesAt, readingCount, readRows, setFields, setPosts, setRows, setRule, suresAt, thresholdsAt,
    tripCount, vehicleCount, writeLines,
};

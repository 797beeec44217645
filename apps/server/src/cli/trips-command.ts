import {Command, Option} from 'commander';
import {command, says, type Said} from './command.ts';
import type {BuildOptions, LearnOptions, ScoreOptions} from './trips.ts';

/** `karwan trips learn|build|score`: trips from files of readings, without the database. */
export function tripsCommand(): Command {
    const trips = new Command('trips')
        .description('trips from files of readings, and how right they are');
    trips.addCommand(onReadings(command(
        'learn', 'learn from given trips where a vehicle\'s readings are cut into trips',
        'karwan trips learn --readings readings.csv.gz --tracks tracks.csv.gz --out trips.model',
    ))
        .option('--tracks <file>', 'given trips; without them the readings alone decide')
        .addOption(methodOption('a table that one can read, or trees that look further'))
        .requiredOption('--out <file>', 'where the model goes')
        .action(saysOfTrips<LearnOptions>(
            async options => (await import('./trips.ts')).learnTrips(options))));
    trips.addCommand(onReadings(command(
        'build', 'cut readings into trips',
        'karwan trips build --readings readings.csv.gz --model trips.model --out trips.csv',
    ))
        .option('--model <file>', 'what `trips learn` made')
        .addOption(methodOption('which of them the model must be'))
        .requiredOption('--out <file>', 'where the trips go')
        .action(saysOfTrips<BuildOptions>(
            async options => (await import('./trips.ts')).buildTrips(options))));
    trips.addCommand(onReadings(command(
        'score', 'compare trips with given ones: precision and recall of exact trips',
        'karwan trips score --readings readings.csv.gz --tracks tracks.csv.gz --json',
    ))
        .requiredOption('--tracks <file>', 'given trips')
        .option('--model <file>', 'what `trips learn` made')
        .addOption(methodOption('which of them the model must be'))
        .addOption(
            new Option('--convention <convention>', 'in which order a ramp\'s late record counts')
                .choices(['physical', 'operator']).default('physical'))
        .option('--until <time>', 'readings from then on are dropped in the neutralised figures')
        .action(saysOfTrips<ScoreOptions>(
            async options => (await import('./trips.ts')).scoreTripsOf(options))));
    return trips;
}

function methodOption(says: string): Option {
    return new Option('--method <method>', says).choices(['table', 'trees']);
}

function onReadings(made: Command): Command {
    return made
        .requiredOption('--readings <file>', 'CSV or gzip: reading,time,place,kind,vehicle,class')
        .option('--scheme <scheme>', 'whose road gives the order of places; else readings tell it');
}

// The scheme is loaded where one is named, and what loads schemes only then.
function saysOfTrips<Options>(work: (options: Options) => Promise<Said>) {
    return says(async (_, {scheme, ...options}) => {
        const order = scheme === undefined
            ? undefined : (await import('./scheme-order.ts')).schemeOrder(scheme as string);
        return work({...options, order} as Options);
    });
}

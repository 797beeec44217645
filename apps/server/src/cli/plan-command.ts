import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan plan`: scenarios of a corridor compared, and a road appraised. */
export function planCommand(): Command {
    const plan = new Command('plan')
        .description('what a plan would do, what it is worth, to whom, and how much is assumed');
    plan.addCommand(ofCorridor(command('list', 'the scenarios of a corridor', 'karwan plan list'))
        .action(says(async (_args, options) =>
            (await scenarios()).listScenarios(options))));
    plan.addCommand(ofCorridor(command(
        'check', 'scenarios read, and demand held against published totals',
        'karwan plan check my-scenario.yaml',
    )).argument('[scenario...]', 'names, or files that end in .yaml')
        .action(says(async (args, options) => (await scenarios()).checkPlan(args, options))));
    plan.addCommand(ofCorridor(command(
        'run', 'figures of a scenario in three years', 'karwan plan run torkham-shut',
    )).argument('<scenario>', 'a name, or a file that ends in .yaml')
        .action(says(async ([word], options) =>
            (await scenarios()).runScenario(word!, options))));
    plan.addCommand(pair(ofCorridor(command(
        'compare', 'one scenario against another: worth and its range, who gains, what was claimed',
        'karwan plan compare today uap-647',
    ))).option('--draws <count>', 'draws, each of which runs the models anew; 0 for none')
        .action(says(async (args, options) =>
            (await scenarios()).compareHere(args as [string, string], options))));
    plan.addCommand(pair(ofCorridor(command(
        'explain', 'where a comparison comes from: inputs with sources, effects by year',
        'karwan plan explain today uap-647 --effect "customs duty"',
    ))).option('--effect <id>', 'this effect alone')
        .action(says(async (args, options) =>
            (await scenarios()).explainPlan(args as [string, string], options))));
    plan.addCommand(pair(ofCorridor(command(
        'report', 'two pages for a board, as HTML and PDF',
        'karwan plan report today uap-647 --to my-reports',
    ))).option('--draws <count>', 'draws, each of which runs the models anew')
        .option('--to <folder>', 'where they are written', '.')
        .action(says(async (args, options) =>
            (await scenarios()).reportHere(args as [string, string], options))));
    plan.addCommand(appraiseCommand());
    return plan;
}

const scenarios = (): Promise<typeof import('./plan-scenarios.ts')> =>
    import('./plan-scenarios.ts');

function ofCorridor(each: Command): Command {
    return each.option('--corridor <name>', 'a corridor, or a folder like one', 'pakistan');
}

function pair(each: Command): Command {
    return each.argument('<without>', 'a scenario, or a file that ends in .yaml')
        .argument('<with>', 'what is held against it');
}

function appraiseCommand(): Command {
    return command(
        'appraise', 'appraise a road from its files under a named convention',
        'karwan plan appraise my-bypass/ --convention svk-2019 --against karwan',
    ).argument('<folder>', 'capex, intensities, velocities, road_params and parameters/')
        .option('--convention <name>', 'by which rules: svk-2019 or karwan', 'karwan')
        .option('--against <name>', 'tell the difference to another convention, rule by rule')
        .action(says(async ([folder], options) =>
            (await import('./plan.ts')).appraiseFolder(folder!, options)));
}

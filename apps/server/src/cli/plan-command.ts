import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan plan appraise`: what a project is worth, to whom, and by which rules. */
export function planCommand(): Command {
    const plan = new Command('plan')
        .description('what a project is worth, to whom, and by which rules');
    plan.addCommand(command(
        'appraise', 'appraise a road from its files under a named convention',
        'karwan plan appraise my-bypass/ --convention svk-2019 --against karwan',
    ).argument('<folder>', 'capex, intensities, velocities, road_params and parameters/')
        .option('--convention <name>', 'by which rules: svk-2019 or karwan', 'karwan')
        .option('--against <name>', 'tell the difference to another convention, rule by rule')
        .action(says(async ([folder], options) =>
            (await import('./plan.ts')).appraiseFolder(folder!, options))));
    return plan;
}

import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan person add|link|role|remove|list`: who may use the console. */
export function personCommand(): Command {
    const person = new Command('person').description('who may use the console, and in which role');
    person.addCommand(command(
        'add', 'give a person access; prints a link that signs them in once',
        'karwan person add Noor --role clerk',
    ).argument('<name>')
        .requiredOption('--role <role>', 'shift-lead, clerk, auditor or administrator')
        .action(says(async (words, options) => (await import('./person.ts')).add(words, options))));
    person.addCommand(command(
        'link', 'another link for a person; those before it no longer open',
        'karwan person link administrator',
    ).argument('<name>')
        .action(says(async words => (await import('./person.ts')).link(words))));
    person.addCommand(command(
        'role', 'give a person another role', 'karwan person role Noor --role shift-lead',
    ).argument('<name>')
        .requiredOption('--role <role>', 'shift-lead, clerk, auditor or administrator')
        .action(says(
            async (words, options) => (await import('./person.ts')).role(words, options))));
    person.addCommand(command(
        'remove', 'take a person\'s access away, their open sessions too',
        'karwan person remove Noor',
    ).argument('<name>')
        .action(says(async words => (await import('./person.ts')).remove(words))));
    person.addCommand(command('list', 'everybody who has or had access', 'karwan person list')
        .action(says(async () => (await import('./person.ts')).list())));
    return person;
}

import {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan vault rotate|status`: the keys of the plates. */
export function vaultCommand(): Command {
    const vault = new Command('vault').description('the plates and the keys that open them');
    vault.addCommand(command(
        'rotate', 'let a new key follow the one that seals plates, and seal every plate anew; '
            + 'stopped or killed, the same command goes on',
        'karwan vault rotate',
    ).action(says(async () => (await import('./vault.ts')).rotateHere())));
    vault.addCommand(command(
        'status', 'how many plates there are, by the key that opens them', 'karwan vault status',
    ).action(says(async () => (await import('./vault.ts')).status())));
    return vault;
}

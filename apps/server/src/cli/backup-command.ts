import type {Command} from 'commander';
import {command, says} from './command.ts';

/** `karwan backup FILE`: all tables in one file, as one moment saw them. */
export function backupCommand(): Command {
    return command(
        'backup', 'save the whole database into one file, while all goes on; the vault\'s key '
            + 'is not inside',
        'karwan backup /safe/karwan-2025-03-03.tar',
    )
        .argument('<file>', 'a name that is free')
        .action(says(async words => (await import('./backup.ts')).backup(words)));
}

/** `karwan restore FILE`: a backup into an empty database. */
export function restoreCommand(): Command {
    return command(
        'restore', 'put a backup into an empty database: all of it, or nothing',
        'KARWAN_HOME=/new/home karwan restore /safe/karwan-2025-03-03.tar',
    )
        .argument('<file>', 'what karwan backup wrote')
        .action(says(async words => (await import('./backup.ts')).restoreHere(words)));
}

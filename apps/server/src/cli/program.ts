import type {Command} from 'commander';
import {agreementsCommand} from './agreements-command.ts';
import {auditCommand} from './audit-command.ts';
import {backupCommand, restoreCommand} from './backup-command.ts';
import {closeCommand} from './close-command.ts';
import {completionsCommand} from './completions.ts';
import {correctCommand} from './correct-command.ts';
import {doctorCommand} from './doctor-command.ts';
import {explainCommand} from './explain-command.ts';
import {faultCommand} from './fault-command.ts';
import {feedCommand} from './feed-command.ts';
import {networkCommand} from './network-command.ts';
import {personCommand} from './person-command.ts';
import {healthCommand} from './health-command.ts';
import {planCommand} from './plan-command.ts';
import {programOf} from './program-of.ts';
import {promisedCommand} from './promised-command.ts';
import {registerCommand, topupCommand} from './register-command.ts';
import {rerateCommand} from './rerate-command.ts';
import {retentionCommand} from './retention-command.ts';
import {reviewCommand} from './review-command.ts';
import {routeCommand} from './route-command.ts';
import {schemeCommand} from './scheme-command.ts';
import {simulateCommand} from './simulate-command.ts';
import {siteCommand} from './site-command.ts';
import {startCommand} from './start-command.ts';
import {tripsCommand} from './trips-command.ts';
import {unfoldCommand} from './unfold-command.ts';
import {vaultCommand} from './vault-command.ts';
import {verifyCommand} from './verify-command.ts';
import {workCommand} from './work-command.ts';

/** Every command of `karwan`, in the order in which a newcomer meets them. */
const commands: readonly (() => Command)[] = [
    startCommand, workCommand,
    registerCommand, topupCommand, feedCommand,
    explainCommand, reviewCommand, correctCommand, healthCommand, verifyCommand, closeCommand,
    auditCommand,
    schemeCommand, rerateCommand, tripsCommand, simulateCommand, unfoldCommand,
    faultCommand,
    routeCommand, networkCommand, planCommand,
    promisedCommand, agreementsCommand,
    siteCommand, personCommand, vaultCommand, retentionCommand, backupCommand, restoreCommand,
    doctorCommand, () => completionsCommand(karwanProgram),
];

/** The command line as a tree of commander's; completions and the documentation walk over it. */
export function karwanProgram(): Command {
    return programOf(commands.map(make => make()));
}

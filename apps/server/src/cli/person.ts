import {
    addPerson, changeRole, listPeople, makeLink, removePerson, type PersonListed,
} from '../access/people.ts';
import {isRole, roles, type Role} from '../access/role.ts';
import type {Said} from './command.ts';
import {Stop} from './exit-code.ts';
import {inSession} from './session.ts';

const LINK_MS = 24 * 3_600_000;
const LONGEST_NAME = 60;

/** Gives a person access. Exits: `done`, `no`, `wrong-usage`. */
export function add([name]: string[], options: Record<string, unknown>): Promise<Said> {
    const role = roleOf(options);
    if (name!.trim() !== name || name === '' || name.length > LONGEST_NAME) {
        throw new Stop('wrong-usage', `found the name '${name}', expected 1 to ${LONGEST_NAME} `
            + 'characters without spaces around them');
    }
    return inSession(async ({pool}) => {
        if (await addPerson(pool, {name, role}, Date.now()) !== 'done') {
            throw new Stop('no', `${name} has access already; karwan person link ${name} makes `
                + 'another link, karwan person role another role');
        }
        return linkSaid(name, (await makeLink(pool, name, Date.now(), LINK_MS))!);
    });
}

/** Another link for a person. Exits: `done`, `not-found`. */
export function link([name]: string[]): Promise<Said> {
    return inSession(async ({pool}) => {
        const key = await makeLink(pool, name!, Date.now(), LINK_MS);
        if (key === undefined) throw unknown(name!);
        return linkSaid(name!, key);
    });
}

// Behind the # it is sent to no server, and so stands in no log.
function linkSaid(name: string, key: string): Said {
    const path = `/sign-in#${key}`;
    return {
        json: {name, path},
        text: `${path}\nBehind the console's address this opens once within 24 hours, as ${name}, `
            + 'who then sets a password.',
    };
}

/** Another role. Exits: `done`, `not-found`, `no`, `wrong-usage`. */
export function role([name]: string[], options: Record<string, unknown>): Promise<Said> {
    const wanted = roleOf(options);
    return inSession(async ({pool}) => {
        const answer = await changeRole(pool, {name: name!, role: wanted}, Date.now());
        if (answer === 'last-administrator') throw lastOne(name!);
        if (answer !== 'done') throw unknown(name!);
        return {json: {name, role: wanted}, text: `${name} is ${wanted}`};
    });
}

/** Takes access away. Exits: `done`, `not-found`, `no`. */
export function remove([name]: string[]): Promise<Said> {
    return inSession(async ({pool}) => {
        const answer = await removePerson(pool, name!, Date.now());
        if (answer === 'last-administrator') throw lastOne(name!);
        if (answer !== 'done') throw unknown(name!);
        return {json: {name}, text: `${name} has no access any more`};
    });
}

export function list(): Promise<Said> {
    return inSession(async ({pool}) => {
        const people = await listPeople(pool);
        const text = people.length === 0
            ? 'Nobody yet: the first start makes an administrator.' : people.map(line).join('\n');
        return {json: people, text};
    });
}

function line({name, role, hasPassword, addedMs, removedMs}: PersonListed): string {
    const state = removedMs !== undefined ? `removed ${dayText(removedMs)}`
        : hasPassword ? 'signs in by password' : 'has set no password yet';
    return `${name.padEnd(20)} ${role.padEnd(14)} since ${dayText(addedMs)}  ${state}`;
}

function dayText(atMs: number): string {
    return new Date(atMs).toISOString().slice(0, 10);
}

function roleOf({role}: Record<string, unknown>): Role {
    const text = String(role);
    if (isRole(text)) return text;
    throw new Stop('wrong-usage', `found --role ${text}, expected one of ${roles.join(', ')}`);
}

function unknown(name: string): Stop {
    return new Stop('not-found', `found nobody named ${name}; karwan person list shows all`);
}

function lastOne(name: string): Stop {
    return new Stop('no', `${name} is the last administrator; make another one first`);
}

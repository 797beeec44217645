import assert from 'node:assert/strict';
import test from 'node:test';
import type {WireFact, WireReading} from '@karwan/journey';
import {settingOf} from '../src/ingest.ts';
import {differenceText} from '../src/verify/difference.ts';
import {verify} from '../src/verify/verify.ts';
import {ThreadUnderTest} from './thread-under-test.ts';

/** Monday 3 March 2025 in Pakistan: the day on which the stories play. */
const DAY = '2025-03-03';
const at = (time: string) => `${DAY}T${time}+05:00`;
const nowMs = Date.parse(at('23:00:00'));

/** Two sections of the M-2 in a row, 18.1 and 6.5 km, for a car at Rs 3.39 a kilometre. */
const stories: Record<string, Story> = {
    'a tag and a plate, two gantries: one charge of 24.6 km to the nearest Rs 10': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T1 camera:LEA1234',
            '10:20:00 M2N-07 laser:car antenna:T1 camera:LEA1234'],
        owed: ['M-2 pk-kala-shah-kaku>pk-hiran-minar car 80.00 wallet'],
        books: {'bank': '-1000.00', 'revenue': '80.00', 'wallet': '920.00'},
    },
    'no tag: a quarter more, at least Rs 50, to the nearest Rs 50': {
        facts: [],
        said: ['10:00:00 M2N-06 laser:car camera:LEA1234'],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 110.00 owed no-tag'],
        books: {'owed': '-110.00', 'revenue': '110.00'},
    },
    'a tag that the antenna missed still pays': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car camera:LEA1234'],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        books: {'bank': '-1000.00', 'revenue': '60.00', 'wallet': '940.00'},
    },
    'a low balance pays the surcharge, and the wallet is left alone': {
        facts: [car('LEA1234', 'T1', '50.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T1'],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 110.00 owed low-balance'],
        books: {'bank': '-50.00', 'owed': '-110.00', 'revenue': '110.00', 'wallet': '50.00'},
    },
    'a gantry that nobody reported lies on the way and is paid for': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-05 laser:car antenna:T1', '10:30:00 M2N-07 laser:car antenna:T1'],
        owed: ['M-2 pk-faizpur>pk-hiran-minar car 130.00 wallet'],
        books: {'bank': '-1000.00', 'revenue': '130.00', 'wallet': '870.00'},
    },
    'late and in the wrong order: the same net': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:30:00 M2N-07 laser:car antenna:T1', '10:00:00 M2N-05 laser:car antenna:T1'],
        owed: ['M-2 pk-faizpur>pk-hiran-minar car 130.00 wallet'],
        books: {'bank': '-1000.00', 'revenue': '130.00', 'wallet': '870.00'},
    },
    'two roads, two windows': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-22 laser:car antenna:T1', '10:10:00 M1W-02 laser:car antenna:T1'],
        owed: ['M-1 pk-m1-m2>pk-fateh-jang-m1 car 20.00 wallet',
            'M-2 pk-thalian>pk-m1-m2 car 20.00 wallet'],
        books: {'bank': '-1000.00', 'revenue': '40.00', 'wallet': '960.00'},
    },
    'hours apart: two trips': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['08:00:00 M2N-06 laser:car antenna:T1', '18:00:00 M2N-07 laser:car antenna:T1'],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet',
            'M-2 pk-sheikhupura-m2>pk-hiran-minar car 20.00 wallet'],
        books: {'bank': '-1000.00', 'revenue': '80.00', 'wallet': '920.00'},
    },
    'nobody identified: in review for its section, charged to nobody': {
        facts: [],
        said: ['10:00:00 M2N-06 laser:car camera:-'],
        owed: [],
        review: ['nobody-identified 60.00 open'],
        books: {},
    },
    'blocked then: no tag, and the late fact that says so moves the money': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T1'],
        late: [{
            fact: 'tag-status', id: 'b1', tag: 'T1', status: 'blocked', reason: 'stolen',
            validFrom: at('09:00:00'),
        }],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 110.00 owed no-tag'],
        books: {'bank': '-1000.00', 'owed': '-110.00', 'revenue': '110.00', 'wallet': '1000.00'},
    },
    'a class that was registered late is charged from its day on': {
        facts: [car('LEA1234', 'T1', '5000.00')],
        said: ['10:00:00 M2N-06 laser:bus antenna:T1'],
        late: [{
            fact: 'class', id: 'c1', class: 'bus', validFrom: at('00:00:00'),
            plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'},
        }],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 bus 200.00 wallet'],
        books: {'bank': '-5000.00', 'revenue': '200.00', 'wallet': '4800.00'},
    },
    'an exemption that is said of the tag holds for the vehicle that carries it': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T1'],
        late: [{
            fact: 'exemption', id: 'e1', tag: 'T1', reason: 'ambulance', isExempt: true,
            validFrom: at('09:00:00'),
        }],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 0.00 wallet'],
        books: {'bank': '-1000.00', 'wallet': '1000.00'},
    },
    'a person says whose passage it was': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car camera:-'],
        decided: {decision: 'assign', plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'}},
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        review: ['nobody-identified 60.00 assigned'],
        books: {'bank': '-1000.00', 'revenue': '60.00', 'wallet': '940.00'},
    },
    'the tag of another on the windscreen: the plate pays, and a person looks': {
        facts: [car('LEA1234', 'T1', '1000.00'), car('LEB5678', 'T2', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T2 camera:LEA1234'],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        review: ['tag-and-plate-differ 60.00 open'],
        books: {'bank': '-2000.00', 'revenue': '60.00', 'wallet': '1940.00'},
    },
    'what a person decided stands when an antenna speaks up later': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car camera:-'],
        decided: {decision: 'assign', plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'}},
        saidLater: ['10:00:01 M2N-06 antenna:T9'],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        review: ['nobody-identified 60.00 assigned'],
        books: {'bank': '-1000.00', 'revenue': '60.00', 'wallet': '940.00'},
    },
    'written off: nobody pays, and it stays so': {
        facts: [],
        said: ['10:00:00 M2N-06 laser:car camera:-'],
        decided: {decision: 'write-off'},
        saidLater: ['10:20:00 M2N-07 laser:car camera:LEA1234'],
        owed: ['M-2 pk-sheikhupura-m2>pk-hiran-minar car 70.00 owed no-tag'],
        review: ['nobody-identified 60.00 written-off'],
        books: {'owed': '-70.00', 'revenue': '70.00'},
    },
    'a person finds that the declared class is right': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:bus antenna:T1'],
        decided: {decision: 'write-off'},
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        review: ['class-differs 140.00 written-off'],
        books: {'bank': '-1000.00', 'revenue': '60.00', 'wallet': '940.00'},
    },
    'a person says that it was of the class that was measured, on this trip': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:bus antenna:T1'],
        decided: {
            decision: 'reclass', class: 'bus', plate: {jurisdiction: 'PK-PB', serial: 'LEA1234'},
            validFrom: at('10:00:00'), validTo: at('10:00:01'),
        },
        saidLater: ['20:00:00 M2N-06 laser:car antenna:T1'],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 bus 200.00 wallet',
            'M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        review: ['class-differs 140.00 reclassed'],
        books: {'bank': '-1000.00', 'revenue': '260.00', 'wallet': '740.00'},
    },
    'the tag of another on the windscreen: a person says whose tag counts': {
        facts: [car('LEA1234', 'T1', '1000.00'), car('LEB5678', 'T2', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T2 camera:LEA1234'],
        decided: {decision: 'assign', tag: 'T2'},
        saidLater: ['10:10:00 M2N-07 laser:car camera:LEB5678'],
        owed: ['M-2 pk-kala-shah-kaku>pk-hiran-minar car 80.00 wallet'],
        review: ['tag-and-plate-differ 60.00 assigned'],
        books: {'bank': '-2000.00', 'revenue': '80.00', 'wallet': '1920.00'},
    },
    'the tag of another on the windscreen: what stands is right': {
        facts: [car('LEA1234', 'T1', '1000.00'), car('LEB5678', 'T2', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T2 camera:LEA1234'],
        decided: {decision: 'accept'},
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        review: ['tag-and-plate-differ 60.00 accepted'],
        books: {'bank': '-2000.00', 'revenue': '60.00', 'wallet': '1940.00'},
    },
    'the tag of another on the windscreen: nobody is charged, and the money goes back': {
        facts: [car('LEA1234', 'T1', '1000.00'), car('LEB5678', 'T2', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T2 camera:LEA1234'],
        decided: {decision: 'write-off'},
        owed: [],
        review: ['tag-and-plate-differ 60.00 written-off'],
        books: {'bank': '-2000.00', 'wallet': '2000.00'},
    },
    'a tag that is registered late takes its passage back from a plate that was misread': {
        facts: [],
        said: ['10:00:00 M2N-06 laser:car antenna:T1 camera:LEX1234'],
        late: [car('LEA1234', 'T1', '1000.00')],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        books: {'bank': '-1000.00', 'revenue': '60.00', 'wallet': '940.00'},
    },
    'a plate that is registered late pays for itself, and a person looks whose tag that was': {
        facts: [car('LEA1234', 'T1', '1000.00')],
        said: ['10:00:00 M2N-06 laser:car antenna:T1 camera:LEB5678'],
        late: [car('LEB5678', 'T2', '500.00')],
        owed: ['M-2 pk-kala-shah-kaku>pk-sheikhupura-m2 car 60.00 wallet'],
        review: ['tag-and-plate-differ 60.00 open'],
        books: {'bank': '-1500.00', 'revenue': '60.00', 'wallet': '1440.00'},
    },
};

interface Story {
    facts: WireFact[];
    /** `time point device:what …`: an arrival each; every one is worked off before the next. */
    said: string[];
    late?: WireFact[];
    decided?: Omit<WireFact & {fact: 'review'}, 'fact' | 'id' | 'item' | 'reason' | 'validFrom'>
        & {validFrom?: string};
    saidLater?: string[];
    owed: string[];
    review?: string[];
    /** Credit less debit by kind of account. */
    books: Record<string, string>;
}

function car(serial: string, tag: string, openingBalance: string): WireFact {
    return {
        fact: 'register', id: `r-${tag}`, tag, plate: {jurisdiction: 'PK-PB', serial}, class: 'car',
        openingBalance, validFrom: '2025-01-01T00:00:00+05:00',
    };
}

function readingsIn(line: string): WireReading[] {
    const [time, point, ...claims] = line.split(' ');
    return claims.map(claim => {
        const [device, what] = claim.split(':');
        const said = device === 'laser' ? {class: what!}
            : device === 'antenna' ? {tag: what!}
            : what === '-' ? {plate: null}
            : {plate: {jurisdiction: 'PK-PB', serial: what!, confidence: 0.9}};
        return {device: `${point}.${device}`, at: at(time!), lane: 1, ...said};
    });
}

const rupees = (minor: string) => (Number(minor) / 100).toFixed(2);

for (const [name, story] of Object.entries(stories)) {
    test(name, async () => {
        const thread = await ThreadUnderTest.open('thread', 'pakistan');
        await thread.tell(nowMs, story.facts);
        for (const line of story.said) {
            await thread.say(nowMs, readingsIn(line));
            await thread.ingest.workOff();
        }
        await thread.tell(nowMs, story.late ?? []);
        if (story.decided) await decide(thread, story.decided);
        await thread.ingest.workOff();
        for (const line of story.saidLater ?? []) await thread.say(nowMs, readingsIn(line));
        await thread.ingest.workOff();
        assert.deepEqual(await owed(thread), story.owed);
        assert.deepEqual(await reviews(thread), story.review ?? []);
        assert.deepEqual(await books(thread), story.books);
        const {differences} = await verify(thread.database.pool, settingOf(thread.scheme));
        assert.deepEqual(differences.map(differenceText), []);
        await thread.database.drop();
    });
}

async function decide(
    thread: ThreadUnderTest, decided: NonNullable<Story['decided']>,
): Promise<void> {
    const [item] = await thread.rows<{id: string}>('select id from review');
    await thread.tell(nowMs, [{
        fact: 'review', id: 'd1', item: item!.id, reason: 'seen on the picture',
        validFrom: at('22:00:00'), ...decided,
    }]);
}

async function owed(thread: ThreadUnderTest): Promise<string[]> {
    const rows = await thread.rows<Record<string, string | null>>(
        `select road, entry, exit, class, amount_minor, split_part(payer, ':', 1) as payer,
                surcharge_when from due order by road, from_ms`);
    return rows.map(row => [
        row['road'], `${row['entry']}>${row['exit']}`, row['class'], rupees(row['amount_minor']!),
        row['payer'], row['surcharge_when']].filter(Boolean).join(' '));
}

async function reviews(thread: ThreadUnderTest): Promise<string[]> {
    const rows = await thread.rows<{reason: string; worth_minor: string; state: string}>(
        'select reason, worth_minor, state from review order by reason');
    return rows.map(row => `${row.reason} ${rupees(row.worth_minor)} ${row.state}`);
}

async function books(thread: ThreadUnderTest): Promise<Record<string, string>> {
    const rows = await thread.rows<{kind: string; net: string}>(
        `select split_part(account, ':', 1) as kind, sum(net) as net from (
             select debit as account, -posted_minor as net from movement
             union all select credit, posted_minor from movement) as sides
          group by 1 having sum(net) <> 0 order by 1`);
    return Object.fromEntries(rows.map(row => [row.kind, rupees(row.net)]));
}

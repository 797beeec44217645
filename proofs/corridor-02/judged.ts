import {readFileSync} from 'node:fs';
import {Check, readTable} from '@karwan/base';
import {keyOf, type Row} from './survey.ts';

/** A row of 2022 or 2023 that the fit is judged by, with what the survey found. */
export type Judged = Row;

const COLUMNS = ['scope', 'name', 'mode', 'direction', 'indicator', 'year', 'crossing'] as const;

/** The rows of the list, each with its value from the survey. Throws where one is not there. */
export function judgedFrom(file: string, survey: readonly Row[]): Judged[] {
    const check = new Check();
    const rows = readTable(file, readFileSync(file, 'utf8'), COLUMNS, [], check);
    check.refuseIfFaulty();
    const values = new Map(survey.map(row => [`${keyOf(row)} ${row.year}`, row.value]));
    return rows.map(cells => {
        const row = {
            scope: cells.scope.text, name: cells.name.text, mode: cells.mode.text,
            direction: cells.direction.text, indicator: cells.indicator.text,
            year: Number(cells.year.text),
        };
        const value = values.get(`${keyOf(row)} ${row.year}`);
        if (value === undefined) throw new Error(`the survey has no ${keyOf(row)} ${row.year}`);
        return {...row, value};
    });
}

/** Whose sides of which crossings have rows of their own in the survey. */
export const ownSides = [
    {crossing: 'torkham', side: 'PK', name: 'Peshawar (PAK, corridor 5,6)'},
    {crossing: 'torkham', side: 'AF', name: 'Torkham (AFG side)'},
    {crossing: 'chaman', side: 'PK', name: 'Chaman (PAK, corridor 5,6)'},
    {crossing: 'chaman', side: 'AF', name: 'Spin Buldak (AFG)'},
    {crossing: 'sher-khan', side: 'AF', name: 'Shirkhan Bandar (AFG)'},
    {crossing: 'sher-khan', side: 'TJ', name: 'Panji Poyon (TAJ, corridor 2,5,6)'},
    {crossing: 'alat', side: 'UZ', name: 'Alat (UZB, corridor 2,3)'},
    {crossing: 'sariosiyo', side: 'TJ', name: 'Dusti (TAJ, corridor 3)'},
    {crossing: 'oybek', side: 'TJ', name: 'Fotehobod (TAJ, corridor 2,3,6)'},
    {crossing: 'karamyk', side: 'TJ', name: 'Karamyk (TAJ, corridor 2,3,5)'},
    {crossing: 'khunjerab', side: 'PK', name: 'Khunjerab (PAK, corridor 5)'},
    {crossing: 'chaldovar', side: 'KG', name: 'Chaldovar (KGZ)'},
] as const;

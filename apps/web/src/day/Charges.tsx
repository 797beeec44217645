import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Charge, Day} from '../data/day.ts';
import {saveCsv} from '../design/csv.ts';
import {Money} from '../design/Money.tsx';
import {Panel} from '../design/Panel.tsx';
import {useWords, type Word} from '../words/words.ts';

/** The newest charges, each with the way to its explanation. */
export function Charges({day}: {day: Day}): ReactNode {
    const {t} = useWords();
    const save = (): void => saveCsv(`charges-${day.day}.csv`, rowsOf(day));
    return (
        <Panel title={t('charges.title')}
            actions={<Button className="button quiet" onPress={save}>{t('charges.export')}</Button>}>
            {day.charges.length === 0 ? <p className="note">{t('empty.day')}</p> : (
                <div className="scroll">
                    <table className="charges">
                        <thead>
                            <tr>
                                <th>{t('charges.time')}</th><th>{t('charges.charge')}</th>
                                <th>{t('charges.way')}</th><th>{t('charges.class')}</th>
                                <th className="number">{t('charges.amount')}</th>
                                <th>{t('charges.how')}</th>
                            </tr>
                        </thead>
                        <tbody>{day.charges.map(each => <Row key={each.window} charge={each}/>)}</tbody>
                    </table>
                </div>
            )}
        </Panel>
    );
}

function Row({charge}: {charge: Charge}): ReactNode {
    const {t, className} = useWords();
    return (
        <tr>
            <td className="figure"><bdi>{charge.at}</bdi></td>
            <td>
                <Link className="link" to="/vehicle" search={{what: charge.window}}>
                    <bdi>{charge.window}</bdi>
                </Link>
            </td>
            <td className="way"><bdi>{placeName(charge.entry)} → {placeName(charge.exit)}</bdi></td>
            <td>{className(charge.class)}</td>
            <td className="number"><Money of={charge.amount}/></td>
            <td className="how">{t(howCharged(charge))}</td>
        </tr>
    );
}

function howCharged({state, surcharge_when, payer}: Charge): Word {
    return `how.${state === 'exempt' ? state : surcharge_when ?? payer}` as Word;
}

/** An interchange as people say it: `thokar` of `pk-thokar`. */
function placeName(id: string): string {
    return id.replace(/^[a-z]{2}-/, '').replaceAll('-', ' ');
}

function rowsOf({charges, corridor}: Day): (string | number)[][] {
    return [
        ['time', 'charge', 'road', 'entry', 'exit', 'class', `amount_${corridor.currency.code}`,
            'state', 'surcharge', 'payer', 'status'],
        ...charges.map(each => [each.at, each.window, each.road, each.entry, each.exit, each.class,
            each.amount, each.state, each.surcharge_when ?? '', each.payer, each.status]),
    ];
}

import {Link} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {useSwitch, type Fault, type Faults} from '../data/faults.ts';
import {saveCsv} from '../design/csv.ts';
import {Panel} from '../design/Panel.tsx';
import {timeText} from '../design/times.ts';
import {useKey} from '../shell/keys.ts';
import {useWords, type Word} from '../words/words.ts';

/** The faults of this world, those that are on first. */
export function FaultRows({faults: {nowMs, faults}, zone}: {
    faults: Faults; zone: string;
}): ReactNode {
    const {t} = useWords();
    const {mutate} = useSwitch();
    const isOn = ({toMs}: Fault): boolean => toMs === null || toMs > nowMs;
    const sorted = faults.toSorted(
        (a, b) => Number(isOn(b)) - Number(isOn(a)) || b.nth - a.nth);
    const on = sorted.filter(isOn);
    useKey('m', t('try.mendall'), () => {
        for (const {nth} of on) mutate(nth);
    });
    const save = (): void => saveCsv('faults.csv', [
        ['nth', 'kind', 'at', 'share', 'offset_ms', 'from_ms', 'to_ms'],
        ...faults.map(each => [each.nth, each.kind, each.at ?? '', each.share ?? '',
            each.offsetMs ?? '', each.fromMs, each.toMs ?? '']),
    ]);
    return (
        <Panel title={t('try.on', {count: on.length})} actions={
            <Button className="button quiet" onPress={save}>{t('charges.export')}</Button>}>
            {sorted.length === 0 ? <p className="note">{t('try.none')}</p> : (
                <table className="faults figure">
                    <tbody>
                        {sorted.map(fault => (
                            <tr key={fault.nth} className={isOn(fault) ? undefined : 'over'}>
                                <th scope="row">{t(`fault.${fault.kind}` as Word)}</th>
                                <td>
                                    {fault.at !== null && (
                                        <Link className="link" to="/health"
                                            search={{at: fault.at}}><bdi>{fault.at}</bdi></Link>
                                    )}
                                </td>
                                <td>
                                    <bdi>
                                        {timeText(fault.fromMs, zone)}
                                        {fault.toMs !== null && ` – ${timeText(fault.toMs, zone)}`}
                                    </bdi>
                                </td>
                                <td className="number">
                                    {isOn(fault) ? (
                                        <Button className="button" onPress={() => mutate(fault.nth)}>
                                            {t('try.mend')}
                                        </Button>
                                    ) : t('try.over')}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            )}
        </Panel>
    );
}

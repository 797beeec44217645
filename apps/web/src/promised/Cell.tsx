import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Column, PromisedRow, Told} from '../data/promised.ts';
import type {PromisedLooked} from './PromisedPage.tsx';
import {figureText, rowKey} from './rows.ts';
import {usePromisedWords} from './use-promised-words.ts';

/** The figures of one column; where nothing was measured the words say so. */
export function Cell({row, column, nth, at, looked}: {
    row: PromisedRow; column: Column; nth: number; at: number; looked: PromisedLooked;
}): ReactNode {
    const {t} = usePromisedWords();
    const open = (source: string): void => looked.look({row: rowKey(row), source});
    const figures = row[column];
    if (figures.length === 0 && column === 'measured') {
        return (
            <td>
                <Button className="link unmeasured" data-row={nth} data-column={at}
                    data-from="unmeasured" onPress={() => open('unmeasured')}>
                    {t('promised.unmeasured')}
                </Button>
            </td>
        );
    }
    return (
        <td className={`of-${column}`}>
            {figures.length === 0 ? <span className="soft">–</span> : (
                <span className="figures">
                    {figures.map(each => (
                        <OneFigure key={each.id} told={each} unit={row.unit} nth={nth} at={at}
                            isTaken={row.choice?.chosen === each.id} open={() => open(each.id)}/>
                    ))}
                </span>
            )}
        </td>
    );
}

function OneFigure({told, unit, nth, at, isTaken, open}: {
    told: Told; unit: string; nth: number; at: number; isTaken: boolean; open(): void;
}): ReactNode {
    const words = usePromisedWords();
    const {t} = words;
    return (
        <span className="one" data-taken={isTaken || undefined}>
            {isTaken && <span aria-hidden>● </span>}
            <Button className="link figure" data-row={nth} data-column={at} data-from={told.id}
                onPress={open}>
                <bdi>{figureText(words, told, unit)}</bdi>
                <span className="unseen">
                    {isTaken && `, ${t('promised.taken')}`} {t('promised.where')}
                </span>
            </Button>
            <Beside told={told}/>
        </span>
    );
}

/** When it was said; of a scenario its range, its name and its year. */
function Beside({told: {figure, made, date, due}}: {told: Told}): ReactNode {
    const words = usePromisedWords();
    const {t} = words;
    if (made?.kind === 'scenario' && figure) {
        return (
            <small>
                <bdi className="figure">
                    {words.amount(figure.low)} – {words.amount(figure.high)}
                </bdi>{' '}
                <bdi dir="ltr">{made.scenario}, {made.year}</bdi>
            </small>
        );
    }
    if (made) return <small><bdi dir="ltr">{date}</bdi></small>;
    const isSaid = figure !== undefined && due === String(figure.value);
    return (
        <small>
            {due !== '' && !isSaid && <>{t('promised.by', {year: due})}, </>}
            <bdi dir="ltr">{date}</bdi>
        </small>
    );
}

import {useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {Refused} from '../data/ask.ts';
import {useCorridor, type Corridor} from '../data/corridor.ts';
import {useFaults, useSwitch, type Wanted} from '../data/faults.ts';
import {usePerson} from '../data/person.ts';
import {Panel} from '../design/Panel.tsx';
import {Waiting} from '../design/Waiting.tsx';
import {useKey} from '../shell/keys.ts';
import {useWords, type Word} from '../words/words.ts';
import {FaultRows} from './FaultRows.tsx';

/** What happens if …? Only where a world is simulated. */
export function TryPage(): ReactNode {
    const {t} = useWords();
    const {data, error} = useFaults();
    const {data: corridor} = useCorridor();
    if (error instanceof Refused && error.status === 409) {
        return <Panel title={t('nav.try')}><p className="note">{t('try.noworld')}</p></Panel>;
    }
    if (!data || !corridor) return <Waiting isError={error !== null}/>;
    return (
        <div className="try">
            <Breaking corridor={corridor}/>
            <FaultRows faults={data} zone={corridor.zone}/>
        </div>
    );
}

/** What one key does to the world, at the gantry that was chosen or everywhere. */
const TRIES: readonly {key: string; word: Word; of(gantry: string): Wanted}[] = [
    {key: 'b', word: 'try.break', of: at => ({kind: 'silent', at})},
    {key: 'l', word: 'try.lose', of: at => ({kind: 'losing', at, share: 0.5})},
    {key: 'd', word: 'try.drift', of: at => ({kind: 'drift', at, offsetMs: 90_000})},
    {key: 'h', word: 'try.hold', of: at => ({kind: 'hold-back', at, hours: 72})},
    {key: 'f', word: 'try.double', of: () => ({kind: 'double'})},
    {key: 's', word: 'try.shuffle', of: () => ({kind: 'shuffle'})},
];

function Breaking({corridor}: {corridor: Corridor}): ReactNode {
    const {t} = useWords();
    const {data: person} = usePerson();
    const [gantry, choose] = useState(corridor.gantries[5]?.id ?? corridor.gantries[0]!.id);
    const {mutate, error, isPending} = useSwitch();
    const mayBreak = person?.role === 'shift-lead' || person?.role === 'administrator';
    return (
        <Panel title={t('try.title')}>
            <div className="breaking">
                <label className="row">
                    {t('try.gantry')}
                    <select className="field" value={gantry}
                        onChange={event => choose(event.target.value)}>
                        {corridor.roads.map(road => (
                            <optgroup key={road.id} label={road.id}>
                                {corridor.gantries.filter(each => each.road === road.id)
                                    .map(({id}) => <option key={id} value={id}>{id}</option>)}
                            </optgroup>
                        ))}
                    </select>
                </label>
                {TRIES.map(each => (
                    <Try key={each.key} name={each.key} told={t(each.word, {gantry})}
                        isDisabled={!mayBreak || isPending}
                        act={() => mutate(each.of(gantry))}/>
                ))}
            </div>
            <p className="note" role="status">
                {error ? error.message : t(mayBreak ? 'try.hint' : 'try.role')}
            </p>
        </Panel>
    );
}

function Try({name, told, isDisabled, act}: {
    name: string; told: string; isDisabled: boolean; act(): void;
}): ReactNode {
    useKey(name, told, () => {
        if (!isDisabled) act();
    });
    return (
        <Button className="button" isDisabled={isDisabled} onPress={act}>
            {told} <kbd>{name}</kbd>
        </Button>
    );
}

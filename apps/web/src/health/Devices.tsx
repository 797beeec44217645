import {Link, useNavigate} from '@tanstack/react-router';
import type {ReactNode} from 'react';
import {Button} from 'react-aria-components';
import type {Corridor} from '../data/corridor.ts';
import type {DeviceHealth, Health} from '../data/health.ts';
import {saveCsv} from '../design/csv.ts';
import {LongTable} from '../design/LongTable.tsx';
import {Panel} from '../design/Panel.tsx';
import {ageText} from '../design/times.ts';
import {useKey} from '../shell/keys.ts';
import {useWords, type Words} from '../words/words.ts';
import {Mark} from './Mark.tsx';

/** What of the devices is looked at; it stands in the address. */
export interface HealthSearch {
    at?: string;
    road?: string;
    only?: 'abnormal';
}

/** A row for each device: last heard, what it misses, its clock, its place. */
export function Devices({health, corridor, search}: {
    health: Health; corridor: Corridor; search: HealthSearch;
}): ReactNode {
    const {t, count} = useWords();
    const navigate = useNavigate();
    const {at, road, only} = search;
    const roadOf = new Map(corridor.gantries.map(gantry => [gantry.id, gantry.road]));
    const shown = health.devices.filter(({point, troubles}) =>
        (road === undefined || roadOf.get(point) === road)
        && (only === undefined || troubles.length > 0));
    const look = (next: HealthSearch): void => void navigate({to: '/health', search: next});
    const {only: _, ...withAll} = search;
    const toggle = (): void => look(only ? withAll : {...search, only: 'abnormal'});
    useKey('a', t('health.only'), toggle);
    const save = (): void => saveCsv('devices.csv', rowsOf(shown));
    return (
        <Panel title={t('health.devices', {count: count(shown.length)})} actions={
            <span className="row">
                <label className="row">
                    <input type="checkbox" checked={only !== undefined} onChange={toggle}/>
                    {t('health.only')} <kbd>a</kbd>
                </label>
                <select className="field" aria-label={t('health.road')} value={road ?? ''}
                    onChange={event => {
                        const {road: _road, ...rest} = search;
                        look(event.target.value === '' ? rest
                            : {...rest, road: event.target.value});
                    }}>
                    <option value="">{t('health.roads')}</option>
                    {corridor.roads.map(({id}) => <option key={id} value={id}>{id}</option>)}
                </select>
                <Button className="button quiet" onPress={save}>{t('charges.export')}</Button>
            </span>
        }>
            <LongTable name={t('health.title')} className="devices" count={shown.length}
                shown={shown.findIndex(each => isAt(each, at))} head={<Head/>}
                row={index => (
                    <Row key={shown[index]!.device} device={shown[index]!} search={search}
                        nowMs={health.nowMs}/>
                )}/>
        </Panel>
    );
}

function isAt({device, point}: DeviceHealth, at: string | undefined): boolean {
    return device === at || point === at;
}

function Head(): ReactNode {
    const {t} = useWords();
    return (
        <tr>
            <th>{t('health.device')}</th><th className="number">{t('health.heard')}</th>
            <th className="number">{t('health.missed')}</th><th>{t('health.interval')}</th>
            <th className="number">{t('health.clock')}</th><th>{t('health.place')}</th>
            <th>{t('health.state')}</th>
        </tr>
    );
}

function Row({device: told, search, nowMs}: {
    device: DeviceHealth; search: HealthSearch; nowMs: number;
}): ReactNode {
    const words = useWords();
    const {device, lastHeardMs, missed, trials, clock, impliedMetres, troubles} = told;
    return (
        <tr data-chosen={isAt(told, search.at) || undefined}>
            <th scope="row">
                <Link className="link" to="/health" search={{...search, at: device}}>
                    <bdi>{device}</bdi>
                </Link>
            </th>
            <td className="number figure">
                {lastHeardMs === undefined ? words.t('health.never')
                    : ageText(words, nowMs - lastHeardMs)}
            </td>
            <td className="number figure"><bdi>{missed && words.percent(missed.value, 1)}</bdi></td>
            <td className="figure">
                {missed && (
                    <bdi>
                        {words.percent(missed.low, 1)} – {words.percent(missed.high, 1)}
                        <small> / {words.count(trials)}</small>
                    </bdi>
                )}
            </td>
            <td className="number figure"><bdi>{clock && clockText(clock)}</bdi></td>
            <td className="figure"><bdi>{placeText(words, impliedMetres)}</bdi></td>
            <td>
                {troubles.length > 0 ? troubles.map(kind => <Mark key={kind} kind={kind}/>) : (
                    <span className="fine">
                        {words.t(lastHeardMs === undefined ? 'health.unjudged' : 'health.fine')}
                    </span>
                )}
            </td>
        </tr>
    );
}

export function clockText({offsetMs, plusMinusMs}: NonNullable<DeviceHealth['clock']>): string {
    const sign = offsetMs < 0 ? '−' : '+';
    return `${sign}${(Math.abs(offsetMs) / 1000).toFixed(1)} ± ${(plusMinusMs / 1000).toFixed(1)} s`;
}

export function placeText({t, kilometres}: Words, metres: number | undefined): string {
    return metres === undefined ? '' : t('health.implied', {km: kilometres(metres)});
}

function rowsOf(devices: readonly DeviceHealth[]): (string | number)[][] {
    return [
        ['device', 'gantry', 'kind', 'site', 'last_heard_ms', 'missed', 'missed_low',
            'missed_high', 'trials', 'clock_offset_ms', 'clock_plus_minus_ms', 'implied_metres',
            'troubles'],
        ...devices.map(each => [each.device, each.point, each.kind, each.site,
            each.lastHeardMs ?? '', each.missed?.value ?? '', each.missed?.low ?? '',
            each.missed?.high ?? '', each.trials, each.clock?.offsetMs ?? '',
            each.clock?.plusMinusMs ?? '', each.impliedMetres ?? '', each.troubles.join(' ')]),
    ];
}

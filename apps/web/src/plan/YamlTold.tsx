import {useState, type ReactNode} from 'react';
import {Button} from 'react-aria-components';
import {Panel} from '../design/Panel.tsx';
import {useKey} from '../shell/keys.ts';
import type {Opened} from './search.ts';
import type {PlanLooked} from './use-plan-page.ts';
import {usePlanWords} from './use-plan-words.ts';
import {MOST_LINES} from './yaml.ts';

/** The scenario as its file, with each fault beside its line; to be copied and kept. */
export function YamlTold({looked, opened}: {looked: PlanLooked; opened: Opened}): ReactNode {
    const {t, count} = usePlanWords();
    const [isCopied, setCopied] = useState(false);
    const file = opened.isEdited ? 'mine.yaml' : `${opened.told.id}.yaml`;
    const faults = looked.check && 'faults' in looked.check ? looked.check.faults : [];
    const lines = opened.yaml.trimEnd().split('\n');
    const copy = (): void => {
        void navigator.clipboard.writeText(opened.yaml).then(() => setCopied(true));
    };
    const save = (): void => saveText(file, opened.yaml);
    useKey('y', t('plan.copy'), copy);
    useKey('d', t('plan.download', {file}), save);
    return (
        <Panel title={t('plan.yaml', {lines: count(lines.length)})} actions={
            <span>
                <Button className="button quiet" onPress={copy}>
                    {t(isCopied ? 'plan.copied' : 'plan.copy')} <kbd>y</kbd>
                </Button>
                <Button className="button quiet" onPress={save}>
                    {t('plan.download', {file})} <kbd>d</kbd>
                </Button>
            </span>
        }>
            {lines.length > MOST_LINES && (
                <p className="note warned">▲ {t('plan.long', {most: MOST_LINES})}</p>
            )}
            <pre className="yaml" dir="ltr" lang="en" tabIndex={0} aria-label={file}>
                {lines.map((line, nth) => {
                    const own = faults.filter(fault =>
                        fault.file.endsWith('mine.yaml') && fault.line === nth + 1);
                    return (
                        <span key={nth} className={`yaml-line${own.length > 0 ? ' faulty' : ''}`}>
                            {line}{'\n'}
                        </span>
                    );
                })}
            </pre>
            <p className="note">{t('plan.yaml.note')}{' '}
                <code dir="ltr">karwan plan compare {opened.against} {opened.isEdited ? file
                    : opened.told.id}</code>
            </p>
        </Panel>
    );
}

function saveText(name: string, text: string): void {
    const address = URL.createObjectURL(new Blob([text], {type: 'application/yaml'}));
    const link = Object.assign(document.createElement('a'), {href: address, download: name});
    link.click();
    URL.revokeObjectURL(address);
}

import type {Evidence} from '../data/health.ts';
import type {Words} from '../words/words.ts';
import {ageText} from '../design/times.ts';

/** What a trouble rests on, as a sentence with its figures. */
export function evidenceText(words: Words, evidence: Evidence): string {
    const {t, percent, count} = words;
    const figure = (name: string): number => Number(evidence[name] ?? 0);
    const seconds = (name: string): string => (figure(name) / 1000).toFixed(1);
    const share = (name: string): string => percent(figure(name), 1);
    const speed = (name: string): number => Math.round(figure(name) * 3.6);
    switch (evidence.test) {
        case 'heartbeats': return t('evidence.heartbeats', {
            missed: figure('missed'), every: figure('toldAgainAfterMs') / 1000,
        });
        case 'vehicles-at-neighbours': return t('evidence.neighbours', {
            missed: count(figure('missed')), trials: count(figure('trials')), low: share('low'),
            high: share('high'), usual: share('usual'),
        });
        case 'traffic': return t('evidence.traffic', {
            age: ageText(words, figure('quietMs')), expected: Math.round(figure('expected')),
        });
        case 'receipt': return t('evidence.receipt', {
            seconds: seconds('offsetMs'), messages: figure('messages'),
        });
        case 'times-at-neighbours': return t('evidence.times', {
            seconds: seconds('offsetMs'), range: seconds('plusMinusMs'),
            vehicles: figure('vehicles'),
        });
        case 'travel-times': return t('evidence.travel', {
            surveyed: words.kilometres(figure('surveyedMetres')),
            implied: words.kilometres(figure('impliedMetres')), cars: figure('cars'),
        });
        case 'section-speed': return t('evidence.speed', {
            cars: figure('cars'), speed: speed('metresPerSecond'),
            usual: speed('usualMetresPerSecond'),
        });
    }
}

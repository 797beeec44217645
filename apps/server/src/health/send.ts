import {createHmac} from 'node:crypto';
import {createTransport} from 'nodemailer';
import type pg from 'pg';
import type {AlarmTold, Way} from './notice.ts';

/** Where alarms go, from the environment; what is not named is not told that way. */
export interface Receivers {
    webhook: {url: string; secret: string | undefined} | undefined;
    mail: {smtp: string; from: string; to: string} | undefined;
}

/** KARWAN_ALARM_WEBHOOK (and _SECRET); KARWAN_SMTP, KARWAN_ALARM_FROM and KARWAN_ALARM_TO. */
export function receiversFrom(env: NodeJS.ProcessEnv): Receivers {
    const url = env['KARWAN_ALARM_WEBHOOK'];
    const [smtp, from, to] = ['KARWAN_SMTP', 'KARWAN_ALARM_FROM', 'KARWAN_ALARM_TO'].map(
        name => env[name]);
    return {
        webhook: url ? {url, secret: env['KARWAN_ALARM_WEBHOOK_SECRET']} : undefined,
        mail: smtp && from && to ? {smtp, from, to} : undefined,
    };
}

export function waysOf({webhook, mail}: Receivers): Way[] {
    return [...webhook ? ['webhook' as const] : [], ...mail ? ['mail' as const] : []];
}

const SEND_LIMIT_MS = 10_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
const MOST_AT_ONCE = 20;

/** Sends what is due; what does not arrive is tried again, later each time. Gives how many went. */
export async function sendNotices(
    pool: pg.Pool, receivers: Receivers, nowMs: number,
): Promise<number> {
    const {rows} = await pool.query<{nth: string; way: Way; body: AlarmTold; tries: number}>(
        `select nth, way, body, tries from alarm_notice
         where sent_ms is null and next_ms <= $1 order by nth limit $2`, [nowMs, MOST_AT_ONCE]);
    let sent = 0;
    for (const {nth, way, body, tries} of rows) {
        const fault = await sendOne(way, body, nth, receivers);
        if (fault === undefined) sent++;
        const retryMs = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
        await pool.query(
            `update alarm_notice set tries = tries + 1, sent_ms = $2, fault = $3, next_ms = $4
             where nth = $1`,
            [nth, fault === undefined ? nowMs : null, fault ?? null, nowMs + retryMs]);
    }
    return sent;
}

async function sendOne(
    way: Way, body: AlarmTold, nth: string, {webhook, mail}: Receivers,
): Promise<string | undefined> {
    try {
        if (way === 'webhook') {
            if (webhook) await post(webhook, body, nth);
            else return 'no KARWAN_ALARM_WEBHOOK is set any more';
        } else if (mail) await mailOne(mail, body, nth);
        else return 'no KARWAN_SMTP is set any more';
        return undefined;
    } catch (error) {
        return (error as Error).message.slice(0, 500);
    }
}

async function post(
    {url, secret}: NonNullable<Receivers['webhook']>, body: AlarmTold, nth: string,
): Promise<void> {
    const text = JSON.stringify(body);
    const response = await fetch(url, {
        method: 'POST', body: text, redirect: 'error', signal: AbortSignal.timeout(SEND_LIMIT_MS),
        headers: {
            'content-type': 'application/json', 'karwan-notice': nth,
            ...secret && {'karwan-signature':
                `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`},
        },
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
}

async function mailOne(
    {smtp, from, to}: NonNullable<Receivers['mail']>, body: AlarmTold, nth: string,
): Promise<void> {
    const transport = createTransport({
        url: smtp, connectionTimeout: SEND_LIMIT_MS, greetingTimeout: SEND_LIMIT_MS,
        socketTimeout: SEND_LIMIT_MS,
    });
    try {
        await transport.sendMail({
            from, to, subject: `Karwan: ${body.cause}${body.event === 'ended' ? ' (ended)' : ''}`,
            text: mailText(body),
            messageId: `<notice-${nth}-${Date.parse(body.found)}@karwan.invalid>`,
        });
    } finally {
        transport.close();
    }
}

function mailText({cause, since, found, ended, devices, evidence}: AlarmTold): string {
    return [
        cause, '', `since ${since}`, `found ${found}`, ...ended ? [`ended ${ended}`] : [], '',
        ...evidence, '', `devices: ${devices.join(', ')}`, '',
    ].join('\n');
}

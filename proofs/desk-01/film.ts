import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {CDPSession, Page} from 'playwright-core';

interface Frame {
    file: string;
    atMs: number;
}

/** A browser's own screencast of a page, with each frame's time, and what ffmpeg makes of it. */
export class Film {
    readonly #folder: string;
    readonly #page: Page;
    readonly #line: CDPSession;
    readonly #frames: Frame[] = [];
    #beganMs = 0;

    private constructor(folder: string, page: Page, line: CDPSession) {
        this.#folder = folder;
        this.#page = page;
        this.#line = line;
    }

    static async begin(folder: string, page: Page): Promise<Film> {
        mkdirSync(join(folder, 'frames'), {recursive: true});
        const line = await page.context().newCDPSession(page);
        const film = new Film(folder, page, line);
        line.on('Page.screencastFrame', ({data, sessionId}) => {
            film.#take(data);
            void line.send('Page.screencastFrameAck', {sessionId}).catch(() => undefined);
        });
        film.#beganMs = Date.now();
        await line.send('Page.startScreencast', {format: 'jpeg', quality: 70, everyNthFrame: 3});
        return film;
    }

    get seconds(): number {
        return (Date.now() - this.#beganMs) / 1000;
    }

    /** Says on the page what is done, under a clock that runs by itself. */
    async say(text: string): Promise<void> {
        await this.#page.evaluate(`(${CLOCK})(${JSON.stringify(text)}, ${this.#beganMs})`);
    }

    /** A still as WebP. */
    async still(path: string): Promise<number> {
        const {data} = await this.#line.send(
            'Page.captureScreenshot', {format: 'webp', quality: 60, optimizeForSpeed: false});
        const bytes = Buffer.from(data, 'base64');
        writeFileSync(path, bytes);
        return bytes.length;
    }

    /** Ends it; ffmpeg shows each frame as long as it stood there. */
    async end(): Promise<string> {
        const endMs = Date.now();
        await this.#line.send('Page.stopScreencast');
        const list = this.#frames.map(({file, atMs}, nth) => {
            const untilMs = this.#frames[nth + 1]?.atMs ?? endMs;
            return `file '${file}'\nduration ${((untilMs - atMs) / 1000).toFixed(3)}`;
        });
        writeFileSync(join(this.#folder, 'frames.txt'), `${list.join('\n')}\n`);
        const film = join(this.#folder, 'first-minute.mp4');
        const {status, stderr} = spawnSync('ffmpeg', [
            '-y', '-loglevel', 'error', '-f', 'concat', '-safe', '0', '-i',
            join(this.#folder, 'frames.txt'), '-vf', 'pad=ceil(iw/2)*2:ceil(ih/2)*2',
            '-fps_mode', 'cfr', '-r', '15', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '28',
            '-pix_fmt', 'yuv420p', film,
        ], {encoding: 'utf8'});
        if (status !== 0) throw new Error(`ffmpeg: ${stderr}`);
        return film;
    }

    get frames(): number {
        return this.#frames.length;
    }

    #take(data: string): void {
        const file = join(this.#folder, 'frames', `${this.#frames.length}.jpg`);
        writeFileSync(file, Buffer.from(data, 'base64'));
        this.#frames.push({file, atMs: Date.now()});
    }
}

// Runs in the page. Its policy takes no style from a text, but one that a script sets.
const CLOCK = `(text, beganMs) => {
    let sign = document.getElementById('film-clock');
    if (!sign) {
        sign = document.createElement('div');
        sign.id = 'film-clock';
        Object.assign(sign.style, {
            position: 'fixed', insetBlockEnd: '12px', insetInlineEnd: '12px', zIndex: 9999,
            background: '#111', color: '#fff', padding: '6px 12px', borderRadius: '4px',
            font: '600 18px Inter, sans-serif', fontVariantNumeric: 'tabular-nums',
        });
        document.body.append(sign);
        setInterval(() => {
            const seconds = (Date.now() - beganMs) / 1000;
            sign.textContent = seconds.toFixed(1).padStart(5, '0') + ' s   ' + sign.dataset.text;
        }, 100);
    }
    sign.dataset.text = text;
}`;

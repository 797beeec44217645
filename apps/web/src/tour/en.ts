import type {Stop} from './stop.ts';

/** About 300 words. */
export const stops: readonly Stop[] = [
    {to: '/', title: 'Start of the shift', text: 'Open Corridor. If the page is grey, nothing is '
        + 'wrong. Five figures tell the day: detected, charged, in review, lost, and difference. '
        + 'Difference must be 0; if it is not, it turns red, and nobody can close the day. Look at '
        + 'the badge at the top: “live” means that the figures are renewed every second. When the '
        + 'server is away, all figures turn grey and tell their age.'},
    {to: '/health', title: 'When something is abnormal', text: 'Alarms are listed one for each '
        + 'cause, with since when and why. Press ] to walk through them; the strip and the map mark '
        + 'the place. A cross in a square is a silent gantry, a triangle one that misses vehicles, a '
        + 'clock one whose clock is off. Open Health to see what it rests on before you send '
        + 'somebody out. An alarm ends by itself when the device is well again.'},
    {to: '/', title: 'What happened at ten past two?', text: 'Press t and choose the minute. Strip, '
        + 'map and counters show what had been seen by then, and the badge says that you look at the '
        + 'past. Press t again to come back.'},
    {to: '/review', title: 'What people must decide', text: 'Review shows one passage at a time, '
        + 'the dearest first. Compare the plate letter by letter, look where the vehicle was seen '
        + 'before and after, choose with 1 to 4, press Enter. Z takes it back. If nobody can tell, '
        + 'say so: R, then U.'},
    {to: '/vehicle', title: 'A driver calls', text: 'Press Ctrl+K and type the charge, the tag or '
        + 'the plate. The page tells what was seen, what was inferred, which tariff counted and from '
        + 'where it is. A plate asks for your reason; it is kept with your name.'},
    {to: '/day', title: 'Closing yesterday', text: 'Day close says what refuses it. Every figure '
        + 'opens down to what it counts. Press c twice to close, then p for the page that is signed '
        + 'and filed. Press ? anywhere for all keys.'},
];

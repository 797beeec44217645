/** The pages of the console, in the order of their navigation. */
export const PAGES = [
    {to: '/', word: 'nav.corridor', keys: 'g c'},
    {to: '/day', word: 'nav.day', keys: 'g d'},
    {to: '/review', word: 'nav.review', keys: 'g r'},
    {to: '/vehicle', word: 'nav.vehicle', keys: 'g v'},
    {to: '/route', word: 'nav.route', keys: 'g o'},
    {to: '/health', word: 'nav.health', keys: 'g h'},
    {to: '/try', word: 'nav.try', keys: 'g t'},
] as const;

/** The pages of the console, in the order of their navigation. */
export const PAGES = [
    {to: '/promised', word: 'nav.promised', keys: 'g p'},
    {to: '/', word: 'nav.corridor', keys: 'g c'},
    {to: '/day', word: 'nav.day', keys: 'g d'},
    {to: '/review', word: 'nav.review', keys: 'g r'},
    {to: '/vehicle', word: 'nav.vehicle', keys: 'g v'},
    {to: '/route', word: 'nav.route', keys: 'g o'},
    {to: '/scenario', word: 'nav.scenario', keys: 'g s'},
    {to: '/compare', word: 'nav.compare', keys: 'g m'},
    {to: '/health', word: 'nav.health', keys: 'g h'},
    {to: '/try', word: 'nav.try', keys: 'g t'},
] as const;

import {
    createRootRoute, createRoute, createRouter, lazyRouteComponent,
} from '@tanstack/react-router';
import {isDayTerm, type DayTerm} from './data/day-items.ts';
import type {HealthSearch} from './health/Devices.tsx';
import {cameraFrom, cameraText} from './map/view.ts';
import {planSearch, type PlanSearch} from './plan/address.ts';
import {promisedSearch} from './promised/search.ts';
import {routeSearch, type RouteSearch} from './route/search.ts';
import {Shell} from './shell/Shell.tsx';
import {restOfWords} from './words/words.ts';

/** A day of the calendar in the address; what is none is left out. */
function daySearch({day}: Record<string, unknown>): {day?: string} {
    return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? {day} : {};
}

/** A device, a gantry or a section in the address. */
function placeSearch({at}: Record<string, unknown>): {at?: string} {
    return typeof at === 'string' && /^[\w.-]{1,100}$/.test(at) ? {at} : {};
}

const root = createRootRoute({});

const signIn = createRoute({
    getParentRoute: () => root, path: '/sign-in',
    component: lazyRouteComponent(() => import('./sign-in/SignInPage.tsx'), 'SignInPage'),
});

/** Everything behind the door; the words of the first page are there already. */
const inside = createRoute({
    getParentRoute: () => root, id: 'inside', component: Shell,
    beforeLoad: ({location}) => location.pathname === '/' ? undefined : restOfWords(),
});

/** The corridor: a day or a past minute of its clock, a place, and where the map looks. */
interface CorridorSearch {
    day?: string | undefined;
    at?: string | undefined;
    past?: string | undefined;
    map?: string | undefined;
}

const corridor = createRoute({
    getParentRoute: () => inside, path: '/',
    validateSearch: (search: Record<string, unknown>): CorridorSearch => ({
        ...daySearch(search), ...placeSearch(search),
        ...typeof search['past'] === 'string' && /^\d{4}(-\d\d){2}T\d\d:\d\d$/.test(search['past'])
            && {past: search['past']},
        ...cameraFrom(search['map']) && {map: cameraText(cameraFrom(search['map'])!)},
    }),
    component: lazyRouteComponent(() => import('./corridor/CorridorPage.tsx'), 'CorridorPage'),
});

const day = createRoute({
    getParentRoute: () => inside, path: '/day',
    validateSearch: (search: Record<string, unknown>): {
        day?: string | undefined; term?: DayTerm | undefined;
    } => ({...daySearch(search), ...isDayTerm(search['term']) && {term: search['term']}}),
    component: lazyRouteComponent(() => import('./day/DayPage.tsx'), 'DayPage'),
});

const sheet = createRoute({
    getParentRoute: () => inside, path: '/sheet', validateSearch: daySearch,
    component: lazyRouteComponent(() => import('./day/SheetPage.tsx'), 'SheetPage'),
});

const review = createRoute({
    getParentRoute: () => inside, path: '/review',
    validateSearch: ({item}: Record<string, unknown>): {item?: string} =>
        typeof item === 'string' && /^\d{1,15}:[a-z-]{1,40}$/.test(item) ? {item} : {},
    component: lazyRouteComponent(() => import('./review/ReviewPage.tsx'), 'ReviewPage'),
});

const route = createRoute({
    getParentRoute: () => inside, path: '/route',
    validateSearch: (search: Record<string, unknown>): RouteSearch => ({
        ...routeSearch(search),
        ...cameraFrom(search['map']) && {map: cameraText(cameraFrom(search['map'])!)},
    }),
    component: lazyRouteComponent(() => import('./route/RoutePage.tsx'), 'RoutePage'),
});

/** What is edited and compared, the same on both pages, and where the map looks. */
function comparisonSearch(search: Record<string, unknown>): PlanSearch {
    const camera = cameraFrom(search['map']);
    return {...planSearch(search), ...camera && {map: cameraText(camera)}};
}

const scenario = createRoute({
    getParentRoute: () => inside, path: '/scenario', validateSearch: comparisonSearch,
    component: lazyRouteComponent(() => import('./plan/ScenarioPage.tsx'), 'ScenarioPage'),
});

const compare = createRoute({
    getParentRoute: () => inside, path: '/compare', validateSearch: comparisonSearch,
    component: lazyRouteComponent(() => import('./plan/ComparePage.tsx'), 'ComparePage'),
});

const promised = createRoute({
    getParentRoute: () => inside, path: '/promised', validateSearch: promisedSearch,
    component: lazyRouteComponent(() => import('./promised/PromisedPage.tsx'), 'PromisedPage'),
});

const health = createRoute({
    getParentRoute: () => inside, path: '/health',
    validateSearch: (search: Record<string, unknown>): HealthSearch => ({
        ...placeSearch(search),
        ...typeof search['road'] === 'string' && {road: search['road']},
        ...search['only'] === 'abnormal' && {only: 'abnormal'},
    }),
    component: lazyRouteComponent(() => import('./health/HealthPage.tsx'), 'HealthPage'),
});

const tryIt = createRoute({
    getParentRoute: () => inside, path: '/try',
    component: lazyRouteComponent(() => import('./try/TryPage.tsx'), 'TryPage'),
});

const tour = createRoute({
    getParentRoute: () => inside, path: '/tour',
    component: lazyRouteComponent(() => import('./tour/TourPage.tsx'), 'TourPage'),
});

// What a charge or a trip is called may stand in an address; who drove may not.
const vehicle = createRoute({
    getParentRoute: () => inside, path: '/vehicle',
    validateSearch: ({what}: Record<string, unknown>): {what?: string} =>
        typeof what === 'string' && /^\d+(\/[\w.-]+)?$/.test(what) ? {what} : {},
    component: lazyRouteComponent(() => import('./vehicle/VehiclePage.tsx'), 'VehiclePage'),
});

const tree = root.addChildren([
    signIn,
    inside.addChildren([corridor, day, sheet, review, vehicle, route, promised, scenario, compare, health, tryIt, tour]),
]);

export function consoleRouter() {
    return createRouter({routeTree: tree, defaultPreload: 'intent'});
}

declare module '@tanstack/react-router' {
    interface Register {
        router: ReturnType<typeof consoleRouter>;
    }
    interface HistoryState {
        /** Whose day is looked at, where that must not stand in the address. */
        vehicle?: string;
        /** The plate somebody typed elsewhere; it is looked up only for a reason. */
        plate?: string;
    }
}

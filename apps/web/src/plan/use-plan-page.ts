import {useNavigate, useSearch} from '@tanstack/react-router';
import {useCheck, type CheckTold, type PlanAsked, type PlanTold} from '../data/plan.ts';
import type {PlanSearch} from './address.ts';
import {editLog, momentOf, type Moment} from './edit-log.ts';
import {askedOf, openedOf, type Opened} from './search.ts';

/** What a page of plans looks at, and how it changes that. */
export interface PlanLooked {
    plan: PlanTold;
    search: PlanSearch;
    opened: Opened | undefined;
    asked: PlanAsked | undefined;
    /** What the server makes of it; undefined until it has said. */
    check: CheckTold | undefined;
    /** Changes what is edited; it can be undone. */
    edit(change: Moment): void;
    undo(): void;
    redo(): void;
    /** Looks at something else of the same. */
    look(change: Partial<PlanSearch>): void;
}

/** Both pages keep all that they look at in the address. */
export function usePlanPage(plan: PlanTold, page: '/scenario' | '/compare'): PlanLooked {
    const search = useSearch({from: `/inside${page}`});
    const navigate = useNavigate();
    const opened = openedOf(search, plan);
    const asked = opened && askedOf(search, opened);
    const {data: check} = useCheck(asked);
    const go = (change: Partial<PlanSearch>, replace: boolean): void => void navigate({
        to: page, replace, resetScroll: false,
        search: before => ({...before, source: undefined, ...change}),
    });
    return {
        plan, search, opened, asked, check,
        edit: change => {
            editLog.keep(momentOf(search));
            go(change, false);
        },
        undo: () => {
            const before = editLog.undo(momentOf(search));
            if (before) go(before, true);
        },
        redo: () => {
            const next = editLog.redo(momentOf(search));
            if (next) go(next, true);
        },
        look: change => go(change, true),
    };
}

import type {Pass, Section, Token} from '@karwan/journey';
import type {Register} from './register.ts';
import type {Scheme} from './scheme.ts';
import {priceOf} from './tariff.ts';
import {classOf, measurableClasses, type ChargedClass} from './vehicle-class.ts';
import {windowRulesOf, type WindowRule} from './window-rule.ts';
import type {Window} from './window.ts';

/** The pass that pays for sections, bought for the moment at which their trip began. */
export function passFor(
    sections: readonly Section[], vehicle: Token, vehicleClass: string, atMs: number,
    register: Register, scheme: Scheme,
): Pass | undefined {
    const {passes} = windowRulesOf(scheme);
    if (passes.length === 0) return undefined;
    const covering = passes.filter(rule =>
        sections.every(section => rule.roads.includes(section.road)));
    for (const rule of covering) {
        const pass = register.passOf(vehicle, rule.id, vehicleClass, atMs);
        if (pass && (rule.isPaidElsewhere || isPriced(pass, vehicle, register, scheme))) {
            return pass;
        }
    }
    return undefined;
}

/**
 * The passes that were sold to a vehicle, each as a window of its own: it costs its price in the
 * local day in which it begins, and nobody drives on it. What is paid elsewhere is none, nor what
 * had no price then: that nobody can have bought.
 */
export function passWindows(vehicle: Token, register: Register, scheme: Scheme): Window[] {
    const sold = soldPasses(scheme);
    if (sold.length === 0) return [];
    return register.passesOf(vehicle).filter(pass => sold.some(rule => rule.id === pass.pass)
        && isPriced(pass, vehicle, register, scheme)).map(pass => ({
        id: `${pass.seq}/${pass.pass}`, trip: pass.seq, road: pass.pass, entry: '', exit: '',
        fromMs: pass.validFromMs, toMs: pass.validFromMs, sections: [], passages: [], inferred: [],
        pass,
    }));
}

/** The passes of a scheme that cost money here. */
export function soldPasses(scheme: Scheme): WindowRule[] {
    return windowRulesOf(scheme).passes.filter(rule => !rule.isPaidElsewhere);
}

function isPriced(pass: Pass, vehicle: Token, register: Register, scheme: Scheme): boolean {
    const {class: name} = passClass(pass, vehicle, register, scheme);
    return priceOf(scheme, {
        road: pass.pass, class: name, atMs: pass.validFromMs, sections: [],
    }) !== undefined;
}

/** The class by which a pass is priced: for which it was bought, else that of the vehicle. */
export function passClass(
    pass: Pass, vehicle: Token, register: Register, scheme: Scheme,
): ChargedClass {
    if (pass.class !== undefined) return {class: pass.class, by: 'declared', basis: []};
    return classOf(vehicle, [], pass.validFromMs, register, measurableClasses(scheme));
}

import {placeOrderOf, type PlaceOrder} from '@karwan/tolling';
import {existsSync} from 'node:fs';
import {checkoutFolder} from '../checkout.ts';
import {schemeFolder, schemeFrom} from '../scheme-files.ts';
import {Stop} from './exit-code.ts';

/** The order of places on the roads of a scheme, by its name or folder. Exits: `not-found`. */
export function schemeOrder(scheme: string): PlaceOrder {
    const folder = schemeFolder(scheme, checkoutFolder());
    if (!existsSync(folder)) throw new Stop('not-found', `${folder} does not exist`);
    return placeOrderOf(schemeFrom(folder).corridor);
}

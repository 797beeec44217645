/** The database holds another corridor than the one that is asked for. */
export class OtherCorridor extends Error {
    constructor(held: string, asked: string) {
        super(`this Karwan holds the corridor ${held}, found ${asked}: expected `
            + `--scheme ${held}, or another data folder in KARWAN_HOME`);
        this.name = 'OtherCorridor';
    }
}

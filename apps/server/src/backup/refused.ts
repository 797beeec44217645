/** A backup that is not taken back, or not made; the message names the file and what is wrong. */
export class BackupRefused extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'BackupRefused';
    }
}

/** What a person is at this desk; it decides what they may see and do. */
export const roles = ['shift-lead', 'clerk', 'auditor', 'administrator'] as const;

export type Role = (typeof roles)[number];

/** Who works the day: sees everything of the road and acts on it. */
export const OPERATORS: readonly Role[] = ['shift-lead', 'administrator'];
/** Who looks into single cases, with a reason. */
export const CASE_WORKERS: readonly Role[] = ['clerk', 'shift-lead', 'administrator'];
/** Everybody with a session. */
export const ALL: readonly Role[] = [...roles];

export function isRole(text: string): text is Role {
    return (roles as readonly string[]).includes(text);
}

declare module 'fastify' {
    interface FastifyContextConfig {
        /** Who may ask this; where it is left out, only an administrator. */
        roles?: readonly Role[];
        /** Open to whoever reaches the server: it tells no figure and changes nothing. */
        isOpen?: boolean;
    }
}

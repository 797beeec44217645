/** The style of a page: the address of its file, for a `<link>`. */
declare module '*.page.css' {
    const address: string;
    export default address;
}

declare module '*.css';

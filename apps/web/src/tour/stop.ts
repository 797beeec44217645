/** One stop of the tour: a page of the console and what a shift lead does there. */
export interface Stop {
    to: '/' | '/day' | '/review' | '/vehicle' | '/health' | '/try';
    title: string;
    text: string;
}

import {
    certificateFault, timedFault, type DatedAnswer, type DatedQuestion, type RouteAnswer,
    type RouteQuestion, type Router,
} from '@karwan/network';

/** An answer that proved itself before anybody is told it. Throws where it does not. */
export function provenRoutes(router: Router, question: RouteQuestion): RouteAnswer {
    const answer = router.routes(question);
    const {cost, certificate} = answer;
    mustProve(certificateFault(router.graph, cost, certificate));
    return answer;
}

/** A dated answer that proved itself before anybody is told it. Throws where it does not. */
export function provenDated(router: Router, question: DatedQuestion): DatedAnswer {
    const answer = router.dated(question);
    mustProve(timedFault(answer.question, answer.answer));
    return answer;
}

/** Throws where something is wrong with what should prove an answer. */
export function mustProve(fault: string | undefined): void {
    if (fault !== undefined) throw new Error(`the answer does not prove itself: ${fault}`);
}

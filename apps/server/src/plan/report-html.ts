import type {ComparisonJson} from './comparison-json.ts';
import type {CorridorStudy} from './corridor-study.ts';

export function reportHtml(json: ComparisonJson, _study: CorridorStudy): string {
    return `<!doctype html><title>${json.with.name}</title>`;
}

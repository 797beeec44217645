import {isMap, isScalar, isSeq, LineCounter, parseDocument, type ParsedNode} from 'yaml';
import type {Spot} from './variant.ts';

/** A value of a YAML file: a scalar, a list or a map, with the stretch of text that it takes. */
export interface YamlField {
    file: string;
    /** `roads[].directions[]`; of rules, each by its own name. */
    pattern: string;
    spot: Spot;
    start: number;
    end: number;
    kind: 'value' | 'list' | 'map';
    text: string;
    /** Of an entry of a map: where its key stands, and the map. */
    key: {name: string; start: number; spot: Spot} | undefined;
    /** Where the list or map begins that it stands in. */
    parent: Spot;
    isFlow: boolean;
    /** Of an item of a list, its place in it and how many there are. */
    item: {nth: number; count: number} | undefined;
}

type Found = (field: Omit<YamlField, 'file' | 'spot' | 'start' | 'end' | 'kind' | 'text'>,
    node: ParsedNode) => void;

/** Every value of a YAML file, parents before what stands in them. */
export function yamlFields(file: string, text: string): YamlField[] {
    const lines = new LineCounter();
    const document = parseDocument(text, {lineCounter: lines, schema: 'failsafe'});
    const spotOf = (offset: number): Spot => {
        const {line, col} = lines.linePos(offset);
        return {file, line, column: col};
    };
    const fields: YamlField[] = [];
    walk(document.contents, '', spotOf, (field, node) => {
        const [start, valueEnd] = node.range;
        const end = start + text.slice(start, valueEnd).trimEnd().length;
        fields.push({
            ...field, file, start, end, spot: spotOf(start),
            kind: isMap(node) ? 'map' : isSeq(node) ? 'list' : 'value',
            text: isScalar(node) ? String(node.value) : '',
        });
    });
    return fields;
}

function walk(
    node: ParsedNode | null, path: string, spotOf: (offset: number) => Spot, found: Found,
): void {
    if (!node) return;
    const parent = spotOf(node.range[0]);
    if (isMap(node)) {
        for (const {key, value} of node.items) {
            const at = key as ParsedNode;
            const name = isScalar(at) ? String(at.value) : '';
            const pattern = path === '' ? name : `${path}.${name}`;
            const entry = value as ParsedNode;
            const start = at.range[0];
            found({
                pattern, parent, isFlow: node.flow === true, item: undefined,
                key: {name, start, spot: spotOf(start)},
            }, entry);
            walk(entry, pattern, spotOf, found);
        }
    } else if (isSeq(node)) {
        node.items.forEach((item, nth) => {
            const pattern = `${path}[]`;
            found({
                pattern, parent, isFlow: node.flow === true, key: undefined,
                item: {nth, count: node.items.length},
            }, item as ParsedNode);
            walk(item as ParsedNode, pattern, spotOf, found);
        });
    }
}

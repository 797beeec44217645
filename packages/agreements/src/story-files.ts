/** A small corridor of agreements for tests, as the texts of its files. */
export function storyFiles(changed: Readonly<Record<string, string>> = {}): Map<string, string> {
    return new Map(Object.entries({...FILES, ...changed}));
}

export const COMMITMENTS_HEAD = 'id,project,indicator,aspect,standing,value,unit,due,party,'
    + 'agreement,date,source,status\n';

const FILES = {
    'agreements.yaml': [
        'id: valley', 'name: A valley', "version: '1'", 'publisher: record',
        'prefix: oc4ids-valley', 'projects:',
        '    - {id: line, name: Valley line, sector: transport.rail, status: preparation,',
        '       type: construction, description: A line up the valley, authority: railway}',
        '',
    ].join('\n'),
    'sources.csv': 'id,title,date\nherald,Valley Herald,2024-05\nsurvey,Survey of lines,2025\n',
    'parties.csv': 'id,name,country\nrecord,The record,\nrailway,Valley Railway,CH\n'
        + 'bank,A bank,\n',
    'agreements.csv': 'id,name,kind,date,place,parties,projects,source,note\n'
        + 'pact,Pact of the valley,protocol,2024-05-02,Town,railway;bank,line,herald,"a, b"\n',
    'commitments/line.csv': `${COMMITMENTS_HEAD}`
        + 'km1,line,length,,promised,40,km,,railway,pact,2024-05-02,herald,published\n'
        + 'km2,line,length,,planned,44,km,,railway,,2025,survey,published\n'
        + 'cost,line,capital-cost,,promised,2.8,M USD,2027-06,bank,pact,2024-05-02,herald,'
        + 'published\n'
        + 'tags,line,freight,,promised,,Mt/year,,railway,pact,2024-05-02,herald,published\n',
    'measurements.csv': 'id,project,indicator,aspect,value,unit,evidence,party,date,source,status\n'
        + 'run,line,transit-time,,0.5,days,published,railway,2025-06-01,survey,measured\n',
    'conflicts.csv': 'project,indicator,aspect,rule,named,why\n'
        + 'line,length,,latest,,surveyed since\n',
};

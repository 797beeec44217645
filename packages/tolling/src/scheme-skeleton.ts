/**
 * A small scheme that is whole and passes every check, with a comment on each thing that its writer
 * has to replace: a motorway with three interchanges, both ways, priced by the kilometre. The texts
 * by file name; `id` is what the scheme is called.
 */
export function schemeSkeleton(id: string): Map<string, string> {
    return new Map([
        ['corridor.yaml', CORRIDOR.replace('ID', id)],
        ['interchanges.csv', INTERCHANGES],
        ['sections.csv', SECTIONS],
        ['points.csv', POINTS],
        ['devices.csv', devicesOf(['E1', 'W1', 'E2', 'W2'])],
        ['tariffs.csv', TARIFFS],
        ['surcharges.csv', SURCHARGES],
    ]);
}

const CORRIDOR = `# What the scheme is. Replace the values, keep the keys. A # begins a comment.
id: ID
name: My motorway
# Change it with every edit that counts: decisions name the version they were made under.
version: '1'
# Prices begin and end at midnight of this zone.
zone: Asia/Karachi
currency: {code: PKR, minorDigits: 2}

# Cheapest first.
classes:
  - {id: car, name: Cars and pickups}
  - {id: truck, name: Trucks}

# The first direction is the one in which the kilometres of interchanges.csv grow. A one-way road
# has one direction.
roads:
  - {id: MY-1, name: My motorway, directions: [east, west]}

# Where two roads share an interchange and one may drive on without leaving:
# junctions:
#   - {at: b, from: MY-1, fromDirection: east, to: MY-2, toDirection: north}

# How readings are read. Each value says how well it is known: measured, published, estimated,
# assumed; and from where.
rules:
  samePassageSeconds: {value: 2, status: assumed, source: own, date: '2026-11-24'}
  leastPlateConfidence: {value: 0.8, status: assumed, source: own, date: '2026-11-24'}
  # charge: a road without a register. as-no-tag: a tag that nobody registered counts as none.
  unregisteredTag: {value: as-no-tag, status: assumed, source: own, date: '2026-11-24'}
  stopAllowanceMinutes: {value: 120, status: assumed, source: own, date: '2026-11-24'}
  slowKmPerHour: {value: 30, status: assumed, source: own, date: '2026-11-24'}
  futureToleranceSeconds: {value: 300, status: assumed, source: own, date: '2026-11-24'}
  oldestReadingDays: {value: 60, status: assumed, source: own, date: '2026-11-24'}
`;

const INTERCHANGES = `# The places along each road, in order. km: from the road's beginning. ramps:
# no where one can neither come on nor go off. lat, lon: for the map; may stay empty.
road,id,name,km,ramps,status,lat,lon,source,source_date,note
MY-1,a,Western end,0,yes,assumed,,,own,2026-11-24,
MY-1,b,Middle,12.5,yes,assumed,,,own,2026-11-24,
MY-1,c,Eastern end,40,yes,assumed,,,own,2026-11-24,
`;

const SECTIONS = `# What lies between neighbours: one row for both directions. tolled_km: the part
# that is charged by length. low_km and high_km: the length may lie in this range.
road,from,to,length_km,tolled_km,low_km,high_km,status,source,source_date,note
MY-1,a,b,12.5,12.5,12,13,assumed,own,2026-11-24,
MY-1,b,c,27.5,27.5,27,28,assumed,own,2026-11-24,
`;

const POINTS = `# One gantry over each section and direction. at: the interchange where its section
# begins, in the direction of travel. A station on a ramp is a row of kind station.
id,kind,name,road,direction,at,km,low_km,high_km,status,lat,lon,note
E1,gantry,Going east after the western end,MY-1,east,a,6,0,12.5,assumed,,,
W1,gantry,Going west after the middle,MY-1,west,b,6,0,12.5,assumed,,,
E2,gantry,Going east after the middle,MY-1,east,b,26,12.5,40,assumed,,,
W2,gantry,Going west after the eastern end,MY-1,west,c,26,12.5,40,assumed,,,
`;

const TARIFFS = `# What is charged, from first_day to last_day, both included; an empty last_day:
# until further notice. basis: per-km (amount x tolled kilometres), share-of-road (amount for the
# whole road x the share driven; wants partOfRoad under the road) or per-gantry (a row per gantry).
# round_to, rounding: to a multiple, nearest (ties up), up or down.
road,class,first_day,last_day,basis,gantry,amount,round_to,rounding,status,source,source_date,note
MY-1,car,2025-01-01,2025-12-31,per-km,,3.39,10,nearest,assumed,own,2026-11-24,
MY-1,car,2026-01-01,,per-km,,3.73,10,nearest,assumed,own,2026-11-24,
MY-1,truck,2025-01-01,,per-km,,14.71,10,nearest,assumed,own,2026-11-24,
`;

const SURCHARGES = `# Without a tag (no-tag) or with too little money (low-balance): the toll x
# factor, rounded, and at least so much more. lateness: no-tag is byEventTime, reckoned again when
# late facts come; low-balance is asKnown, it stays as decided. The file may be left out.
id,when,first_day,last_day,factor,at_least,round_to,rounding,lateness,status,source,source_date,note
no-tag/2025,no-tag,2025-01-01,,1.5,50,50,nearest,byEventTime,assumed,own,2026-11-24,
`;

const DEVICES = `# What hangs at each point. A laser counts and classes, an antenna reads tags, a
# camera plates. site: who sends for it; each site has a key of its own.
`;

function devicesOf(gantries: readonly string[]): string {
    const rows = gantries.flatMap(gantry => ['laser', 'antenna', 'camera']
        .map(kind => `${gantry}.${kind},${gantry},${kind},site-${gantry.slice(1)}`));
    return `${DEVICES}id,point,kind,site\n${rows.join('\n')}\n`;
}

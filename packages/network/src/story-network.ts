import {loadNetwork} from './load-network.ts';
import type {Network} from './network.ts';

const HEAD = `id: story
name: A port, a pass and two countries
version: '1'
currency: {code: USD, minorDigits: 2}
countries:
    - {id: AA, name: Southland, zone: Asia/Karachi}
    - {id: BB, name: Northland, zone: Asia/Tashkent}
vehicles:
    - {id: truck, name: Lorry, mode: road, tonnes: 20}
    - {id: tanker, name: Tank lorry, mode: road, tonnes: 30}
    - {id: wagon, name: Wagon, mode: rail, tonnes: 60}
    - {id: ship, name: Feeder, mode: sea, tonnes: 10000}
commodities:
    - id: container
      name: Container
      tonnes: 20
      value: {value: 40000, low: 20000, high: 80000, status: assumed, source: own, date: 2026-11-24}
      hour: {value: 5, low: 2, high: 10, status: assumed, source: own, date: 2026-11-24}
      spreadHour: {value: 2, status: assumed, source: own, date: 2026-11-24}
      modes: [road, rail, sea]
    - id: wheat
      name: Wheat
      tonnes: 60
      value: {value: 15000, status: assumed, source: own, date: 2026-11-24}
      hour: {value: 0.5, status: assumed, source: own, date: 2026-11-24}
      spreadHour: {value: 0.1, status: assumed, source: own, date: 2026-11-24}
      modes: [road, rail, sea]
circuity:
    - {mode: road, terrain: plain, value: 1.2, low: 1.1, high: 1.4, status: estimated,\
 source: own, date: 2026}
licences:
    - {file: links/rail.csv, licence: ODbL-1.0, attribution: Mappers}
`;

const PLACES = `id,name,kind,country,part_of,aliases,lat,lon,elevation_m,status,source,\
source_date,note
harbour,Harbour,city,AA,,Port;Bandar,24.8,67.0,10,published,a gazetteer,2020,
berth,Harbour berths,port,AA,harbour,,24.79,67.0,,assumed,general knowledge,undated,
plain,Plainville,city,AA,,,27.0,68.0,50,published,a gazetteer,2020,
west-post,West Post,border,AA,,,30.0,66.0,1200,published,a gazetteer,2020,
west-gate,West Gate,border,BB,,,30.05,66.0,1200,published,a gazetteer,2020,
east-post,East Post,border,AA,,,30.0,69.5,900,published,a gazetteer,2020,
east-gate,East Gate,border,BB,,,30.05,69.5,900,published,a gazetteer,2020,
yard,Change Yard,gauge_change,BB,,,30.5,69.5,,estimated,between two others,2020,
capital,Capital,city,BB,,Capitol,33.0,68.0,1800,published,a gazetteer,2020,
far,Far Town,town,BB,,,33.5,70.0,2200,published,a gazetteer,2020,
`;

const ROADS = `id,from,to,way,mode,line,length_km,low_km,high_km,basis,status,source,source_date,\
state,project,crossing,terrain,class,lanes,axle_t,gauge_mm,tracks,electrified,max_kmh,\
gradient_permille,access,capacity,capacity_unit,hours,condition,note
port-road,berth,harbour,,road,,5,4,6,general,assumed,general knowledge,undated,open,,,,street,2,,\
,,,,,,,,,good,
r1,harbour,plain,both,road,N-1,300,295,310,read,published,a road list,2020,open,,,plain,national,\
4,12,,,,,,,5000,trucks/day,,good,
r2,plain,west-post,,road,N-2,420,,,difference,published,two of a road list,2020-05,open,,,hill,\
national,2,,,,,,,,,,,fair,
r3,west-post,west-gate,,road,,6,,,general,assumed,general knowledge,undated,open,,west,,national,\
2,,,,,,,,,,,,
r4,west-gate,capital,,road,B-1,410,,,read,published,a road list,2020-05-04,open,,,mountain,\
national,2,,,,,,,,,,,poor,
r5,plain,east-post,,road,N-3,400,,,read,published,a road list,2020,open,,,,national,2,,,,,,,,,,,,
r6,east-post,east-gate,,road,,6,,,general,assumed,general knowledge,undated,open,,east,,national,\
2,,,,,,,,,,,,
r7,east-gate,capital,,road,B-2,390,,,read,published,a road list,2020,open,,,hill,national,2,,,,,,\
,truck;tanker,,,,,
r8,capital,far,forward,road,B-3,210,,,chord,estimated,a map,2021,open,,,,secondary,2,,,,,60,,,,,,\
,one way
tunnel,plain,capital,,road,N-9,700,,,scaled,estimated,a plan,2021,planned,tunnel-project,east,,\
motorway,4,,,,,,,,,,,,
`;

const RAILS = `id,from,to,mode,line,length_km,basis,status,source,source_date,state,crossing,\
terrain,gauge_mm,tracks,electrified,gradient_permille,hours
l1,berth,plain,rail,ML-1,310,read,published,a timetable,2020,open,,,1676,2,no,5,
l2,plain,east-post,rail,ML-1,410,read,published,a timetable,2020,open,,,1676,1,no,,
l3,east-post,yard,rail,ML-1,60,path,estimated,a map,2020,open,east,,1676,1,no,,
l4,yard,capital,rail,Northern,380,read,published,a timetable,2020,open,,hill,1520,1,25 kV,12,
l5,harbour,berth,sea,,9,general,assumed,general knowledge,undated,idle,,water,,,,,2
`;

const CROSSINGS = `id,name,countries,note
west,West Pass,AA;BB,
east,East Bridge,AA;BB,road and rail
`;

const HANDOVERS = `id,at,kind,from,to,mode,way,side,hours_p10,hours_p50,hours_p90,hours_status,\
hours_source,hours_date,money_p10,money_p50,money_p90,money_status,money_source,money_date,\
loss_permille,capacity,capacity_unit,note
west-out-aa,west,border,AA,BB,road,,AA,10,30,60,published,a survey,2021,100,300,500,published,\
a survey,2021,0.5,200,trucks/day,
west-in-bb,west,border,AA,BB,road,,BB,4,12,30,published,a survey,2021,50,80,120,published,\
a survey,2021,,,,
west-back,west,border,BB,AA,road,,,8,20,50,estimated,a mean,2021,90,200,400,estimated,a mean,\
2021,,,,
east-out,east,border,AA,BB,road,,,40,80,140,published,a survey,2021,300,600,900,published,\
a survey,2021,,,,
east-back,east,border,BB,AA,road,,,10,30,70,published,a survey,2021,80,150,300,published,\
a survey,2021,,,,
east-rail,east,border,AA,BB,rail,,,24,48,96,assumed,own,2026,100,200,400,assumed,own,2026,,,,
east-rail-back,east,border,BB,AA,rail,,,24,48,96,assumed,own,2026,100,200,400,assumed,own,2026,,,,
change,yard,gauge,1676,1520,rail,both,,6,12,30,assumed,own,2026,50,120,300,assumed,own,2026,1,20,\
wagons/day,
load,berth,terminal,road,rail:1676,,,,4,10,24,assumed,own,2026,30,60,100,assumed,own,2026,,,,
unload,capital,terminal,rail,road,,forward,,4,10,24,assumed,own,2026,30,60,100,assumed,own,2026,,,,
`;

const RATES = `what,mode,country,class,terrain,vehicle,low,value,high,status,source,source_date,note
speed,road,*,*,*,*,20,35,55,assumed,own,2026,
speed,road,AA,*,*,*,15,28,40,published,a survey,2021,
speed,road,BB,*,mountain,*,10,20,35,assumed,own,2026,
speed,rail,*,*,*,*,10,18,30,assumed,own,2026,
speed,sea,*,*,*,*,15,22,28,assumed,own,2026,
price,road,*,*,*,*,0.04,0.06,0.1,published,a survey,2021,
price-vehicle,rail,*,*,*,*,1.2,1.8,3,assumed,own,2026,
price,sea,*,*,*,*,0.01,0.02,0.04,assumed,own,2026,
loss,road,BB,*,*,*,0.5,1,3,assumed,own,2026,
`;

const TOLLS = `link,vehicle,money,whole,first_day,last_day,status,source,source_date,note
r1,truck,10.50,,2024-01-01,2025-06-30,published,a notice,2024,
r1,truck,12.00,12.00,2025-07-01,,published,a notice,2025,
r1,tanker,20.00,20.00,,,published,a notice,2025,
`;

const OPENINGS = `id,of,rule,first_day,last_day,known_to,zone,open,factor,from,to,mode,status,\
source,source_date,note
west-2025,west,shut,2025-03-01,2025-03-20,,,,,,,,published,news,2025-03-21,
east-hours,east,hours,,,,Asia/Karachi,Mo-Sa 08:00-20:00,,AA,BB,road,assumed,own,2026,
pass,r4,season,,,,,03-15..12-10,,,,,published,a ministry,2020,
slow-west,west-out-aa,slow,2025-04-10,2025-04-20,,,,2,,,,estimated,news,2025,
east-end,east,shut,2026-06-01,,2026-07-01,,,,,,road,published,news,2026-07-01,
`;

const TOTALS = `id,line,mode,from,to,via,length_km,tolerance,status,source,source_date,note
main,ML-1,rail,berth,east-post,plain,719,,published,a timetable,2020,
across,*,road,harbour,capital,west-post;west-gate,1100,0.05,published,a paper,2019,
`;

const COORDINATES = `place,lat,lon,status,source,source_date,note
plain,27.01,68.01,published,another gazetteer,2018,
capital,33.0,68.2,published,another gazetteer,2018,
`;

const OBSERVED = `at,from,to,mode,side,what,year,value,direction,source,source_date,note
west,AA,BB,road,AA,hours,2022,28.2,outbound,a survey,2023,
west,AA,BB,road,AA,money,2022,267,outbound,a survey,2023,
`;

/** The files of a small network with something of everything, to tell stories on. */
export function storyFiles(): Map<string, string> {
    return new Map([
        ['network.yaml', HEAD], ['places/places.csv', PLACES], ['links/road.csv', ROADS],
        ['links/rail.csv', RAILS], ['crossings.csv', CROSSINGS], ['handovers.csv', HANDOVERS],
        ['rates.csv', RATES], ['tolls.csv', TOLLS], ['openings.csv', OPENINGS],
        ['totals.csv', TOTALS], ['coordinates.csv', COORDINATES], ['observed.csv', OBSERVED],
    ]);
}

/** The small network, loaded. */
export function storyNetwork(): Network {
    return loadNetwork(storyFiles());
}

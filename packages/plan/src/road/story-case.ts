/**
 * A road of 10 km that a new one of 8 km takes half the traffic of, built in one year and used in
 * three: its files as texts, with round values, to tell stories about.
 */
export function storyFiles(changed: Readonly<Record<string, string>> = {}): Map<string, string> {
    return new Map(Object.entries({...story, ...changed}));
}

const story: Readonly<Record<string, string>> = {
    'road_params.csv': `id_section,name,variant_0,variant_1,length,length_bridges,length_tunnels,\
category,lanes,environment,width,layout,toll_sections
old,Old road,1,1,10,0,0,standard,2,extravilan,10,wide,1
new,New road,0,1,8,1,0,standard,2,extravilan,10,wide,1
`,
    'capex.csv':
        'item,category,2020\nbridges,construction,1000000\nplanning and design,other,100\n',
    'intensities_0.csv': traffic('old,car,1000,1000,1000,1000'),
    'intensities_1.csv': traffic('old,car,1000,500,500,500', 'new,car,0,500,500,500'),
    'velocities_0.csv': traffic('old,car,50,50,50,50'),
    'velocities_1.csv': traffic('old,car,50,50,50,50', 'new,car,80,80,80,80'),
    'parameters/sample_input.csv': `econ-discount-factor,0.1
fin-discount-factor,0.04
start-year,2020
construction-time,1
period,4
price-level,2020
country,svk
currency,eur
`,
    'parameters/cpi.csv': 'year,cpi\n2018,0.5\n2019,0.1\n2020,0.2\n',
    'parameters/gdp_growth.csv': 'year,gdp_growth\n2020,0.1\n',
    'parameters/operation_cost.csv': `item,operation_type,category,price_level,periodicity,\
unit,value
pavements,routine,standard,2020,1,eur/m2,2
bridges,periodic,standard,2020,2,eur/m2,500
`,
    'parameters/residual_value.csv':
        'item,lifetime,replacement_cost_ratio\nbridges,30,0.5\nland,inf,\n',
    'parameters/conversion_factors.csv': `item,expense_type,material,labour,fuel,other,aggregate
factor,,1,1,0.5,1,
construction,investment,1,0,0,0,0.9
planning_design,investment,1,0,0,0,0.5
routine,operation,1,0,0,0,0.8
periodic,operation,1,0,0,0,0.5
`,
    'parameters/passenger_occupancy.csv': 'vehicle,unit,value\ncar,pass/veh,2\n',
    'parameters/freight_occupancy.csv': 'vehicle,unit,value\nhgv,t/veh,10\n',
    'parameters/trip_purpose.csv': 'vehicle,business,commute,private\ncar,0.5,0.5,0\n',
    'parameters/vtts.csv': `vehicle,substance,price_level,purpose,distance,unit,value,\
gdp_growth_adjustment
car,passengers,2020,business,long,eur/passh,12,0.5
car,passengers,2020,business,short,eur/passh,8,0.5
car,passengers,2020,commute,long,eur/passh,5,0.5
`,
    'parameters/voc.csv': 'vehicle,price_level,unit,value\ncar,2019,eur/vehkm,0.1\n',
    'parameters/fuel_cost.csv': 'fuel,price_level,unit,value\npetrol,2020,eur/l,2\n',
    'parameters/fuel_density.csv': 'fuel,unit,value\npetrol,kg/l,0.8\n',
    'parameters/fuel_ratio.csv': 'vehicle,fuel,ratio\ncar,petrol,1\n',
    'parameters/fuel_consumption.csv': 'vehicle,fuel,unit,a0,a1,a2,a3\ncar,petrol,l/km,0.1,0,0,0\n',
    'parameters/accident_rate.csv': `category,lanes,layout,environment,unit,scale,fatal,\
severe_injury,light_injury,damage,nb
standard,2,wide,extravilan,acc/vehkm,1e-08,1,0,0,0,
`,
    'parameters/accident_cost.csv': `acc_type,correct_unreported,correct_pass_per_acc,price_level,\
value,gdp_growth_adjustment
fatal,1,1,2020,1000000,0
`,
    'parameters/greenhouse_rate.csv':
        'polluant,factor,vehicle,fuel,unit,value\nco2,1,car,petrol,g/kg,3000\n',
    'parameters/greenhouse_cost.csv':
        'year,price_level,unit,value,scale,gdp_growth_adjustment\n2020,2020,eur/g,50,1e-06,0\n',
    'parameters/emission_rate.csv': 'polluant,vehicle,fuel,unit,value\nnox,car,petrol,g/kg,10\n',
    'parameters/emission_cost.csv': `polluant,environment,price_level,unit,value,scale,\
gdp_growth_adjustment
nox,extravilan,2020,eur/g,20000,1e-06,0
`,
    'parameters/noise.csv': `vehicle,time_of_day,ratio,traffic_type,environment,price_level,unit,\
scale,value,gdp_growth_adjustment
car,daytime,1,thin,extravilan,2020,eur/vehkm,0.001,10,0
`,
};

function traffic(...rows: string[]): string {
    return ['id_section,vehicle,2020,2021,2022,2023', ...rows, ''].join('\n');
}

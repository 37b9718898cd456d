"""Counties, cities and nations whose reviews people ask for by the name of the place."""

_PLACES = """
    avon barnet barnsley bedfordshire berkshire birmingham blackpool bolton bournemouth bradford brent bristol
    brighton bromley buckinghamshire calderdale cambridgeshire camden cheshire cornwall coventry croydon
    cumbria darlington derby derbyshire devon dorset doncaster dudley durham ealing enfield essex
    gateshead gloucestershire greenwich hackney haringey harrow herefordshire hertfordshire hounslow hull
    islington kent kirklees knowsley lambeth lancashire leeds leicester leicestershire lewisham lincolnshire
    liverpool london luton manchester medway merton middlesbrough newcastle newham norfolk
    northamptonshire northumberland nottingham nottinghamshire oldham oxfordshire peterborough plymouth
    portsmouth rochdale rotherham rutland salford sandwell scotland sheffield shropshire slough solihull
    somerset southampton southend southwark staffordshire stockport stoke suffolk sunderland surrey sussex
    swindon tameside torbay trafford wales wakefield walsall warrington warwickshire westminster wigan
    wiltshire wirral wolverhampton worcestershire york yorkshire
"""
PLACES: tuple[str, ...] = (
    *_PLACES.split(),
    "hampshire",
    "isle of wight",
    "iow",
    "milton keynes",
    "northern ireland",
)

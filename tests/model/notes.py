"""A teacher's notes on how Stalin came to power, as they were pasted whole: every heading twice."""

from planner.model.material import Block, Kind, Material

_LINES = """\
1 The Strengths and Weaknesses of Stalin and his Rivals
. Lenin was ill from 1922 and he died in January 1924. This led to a power struggle over who \
would succeed him. It was not certain that Stalin would be the next leader. Other potential \
leaders included Trotsky, Kamenev, Zinoviev, and Bukharin.
2 Lenin’s final testament
2 Lenin’s final testament
- Because Lenin had so much power within the government and had no single role, it was hard to \
find someone to replace him.
- In Lenin’s final testament, he heavily criticised Stalin and other communist leaders, including \
Trotsky, Zinoviev, Kamenev and Bukharin.
- He feared Stalin’s power, and believed that Stalin didn't have the ability to lead the country.
2 Joseph Stalin
2 Joseph Stalin
- Stalin was the General Secretary of the Communist Party when Lenin died.
- Stalin was the calmest and most patriotic of the potential successors. His belief in \
‘Socialism in One Country’ was particularly important.
2 Leon Trotsky
2 Leon Trotsky
- He had worked very closely with Lenin as commander of the Red Army.
- But his previous membership of the Mensheviks was mentioned in Lenin’s final testament.
- Trotsky was distracted by his desire for ‘Permanent Revolution’ - the need for revolution in \
more than one country.
2 Zinoviev, Kamenev and Bukharin
2 Zinoviev, Kamenev and Bukharin
- Zinoviev and Kamenev were insightful communists, and they worked together as party bosses in \
Petrograd and Moscow respectively.
- Lenin criticised them both for not supporting the Bolshevik seizure of power in October 1917.
1 The Emergence of Stalin as Leader of the USSR - Part One
. By 1929, Stalin had emerged as the leader of the Party and of the country. He was an expert at \
appearing moderate and rising above the arguments and personality battles of his rivals.
2 Lenin's funeral
2 Lenin's funeral
- At the funeral, Stalin appeared close to Lenin and carried his coffin (pall-bearer). He \
positioned himself as Lenin’s loyal servant. Petrograd was named Leningrad that year.
- Trotsky was tricked by Stalin and supposedly told the wrong date of the funeral. Officially, he \
did not attend because he was 'ill'.
2 The first step
- First, Stalin arranged with Zinoviev, Kamenev and Bukharin to leave Trotsky isolated, \
particularly after he made the unpopular move of criticising the lack of democracy within the party.
2 Trotsky out of the picture
- In 1925, Trotsky lost his job as Commissar for War at the party congress because the other \
members of the Politburo had control over the ballots.
- In August 1940, an agent (Ramon Mercader) sent by Stalin murdered Trotsky in Mexico (where he \
was in exile).
1 The Emergence of Stalin as Leader of the USSR - Part Two
2 Removal of the United Opposition
- Lenin had outlawed factionalism in 1921. Calling them 'factionalists' made the United \
Opposition seem disloyal.
- Zinoviev and Kamenev were dismissed from their posts, and along with Trotsky, they were \
expelled from the party in 1927.
- Zinoviev and Kamenev repented and were let back into the party, whilst Trotsky was exiled from \
the country in 1929.
- In August 1940, an agent sent by Stalin murdered Trotsky in Mexico.
2 Bukharin
- Ending the threat of Bukharin was the last step for Stalin to secure his position.
- In 1927-28, the Soviet Union was worried about the threat of a war with the West.
2 Collectivisation
- Stalin encouraged the police in Siberia to seize grain. This was contrary to the policies of \
the NEP.
- He announced Five Year Plans to speed up Russian industrialisation.
2 Bukharin's response
- Bukharin disagreed with Stalin, and was condemned by Stalin and his allies as a ‘Right \
Communist’.
- His plotting was discovered and he was expelled from the Politburo in 1929."""

BLOCKS = tuple(
    Block(
        {"-": Kind.BULLET, ".": Kind.TEXT}.get(line[0], Kind.HEADING),
        line[2:],
        number,
        int(line[0]) if line[0].isdigit() else 0,
    )
    for number, line in enumerate(_LINES.splitlines(), 1)
)
PASTED = "\n".join({Kind.BULLET: "- "}.get(block.kind, "") + block.text for block in BLOCKS)
"""The notes as they stand in the file and on the clipboard."""

MATERIAL = Material("power-struggle-notes.txt", BLOCKS)

DATES = {
    "Lenin was ill from 1922": ("1922", "1924-01"),
    "Lenin criticised them both": ("1917-10", "1917-10"),
    "By 1929, Stalin had emerged": ("1929", "1929"),
    "In 1925, Trotsky lost": ("1925", "1925"),
    "In August 1940, an agent (Ramon": ("1940-08", "1940-08"),
    "Lenin had outlawed": ("1921", "1921"),
    "Zinoviev and Kamenev were dismissed": ("1927", "1927"),
    "Zinoviev and Kamenev repented": ("1929", "1929"),
    "In August 1940, an agent sent": ("1940-08", "1940-08"),
    "In 1927-28, the Soviet Union": ("1927", "1928"),
    "His plotting was discovered": ("1929", "1929"),
}
"""Every date that stands in a bullet or paragraph of the whole notes, by how its line begins."""

STRUGGLE = ("Stalin", "Trotsky", "Zinoviev", "Kamenev", "Bukharin")
PEOPLE = {
    "Lenin was ill from 1922": ("Lenin", "Stalin", "Trotsky", "Kamenev", "Zinoviev", "Bukharin"),
    "Because Lenin had": ("Lenin",),
    "In Lenin’s final testament": ("Lenin", *STRUGGLE),
    "He feared Stalin’s power": ("Stalin",),
    "Stalin was the General": ("Stalin", "Lenin"),
    "Stalin was the calmest": ("Stalin",),
    "He had worked very closely": ("Lenin",),
    "But his previous membership": ("Lenin",),
    "Trotsky was distracted": ("Trotsky",),
    "Zinoviev and Kamenev were insightful": ("Zinoviev", "Kamenev"),
    "Lenin criticised them both": ("Lenin",),
    "By 1929, Stalin had emerged": ("Stalin",),
    "At the funeral": ("Stalin", "Lenin"),
    "Trotsky was tricked": ("Trotsky", "Stalin"),
    "First, Stalin arranged": ("Stalin", "Zinoviev", "Kamenev", "Bukharin", "Trotsky"),
    "In 1925, Trotsky lost": ("Trotsky",),
    "In August 1940, an agent (Ramon": ("Ramon Mercader", "Stalin", "Trotsky"),
    "Lenin had outlawed": ("Lenin",),
    "Zinoviev and Kamenev were dismissed": ("Zinoviev", "Kamenev", "Trotsky"),
    "Zinoviev and Kamenev repented": ("Zinoviev", "Kamenev", "Trotsky"),
    "In August 1940, an agent sent": ("Stalin", "Trotsky"),
    "Ending the threat": ("Bukharin", "Stalin"),
    "In 1927-28, the Soviet Union": (),
    "Stalin encouraged the police": ("Stalin",),
    "He announced Five Year Plans": (),
    "Bukharin disagreed": ("Bukharin", "Stalin"),
    "His plotting was discovered": (),
}
"""The people whom each line names, by how it begins."""

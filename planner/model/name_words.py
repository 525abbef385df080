"""Words that tell people's names from the other words that are written with a capital."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text, each once."""
    return frozenset(text.split())


GIVEN = words(
    """
    Abraham Adam Adolf Albert Aleksandr Alexander Alexandra Alexei Alfred Alice Andrei Andrew
    Angela Anna Anne Anthony Antonio Archibald Aristide Arthur Augusto Barack Benito Benjamin
    Bernard Boris Calvin Carl Carlos Caroline Catherine Charles Charlotte Christopher Clara Claude
    Claus Clement Clementine Daniel David Deng Dietrich Dmitri Dmitry Dorothy Dwight Edith Eduard
    Edward Eleanor Elena Elizabeth Emily Emma Emmeline Enver Erich Ernest Ernesto Ernst Erwin Eva
    Felix Ferdinand Fidel Florence Francis Francisco Franklin Franz Frederick Friedrich Fritz
    Galileo Genrikh Georg George Georges Gerald Giuseppe Gladys Gordon Grace Gregor Grigori
    Grigory Gustav Hans Harold Harriet Harry Heinrich Helen Helmut Helmuth Henri Henry Herbert
    Hermann Hideki Horatio Hubert Hugh Hugo Ian Igor Ida Isaac Isabella Ivan Jack Jacob Jacques
    James Jan Jane Jawaharlal Jean Jimmy Joachim Joan Joe Johann John Jomo Jonathan Josef Joseph
    Josip Juan Julia Julius Karl Kate Katherine Keir Kenneth Kim Konrad Konstantin Kurt Kwame
    Lavrenti Lavrentiy Lavrenty Lazar Leo Leon Leonid Lev Liam Louis Louise Lucy Ludwig Luther
    Lydia Lyndon Maksim Malcolm Manfred Manuel Margaret Maria Marie Mark Martha Martin Mary
    Matthew Maxim Maximilien Michael Michel Miguel Mikhail Millicent Mohandas Mohammed Muhammad
    Mustafa Nadezhda Nancy Napoleon Neil Nelson Neville Nicholas Nicolae Nikita Nikolai Nikolay
    Oliver Olga Oskar Oswald Otto Pablo Patrick Paul Pedro Peter Philip Philippe Pierre Pyotr
    Rachel Ramon Ramsay Raymond Rebecca Reinhard Richard Robert Rocco Roger Ronald Rosa Rosalind
    Rosie Rudolf Ruth Salvador Samuel Sarah Sergei Sergey Sigmund Simon Sofia Sophia Stanley
    Stephen Steve Sylvia Thomas Theodore Theresa Tony Ulrich Valentin Vasily Victor Victoria
    Vincent Virginia Vladimir Vyacheslav Walter Walther Wilhelm William Willy Winston Woodrow
    Yakov Yuri Zhou
    """
)
"""First names that a name of two or more words is known by."""

TITLES = words(
    """
    Admiral Archbishop Baron Baroness Bishop Captain Cardinal Chancellor Colonel Comrade Count
    Countess Dr Duchess Duke Earl Emperor Empress Father General Governor Herr Kaiser King Lady
    Lieutenant Lord Major Marshal Miss Monsieur Mr Mrs Ms Pope Premier President Prince Princess
    Professor Queen Saint Senator Sergeant Sir Sister Sultan Tsar Tsarina Czar
    """
)
"""Words before a name that are not a part of it."""

PARTICLES = words("von van de der den di da del della du la le ter ten bin ibn al zu")
"""Words without a capital within a name."""

_PLACES = """
    Afghanistan Africa Albania Alexandria Algeria America Amsterdam Angola Antarctica Antwerp
    Arabia Argentina Armenia Asia Athens Atlantic Auschwitz Australia Austria Azerbaijan Babylon
    Baghdad Bali Balkans Baltic Bangladesh Barcelona Bavaria Beijing Belarus Belfast Belgium
    Belgrade Bengal Berlin Birmingham Bohemia Bolivia Bosnia Boston Brazil Bristol Britain
    Brussels Bucharest Budapest Bulgaria Burma Byzantium Cairo Calais California Cambodia
    Cambridge Canada Caribbean Carthage Caucasus Chicago Chile China Colombia Congo Constantinople
    Copenhagen Crete Crimea Croatia Cuba Cyprus Czechoslovakia Dallas Damascus Danzig Delhi
    Denmark Dover Dresden Dublin Dunkirk Edinburgh Egypt England Estonia Ethiopia Eurasia Europe
    Far Finland Flanders Florence Florida France Gallipoli Gdansk Geneva Georgia Germany Ghana
    Gibraltar Glasgow Greece Guernica Hamburg Hanoi Havana Hawaii Helsinki Hiroshima Holland
    Hungary Iceland India Indies Indochina Indonesia Iran Iraq Ireland Israel Istanbul Italy
    Jamaica Japan Jerusalem Jordan Kazakhstan Kenya Kiev Korea Kosovo Kremlin Kronstadt Kuwait
    Kyiv Lancashire Laos Latvia Lebanon Leeds Leipzig Leningrad Liberia Libya Lisbon Lithuania
    Liverpool Locarno London Lorraine Alsace Luxembourg Macedonia Madrid Malaya Malaysia Malta
    Manchester Manchuria Marne Marseilles Mecca Mediterranean Mesopotamia Mexico Milan Mongolia
    Montenegro Morocco Moscow Munich Nagasaki Naples Netherlands Newcastle Nigeria Nile Normandy
    Norway Nuremberg Oslo Oxford Pacific Pakistan Palestine Panama Paris Passchendaele Peking
    Persia Peru Petersburg Petrograd Philippines Poland Portugal Potsdam Prague Prussia Rapallo
    Rhine Rhineland Rhodesia Rome Romania Ruhr Rumania Russia Rwanda Saar Saigon Sarajevo Saxony
    Scandinavia Scotland Senegal Serbia Shanghai Siberia Sicily Silesia Singapore Slovakia
    Slovenia Somalia Somme Spain Stalingrad Stockholm Sudan Sudetenland Suez Sweden Switzerland
    Syria Taiwan Tanzania Tashkent Teheran Tehran Texas Thailand Tibet Tokyo Toronto Transvaal
    Trieste Tunisia Turkey Uganda Ukraine Ulster Ural Urals Venezuela Venice Verdun Versailles
    Vichy Vienna Vietnam Volga Wales Warsaw Washington Weimar Yalta Yemen York Yorkshire
    Yugoslavia Zambia Zimbabwe Zurich
"""
_PEOPLES = """
    African American Arab Arabic Asian Australian Austrian Aztec Belgian Bolshevik Brazilian
    British Bulgarian Byzantine Canadian Catholic Celt Chinese Chechen Christian Cossack Cuban
    Czech Dane Danish Dutch Egyptian English European Finn Finnish French Georgian German Greek
    Hindu Hungarian Indian Irish Islamic Israeli Italian Jacobin Japanese Jew Jewish Korean Latin
    Leftist Lutheran Maya Menshevik Mexican Mongol Muslim Nazi Norman Norwegian Ottoman
    Palestinian Persian Pole Polish Portuguese Protestant Prussian Puritan Quaker Roman Romanian
    Russian Scot Scottish Serb Serbian Slav Soviet Spanish Spaniard Swedish Swiss Tory Turk
    Turkish Ukrainian Vietnamese Viking Welsh Whig Briton Tsarist Anglican Girondin Royalist
    Parliamentarian Cavalier Roundhead Liberal Labour Conservative Democrat Republican Confederate
    Unionist Kulak Chartist Suffragette Allied
"""
_ORGANISED = """
    Academy Act Administration Affair Age Agreement Air Alliance Allies Army Article Assembly
    Association Axis Bank Bastille Battle Bay Bible Bill Black Blitz Bloody Blue Board Book
    Bourgeoisie Bridge Britannica Bureau Cabinet Campaign Canal Castle Cathedral Central Chamber
    Channel Charter Cheka Chief Church City Civil Club Coalition Code Cold Collective
    Collectivisation College Colony Comintern Command Commander Commissar Commission Commissioner
    Committee Commons Commonwealth Communist Communism Company Conference Confession Congress
    Constitution Convention Corporation Council County Court Crisis Crown Cultural Czech Day Deal
    Declaration Decree Defence Democratic Department Depression Deputy Dictator Directory District
    Doctrine Duma Dynasty East Eastern Economic Edict Education Election Electoral Emergency
    Empire Enabling Enlightenment Establishment Estates Exchange Executive Factory Famine Fascism
    Fascist Federal Federation Feudal Final First Five Fleet Foreign Fourth Four Freedom Front
    Führer Gazette Gestapo Government Great Green Guard Gulag Guild Hall Health High Holocaust
    Holy Home House Human Imperial Independence Industrial Industry Inquisition Institute
    International Iron Island Islands Joint Judge Jury Kingdom Korps Kulak Labour Lake Land Law
    League Left Legion Letter Liberation Liberty Long Lords Lower Luftwaffe Magna Carta Mandate
    Manifesto March Marxist Marxism Mass Mayor Memorandum Middle Military Minister Ministry
    Monarchy Mount Mountain Mountains Movement Museum National Nationalist Nations Naval Navy New
    Night North Northern Note Office Official Old Olympics Operation Opposition Order Organisation
    Organization Pact Palace Papers Parliament Party Peace People Peoples Permanent Plan Plans
    Plot Point Points Police Policy Politburo Political Poor Post Pravda Presidium Press Prime
    Proclamation Programme Proletariat Provisional Public Purge Purges Putsch Question Radical
    Rebellion Red Reform Reformation Reforms Reich Reichstag Relief Religion Renaissance Report
    Republic Reserve Resistance Restoration Resolution Revolt Revolution Revolutionary Right
    Rights Riots River Road Royal Rule School Science Sea Second Secretariat Secretary Secret
    Security Senate Sejm Settlement Seven Ship Showdown Social Socialism Socialist Society South
    Southern Soviets Spartacist Special Speaker Square Staff Stalinism State Statement States
    Statute Street Strike Supreme Synod Tariff Tax Telegram Temple Terror Testament Theory Third
    Three Times Tower Town Trade Treaty Trial Tribunal Triumvirate Troika Truce Twelve Two Uncle
    Union Unions United University Upper Uprising Wall War Wars Wehrmacht West Western White Will
    Winter Woman Women Works World Year Young Youth Zone Ten Other One
"""
_CALENDAR = """
    January February March April May June July August September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday Easter Christmas Lent Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Oct Nov Dec Spring Summer Autumn AD BC CE BCE
"""
_BEGINNINGS = """
    A About Above According After Afterwards Again Against All Almost Along Already Also Although
    Always Among An And Another Any Anyone Arguably Around As At Background Because Before Behind
    Below Besides Between Beyond Both But By Causes Chapter Clearly Consequences Conclusion
    Consequently Crucially Currently Despite Did Do During Each Early Effects Either Especially
    Even Eventually Every Everyone Evidence Evidently Example Factors Few Fewer Finally Firstly
    For Fortunately From Further Furthermore Generally Given Had Has Have He Hence Her Here His
    How However I If Impact Importantly In Indeed Initially Instead Internally Into Introduction
    Is It Its Just Key Last Lastly Later Less Like Many Meanwhile Methods More Moreover Most
    Mostly Much My Nearly Neither Nevertheless Next No Nobody None Nonetheless Nor Not Nothing
    Notes Now Of Off Officially Often On Once Only Or Others Otherwise Our Out Over Overall Part
    Particularly Perhaps Politically Previously Probably Reasons Result Results Secondly She
    Similarly Simultaneously Since So Some Someone Somehow Sometimes Soon Still Strengths Such
    Summary Suddenly Than That The Their Them Then There Thereafter Therefore These They This
    Those Though Through Throughout Thus Till To Together Too Topic Toward Towards Under
    Undoubtedly Unfortunately Unit Unlike Until Up Upon Usually Very Was We Weaknesses Were What
    When Whenever Where Whereas Whether Which While Whilst Who Whoever Whole Whose Why With Within
    Without Yes Yet You Your
"""
NO_NAMES = words(_PLACES + _PEOPLES + _ORGANISED + _CALENDAR + _BEGINNINGS)
"""Words with a capital that are no one's name: places, peoples, bodies, months, beginnings."""

NO_NAME_ENDINGS = (
    "ism",
    "isms",
    "ist",
    "ists",
    "isation",
    "ization",
    "tion",
    "tions",
    "ment",
    "ments",
    "ship",
    "ness",
    "ology",
    "viks",
    "vik",
    "grad",
    "stan",
    "shire",
    "ians",
    "ese",
)
"""How words end that are no one's name."""

DEEDS = words(
    """
    became began believed argued said says thought wrote writes spoke told led took made fought
    gave saw won lost chose went came felt knew sought did does died fell fled rose stood put set
    kept held wanted wants believes argues thinks feared hoped wished agreed disagreed refused
    tried hated trusted disliked managed planned resigned ruled married admitted insisted promised
    ordered warned allied
    """
)
"""Verbs after a name that only a person is the subject of, or seldom anything else."""

SUFFERED = words(
    """
    by with than murdered killed succeeded appointed supported replaced arrested executed expelled
    exiled dismissed accused criticised criticized tricked married persuaded convinced told asked
    met trusted feared hated admired named called isolated isolate remove removed leave under
    """
)
"""Words before a name that a person is mostly the object of."""

PLACED = words("in at near outside inside across throughout into around via within toward towards")
"""Words before a name that a place mostly follows."""

//! The words the guard knows. Data, not code: every row holds words between
//! spaces, and a list is sorted from its first word to its last.

/// A sorted list of folded words, in rows: compact to read and small to load.
pub struct Words(&'static [&'static str]);

impl Words {
    /// Whether `low` is one of the words.
    pub fn has(&self, low: &str) -> bool {
        let later = self
            .0
            .partition_point(|row| row.split(' ').next() <= Some(low));
        let row = later.checked_sub(1).and_then(|index| self.0.get(index));
        row.is_some_and(|row| row.split(' ').any(|word| word == low))
    }

    /// Whether `low` ends with one of the words.
    pub fn ends(&self, low: &str) -> bool {
        self.iter().any(|word| low.ends_with(word))
    }

    /// The words, in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().flat_map(|row| row.split(' '))
    }
}

/// Given names common in the Netherlands among people of Dutch, Turkish, Moroccan, Arabic,
/// Kurdish, Somali, Afghan and Surinamese descent.
pub const GIVEN: Words = Words(&[
    "aaliyah abdel abdelhamid abdelkader abdellah abdi abdirahman abdul abdulkadir abdullah",
    "abdullahi abdurrahman abubakar achmed adam adem adil adnan ahmad ahmed aicha aisha ajay",
    "akram alessandro alexander ali alia alican alina alisa amal amar amber amin amina aminata",
    "amine amir amira anass anil anissa anita anja anna anne annelies anouar anouk anton aras",
    "arda arie arjan arjun arthur asha ashraf asiya aslan asli asma astrid awa aya ayaan ayan",
    "aydin aylin ayoub ayse aysegul aysel ayten azad aziz aziza badr bahar baran bart bas basma",
    "batoul bayan beatrix bekir berfin bert beyza bianca bilal brahim bram burak busra cansu",
    "carla carlijn carolien caroline cem cemal ceren chantal charlotte chris christiaan cigdem",
    "claudia coen cornelis daan dalal dalia daniel daniela danielle david dawit deniz dennis",
    "derya dewi diana diederik dilan dilara dina dirk djamila dounia driss dunya ebru eda edwin",
    "efe ehsan elif eline elisabeth ella ellen emel emily emine emir emma emre enes erdal erdem",
    "eren erik esma esra esther eva evelien fadil fadoua faduma fahad faisal faiza farah farhad",
    "farhia fariba farid farida fatema fathi fatiha fatima fatma fatou fatoumata femke fenna",
    "ferhat feride ferry fien fleur floris fouad frank fred frederik freek gamze geert gerard",
    "gerrit ghada gijs gizem goran guled gulistan gulsen habiba hadi hafid hafsa haifa hakan",
    "hakim halil halima hamid hamza hana hanan hani hanna hanneke hans haroon harun hasan hassan",
    "hatice hawa hayat heleen hend hendrik henk herman hibo hicham hilal hind hodan hoshyar houda",
    "huda huseyin hussain hussein ibrahim idil idris ikram ilham ilhan ilias ilse imad iman imane",
    "imran inge ingrid irene iris isa isabel ismael ismahan ismail issam ivo jaap jacob",
    "jacqueline jalal jamal jamila jan janneke jasmijn jasper jawad jelle jeroen jesse jessica",
    "jihad jihane joep johan johannes joost joris josephine joyce judith julia jurgen kadir",
    "kadriye kamal kamran karim karima karin karwan kees kemal kenan kerem khadija khadra khaled",
    "khalid khalil kim klaas koen koray kubra kumar laila lamia lars latifa layla leila lena",
    "leonie leyan leyla lieke liesbeth lina linda lisa lobna loes lotte loubna lubna lucas luuk",
    "maaike maarten machteld maha mahad mahdi mahmoud mahmut malika manal manon maria mariam",
    "marieke marijke marjan mark marleen marloes marouane martijn martin maryam matthijs mehdi",
    "mehmet melek melissa meltem mert merve meryem michiel mieke milan mina mirjam mohamed",
    "mohammad mohammed mohamud monique mostafa mounir mourad muhammad muhammed muna murat mustafa",
    "mustapha nabil nada nadia nadir naima najat najib najim naomi narin nasima nasir nasra",
    "nasrin natasja nawal nawid nazanin nazli nefise nermin nesrin niels nienke nihad nihal nimo",
    "nina noa noor nora nour noura nuray nurcan nurhan nuri okan omar omer onur osman othmane",
    "ouafa oumaima ozan ozge ozgur ozlem pauline peter petra pieter pim pinar qasim rabia rachid",
    "rachida radia rafiq ragna rahma rajesh rana rania rasha rashid ravi rayan redouan rekha",
    "remco renate rene reza rian rick riham rik rob robert robin roel rojda rojin romy rosanne",
    "roxane ruben rukiye ruud saad sabah sabine sabri sabrina sadia safae safia sagal sahar sahra",
    "said saida saif sajid salah salih salim salima salma salman sami samir samira sana sanae",
    "sander sandra sanne sara sarah sarwar sedat selim selin selma semih semra serdar serhat",
    "serkan sevda sevgi sevim shabnam shahin shakila shanti sharmila shirin shukri sibel siham",
    "sihem simone sinan sjoerd soad sofia sofie soraya souad soufian soufiane soumaya stefan",
    "sulayman suleyman sultan sunita suzan sven tahir tamara tanja tarik tarkan tess theo thijs",
    "thomas tim tineke tom tugba tuncay turan ugur umit umut ursula usha veerle vera vijay",
    "vincent volkan wafa wahid walid wassim wendy wiebe wietske willem wilma wouter yasemin yasin",
    "yasmin yasmina yasmine yassin yassine yassir yavuz yeliz yildiz ylva yonis younes yousef",
    "youssef youssra yunus yusuf yvonne zahid zahra zainab zakaria zaki zamzam zehra zekeriya",
    "zeynep ziad zineb zohra zubeyde zuhal",
]);

/// Words that make a capital institutional: part of an organisation, a place, a month, a
/// document or a function.
const INSTITUTIONAL: Words = Words(&[
    "aandachtsfunctionaris aangifte aanhef aanpak aanvang aanwezig achterlating actielijst advies",
    "adviseur afspraak afspraken agenda akkoord algemeen algemene amstelrand amsterdam april",
    "arbeidsmarkt arnhem arrondissement artikel associatie associaties augustus autoriteit",
    "bedankt begroting belangen beleid beleidsadviseur besloten besluit besluiten besluitenlijst",
    "bestuur bestuurlijke bevrijdingsdag bijlage bijzondere binnenlandse blijf bop brief brigade",
    "buitenlandse bureau burgemeester burgerlijke burgerzaken buurtteam cao casus centraal",
    "centrale centrum college commissie convenant convenanten coordinator cultureel dank de",
    "december deel den den-haag deventer die dienst diensten dinsdag directeur dit donderdag",
    "dordrecht een eerste eerwraak einde eindhoven europa europese evaluatie excel expertise",
    "expertisecentrum familierechercheur februari federatie fonds forum geachte gecertificeerde",
    "geheimhouding gemeente gemeenten gemeenteraad gemeentewet gezamenlijke gezin",
    "gezondheidsdienst ggd ggz goede google gouda graag groep grondwet groningen haag haarlem",
    "halt handreiking heils hemelvaartsdag het hof hoge hoofdstuk huis huisarts huiselijk hulp",
    "hulpverlener hulpverlening iedereen immigratie in indicatoren informatie inloopspreekuur",
    "inspecteur inspectie instelling instituut integrale internet islamitische jaarplan",
    "jaarverslag januari jeugd jeugdbescherming jeugdwet jeugdzorg juli juni justitie justitiele",
    "kabinet kamer kenniscentrum kennisplatform kerst kerstmis ketenoverleg ketentafel",
    "kinderbescherming kinderen kindermishandeling klacht knelpunt koning koningin koningsdag",
    "koninklijke kruis kwaliteit landelijk landelijke leerplicht leerplichtambtenaar leeuwarden",
    "leger leiden lid lijst lindewaard lokale maandag maart maatregel maatschappelijk",
    "maatschappelijke maatschappij mannen marechaussee marktplein marokko mededelingen meer mei",
    "meldcode meldpunt mensenhandel microsoft middelburg migratie minister ministerie moeder",
    "mogelijke monitor naar naties nationaal nationale nederland nederlandse netwerk nieuwe",
    "nieuwjaarsdag nijmegen noord noord-brabant noord-holland nota notulen november oeverstad",
    "officier oktober om ondersteuner ondersteuning onderwijs onderzoek onze oost oosten openbaar",
    "openbare opening opvang organisatie organisaties ouder oudkomer outlook over overleg parket",
    "partij partijen pasen per pinksteren plan planbureau platform politie politiechef",
    "portefeuillehouder praktijken preventie programma project projectleider protocol provincie",
    "punt raad raden rapport rapportage rapporteur recht rechtbank rechten reclassering regie",
    "regio regionale regiovisie regisseur rekenkamer rijk rijks rijksoverheid rode roermond",
    "rondvraag rotterdam routekaart safe samen samenvatting samenwerking schadelijke school",
    "secretaris september service sinterklaas slachtoffer slachtofferhulp sleutelpersoon sluiting",
    "sociaal sociale staat stadhuis stadsdeel stadsplein state staten steunpunt stichting",
    "strafrecht stuurgroep syrie tafel taskforce team teamchef teams thuis tilburg toelichting",
    "toezicht turkije tweede uitvoering unie unit universiteit utrecht uw van vaststellen",
    "vaststelling veilig veiligheid veiligheidshuis veiligheidsregio verbinden verbond verdrag",
    "verenigde vereniging vergadering verordening verslag verwey vluchtelingenwerk",
    "volksgezondheid voorstel voorzitter vrijdag vrouwen vrouwenopvang waddinxveen wanneer wat",
    "welke welzijn werk werkgroep werkinstructie west wet wethouder wie wij wijk wijkteam windows",
    "woensdag word zaterdag zelf-organisatie zelforganisatie zienswijze zitting zondag zorg zorg-",
    "zorgverzekeraar zuid zuid-holland zwolle",
]);

/// Endings of compounds that name an organisation, a document or a function.
const INSTITUTIONAL_ENDS: Words = Words(&[
    "beleid bureau centrum college commissie dag dienst dwang fonds groep heid huis instelling",
    "instituut iteit kaart kamer laan lijst ministerie nale naties officier opvang organisatie",
    "overleg partner platform plein punt raad regio school spreekuur stichting straat team tie",
    "verdrag vereniging werk wet zorg",
]);

/// Whether a capitalised word belongs to an institution rather than to a person.
pub fn is_institutional(low: &str) -> bool {
    INSTITUTIONAL.has(low) || low.len() > 6 && INSTITUTIONAL_ENDS.ends(low)
}

/// What stands before the name of a person.
pub const TITLES: Words =
    Words(&["dhr dr drs heer ing ir mej mejuffrouw meneer mevr mevrouw mr mw prof professor"]);

/// Words that make a date the day of somebody's birth.
pub const BIRTH: Words = Words(&[
    "dob gd geb gebdat geboorte geboortedag geboortedata geboortedatum geboortejaar geboren jarig",
    "verjaardag verjaart",
]);

/// Words for one person; an age follows them.
pub const PERSONS: Words = Words(&[
    "baby broer broertje client dame dochter dochtertje echtgenoot echtgenote hij jongedame",
    "jongeman jongen jongere jongetje kind kleuter leerling leerlinge man meisje minderjarige",
    "moeder neef nicht partner peuter puber scholier slachtoffer student studente tiener vader",
    "vriend vriendin vrouw ze zij zoon zoontje zus zusje",
]);

/// Endings of words for things that last or age.
pub const THINGS: Words = Words(&[
    "aanpak afspraak afspraken agenda begroting beleid bestaan cijfers contract convenant cyclus",
    "document duur evaluatie gegevens gevangenisstraf instructie jubileum looptijd meting",
    "onderzoek opdracht opleiding overeenkomst periode plan planning programma project protocol",
    "rapport regeling register routekaart samenwerking strategie subsidie termijn traject verslag",
    "visie wet",
]);

/// Words before a number of years that is a duration or a limit.
pub const DURATION_BEFORE: Words = Words(&[
    "afgelopen al bewaard bewaren bijna binnen boven ca circa dan de duurt eerste elk elke",
    "gedurende gemiddeld gemiddelde hoogstens iedere jonger komende kost laatste langer maximaal",
    "meer met minder minimaal minste minstens na nog om onder ongeveer ouder over pas per ruim",
    "sinds straks ten tenminste term tot tussen uiterlijk vanaf verlengd verlengen volgende voor",
    "voorbije voormalig vorige zeker",
]);

/// Words after a number of years that is a duration or a limit.
pub const DURATION_AFTER: Words = Words(&[
    "achtereen bestaan bestaat bewaard bewaartermijn cel dienst duren durende eerder ervaring",
    "garantie geen gelden geldig geldigheid geleden gevangenisstraf gevorderd lang langer later",
    "looptijd na onderzoek ouder per samen samenwerking subsidie terug tijd tot uitstel vast",
    "verder verlengd vooraf voordat vooruit werken werkervaring zitting",
]);

/// What is counted or measured: after one of these a bare number is no age.
pub const UNITS: Words = Words(&[
    "apr april aug augustus cent cm dag dec december dozijn euro feb februari gb graad gram jaar",
    "jan januari jarig jarige jr jul juli jun juni keer kg kilo km kwart liter maal maand maart",
    "mei meter min minuut mnd mrt nov november okt oktober pct procent punt seconde sep sept",
    "september stap stuk tm tot uur van week werkdag",
]);

/// Words with the ending of a plural that count nothing, so that an age may stand before them.
pub const NOT_COUNTED: Words = Words(&[
    "alleen als binnen boven bovendien buiten dus een eens en gewoon inmiddels is misschien",
    "ondertussen reeds samen sinds slechts soms steeds tegen thuis tussen vandaan volgens was",
    "worden zoals zonder",
]);

/// Countries and regions behind the nationalities above and below, by their first word.
pub const COUNTRIES: Words = Words(&[
    "afghanistan albanie algerije angola armenie aruba azerbeidzjan bosnie brazilie bulgarije",
    "burundi china colombia congo curacao egypte eritrea ethiopie filipijnen filippijnen gambia",
    "gaza georgie ghana guinea guinee hongarije india indonesie irak iran israel ivoorkust jemen",
    "jordanie kaapverdie kameroen koerdistan kosovo libanon liberia libie macedonie mali marokko",
    "moldavie molukken myanmar nepal nigeria noord-macedonie oeganda oekraine pakistan palestina",
    "polen roemenie rusland saoedi-arabie senegal servie sierra sierra-leone soedan somalie",
    "somaliland sri suriname syrie tsjetsjenie tunesie turkije venezuela vietnam zuid-soedan",
]);

/// Endings of words for what comes from a country without being a person.
pub const NEWS: Words = Words(&[
    "bericht berichten brief brieven delegatie ervaring ervaringen informatie jurisprudentie",
    "literatuur nieuws post signalen uitspraak voorbeeld voorbeelden",
]);

/// Adjectives of nationality without their final "e".
pub const ADJECTIVES: Words = Words(&[
    "afghaans albanees algerijns angolees antilliaans arabisch armeens azerbeidzjaans bosnisch",
    "braziliaans bulgaars chinees colombiaans congolees egyptisch eritrees ethiopisch filipijns",
    "gambiaans georgisch ghanees guinees hindoestaans indiaas indonesisch iraaks iraans",
    "israelisch jemenitisch jordaans kaapverdisch koerdisch kosovaars libanees libisch",
    "macedonisch malinees marokkaans moluks nepalees nigeriaans oekraiens pakistaans palestijns",
    "pools roemeens russisch senegalees servisch sierra-leoons soedanees somalisch surinaams",
    "syrisch tamil tsjetsjeens tunesisch turks ugandees venezolaans vietnamees",
]);

/// People by nationality, in the singular.
pub const DEMONYMS: Words = Words(&[
    "afghaan afghanen albanees algerijn angolees antilliaan armeen bosnier bulgaar chinees",
    "colombiaan congolees egyptenaar eritreeer eritreer ethiopier gambiaan georgier ghanees",
    "hindoestaan irakees iraker iranier jemeniet jordanier koerd koerden kosovaar libanees libier",
    "marokkaan marokkanen nigeriaan oekrainer pakistaan pakistanen pakistani palestijn pool",
    "poolse roemeen rus senegalees servier soedanees somalier surinamer syrier tsjetsjeen",
    "tunesier turk turken ugandees vietnamees",
]);

/// Endings of words after which a nationality speaks of a group, a language or a body.
pub const COLLECTIVES: Words = Words(&[
    "achterban achterbannen ambassade autoriteiten centrum consulaat cultuur federatie folder",
    "gemeenschap gemeenschappen kerk koepel krant media moskee organisatie organisaties overheid",
    "raad radio recht stichting taal tekst tolk tolken vereniging verenigingen versie vertaler",
    "vertaling wet wetgeving zelforganisatie zelforganisaties",
]);

/// Neuter words for people, before which the adjective has no "e".
pub const NEUTERS: Words = Words(&[
    "broertje echtpaar gezin gezinslid jongetje kind meisje slachtoffer stel vriendinnetje",
    "vriendje zusje",
]);

/// Words for a school that is named next.
pub const SCHOOLS: Words = Words(&[
    "basisschool college creche gymnasium isk kinderdagverblijf lyceum mavo middelbare",
    "peuterspeelzaal praktijkschool roc scholengemeenschap school vmbo-school",
]);

/// The length of an IBAN per country (SWIFT registry of ISO 13616).
pub fn iban_length(country: [char; 2]) -> Option<usize> {
    let code: String = country.iter().collect();
    let mut entries = IBAN_LENGTHS.split(' ');
    entries
        .find_map(|entry| entry.strip_prefix(code.as_str()))?
        .parse()
        .ok()
}

const IBAN_LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 \
    CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 \
    GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 \
    LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 \
    RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 \
    VG24 XK20 YE30";

/// Every list, for the test that they are sorted.
#[cfg(test)]
pub const ALL: [&Words; 18] = [
    &GIVEN,
    &INSTITUTIONAL,
    &INSTITUTIONAL_ENDS,
    &TITLES,
    &BIRTH,
    &PERSONS,
    &THINGS,
    &DURATION_BEFORE,
    &DURATION_AFTER,
    &UNITS,
    &NOT_COUNTED,
    &COUNTRIES,
    &NEWS,
    &ADJECTIVES,
    &DEMONYMS,
    &COLLECTIVES,
    &NEUTERS,
    &SCHOOLS,
];

//! Small words: articles, prepositions, conjunctions, pronouns, forms of "be" and "have". Every headline of some
//! length holds one or two, and neighbouring languages differ in them most.

use std::{collections::HashMap, sync::LazyLock};

/// Lower case. A word that several languages share counts for each the less.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is are was were be been has have had will would can could may might must not no for on with as by at from this that these those it its he she they we you his her their our your who what which when where why how after before over under more than all out up into about against amid says said new first how if but or an a do does did off between during while just get gets back down",
    ),
    (
        "de",
        "der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war waren wird werden wurde wurden hat haben hatte mit von zu zur zum im in am an auf aus bei nach vor für über unter gegen durch um ohne wie was wer wo warum wann sich auch noch nur nun so dass wenn als er sie es wir ihr ich sein seine ihre ihren ihrer mehr darf kann können muss soll will bis seit zwischen",
    ),
    (
        "fr",
        "le la les un une des du de et ou mais pas ne ni est sont était ont a au aux en dans par pour sur sous avec sans chez vers entre qui que quoi dont où quand comment pourquoi ce cet cette ces son sa ses leur leurs notre nos votre vos il elle ils elles nous vous je se plus moins très après avant contre depuis fait faire être avoir été sera face jusqu aussi comme d l qu s n c j",
    ),
    (
        "es",
        "el la los las un una unos unas de del y e o u pero no ni es son era fue fueron ser está están ha han había al a en con sin por para sobre entre hasta desde hacia que qué quién quien cómo cuándo donde dónde cuando su sus mi tu nuestro se le les lo más menos muy tras ante contra este esta estos estas eso esa como ya también sólo solo según será tiene años",
    ),
    (
        "pt",
        "o a os as um uma uns umas de do da dos das e ou mas não nem é são era foi foram ser está estão há tem têm ao aos à às em no na nos nas num numa com sem por pelo pela pelos pelas para sobre entre até desde que quem como quando onde seu sua seus suas se lhe mais menos muito após contra este esta isso essa já também só depois antes vai diz ter sido dois anos",
    ),
    (
        "it",
        "il lo la i gli le un uno una di del dello della dei degli delle e ed o ma non né è sono era ha hanno essere stato stata al allo alla ai agli alle da dal dalla dai in nel nello nella nei nelle con senza su sul sulla sui per tra fra che chi cosa come quando dove perché suo sua suoi si ci più meno molto dopo prima contro questo questa anche già ancora solo sarà l d un dell all nell sull",
    ),
    (
        "nl",
        "de het een en of maar niet geen is zijn was waren wordt worden werd heeft hebben had met van voor naar op in aan uit bij over onder tegen door om zonder als wat wie waar waarom hoe wanneer zich ook nog maar dat die dit deze hij zij ze we wij je jij ik zijn haar hun meer dan tot na nu te ter ten kan moet wil gaat krijgt zo al weer toch",
    ),
    (
        "sv",
        "och att det som en ett den de är var har hade inte på av för med till från i om vid efter under mot över utan när hur vad vem där här kan ska skulle vill blir blev får sig sin sitt sina han hon vi ni de dem jag du mer än också nu så men eller ingen inga mellan",
    ),
    (
        "da",
        "og at det som en et den de er var har havde ikke på af for med til fra i om ved efter under mod over uden når hvordan hvad hvem hvor her kan skal skulle vil bliver blev får sig sin sit sine han hun vi de dem jeg du mere end også nu så men eller ingen mellem efter nye siger",
    ),
    (
        "no",
        "og å at det som en et ei den de er var har hadde ikke på av for med til fra i om ved etter under mot over uten når hvordan hva hvem hvor her kan skal skulle vil blir ble får seg sin sitt sine han hun vi de dem jeg du mer enn også nå så men eller ingen mellom nye sier",
    ),
    (
        "fi",
        "ja on ei että se oli olla ovat hän he me te joka jotka mutta kun jos kuin myös vain niin nyt vielä sen hänen mitä miksi miten missä kuka tai sekä jo yli alle ennen jälkeen kanssa ilman vastaan mukaan sanoo uusi saa tämä nämä olisi voi eivät",
    ),
    (
        "pl",
        "i w na z do nie się że jest są był była było były będzie to ten ta te tym tego tej o od po za przed przez dla przy nad pod bez jak co kto gdzie kiedy dlaczego czy ale lub oraz już jeszcze tylko może można jego jej ich ze we być ma mają który która które",
    ),
    (
        "cs",
        "a v ve na z ze do se je jsou byl byla bylo byli bude budou to ten ta ty o od po za před pro při nad pod bez jak co kdo kde kdy proč ale nebo už ještě jen může jeho její jejich který která které že si není proti mezi také podle s k u i",
    ),
    (
        "sk",
        "a v vo na z zo do sa je sú bol bola bolo boli bude budú to ten tá o od po za pred pre pri nad pod bez ako čo kto kde kedy prečo ale alebo už ešte len môže jeho jej ich ktorý ktorá ktoré že si nie proti medzi tiež podľa s k u i",
    ),
    (
        "sl",
        "in v na z s za do od pri po pred nad pod brez je so bil bila bilo bili bo bodo se si da ne ni kot ki kdo kaj kje kdaj zakaj kako ali pa tudi še že le lahko njegov njen njihov iz k h med proti to ta ti te tem čez ob o več manj sta bi jih ga jo mu nas naš naše vas kar zaradi proti proslavi letos letih leta nov nova novo novi vse vsi prvi prva prvo svet sveta dan danes včeraj jutri sedaj zdaj samo kljub brez pred zadnji zadnja kako kakšen katere katera ima imajo bila naj pa sicer po potem vendarle",
    ),
    (
        "hr",
        "i u na s sa za do od kod pri po pred nad pod bez je su bio bila bilo bili biti će se da ne nije nisu kao koji koja koje tko što gdje kada zašto kako ili ali već još samo može njegov njezin njihov iz k prema između protiv to taj ta te o uz više manje zbog nakon prije jer ima imaju bez novi nova novo svi prvi danas jučer sutra godine godina sada",
    ),
    (
        "hu",
        "a az és egy nem is hogy volt van vannak lesz lett meg már még csak de vagy ha mint mi ki hol mikor miért hogyan ez ezt azt amely aki után előtt alatt között ellen szerint új több ami sem el fel le be ki össze",
    ),
    (
        "ro",
        "și si în la de din pe cu pentru un o unei unui ale al a ai nu este sunt era fost fi va vor are au că ca care ce cine unde când cum după până între fără sau dar mai foarte prin despre se își sa său lui ei lor acest această",
    ),
    (
        "tr",
        "ve bir bu da de için ile çok daha en ne kim nasıl neden nerede ama veya gibi kadar sonra önce olarak olan oldu olacak değil var yok mi mı mu mü ise her o şu biz siz onlar göre karşı yeni",
    ),
    (
        "ca",
        "el la els les un una uns unes de del dels i o però no és són era ha han al als a en amb sense per sobre entre fins des que qui què com quan on seu seva seus es més molt després abans contra aquest aquesta també ja només serà l d",
    ),
    (
        "id",
        "dan di ke dari yang untuk dengan pada ini itu tidak akan adalah oleh dalam sebagai juga telah sudah bisa dapat atau tak jadi saat ada kata setelah karena para hingga bagi lebih usai",
    ),
    (
        "et",
        "ja on ei et see oli olla kui ka või aga mis kes kus miks kuidas veel ainult juba pärast enne vastu üle alla oma tema nende nad ta me te saab peab võib uus",
    ),
    (
        "lv",
        "un ir nav no uz ar par pie pēc pirms pret bez kā kas kur kad kāpēc bet vai arī jau vēl tikai lai šis šī tas tā viņš viņa viņi būs bija var",
    ),
    (
        "lt",
        "ir yra ne nuo į su apie prie po prieš be kaip kas kur kada kodėl bet ar taip pat jau dar tik kad šis ši tas ta jis ji jie bus buvo gali iš dėl už",
    ),
    (
        "sq",
        "dhe në e të i me për nga një është janë ishte ka kanë do nuk që si kush ku kur pse por ose më pas para kundër mes edhe se ky kjo tij saj",
    ),
    (
        "vi",
        "và của là có không được cho với trong một những các người này khi đã sẽ ở từ về đến ra tại vì sao sau trước",
    ),
    (
        "af",
        "die en van in is nie het met vir op te dat ’n om aan by uit oor na as sy hy hulle ons was word sal kan maar ook nog deur teen",
    ),
];

/// Letters that a language is known by among its neighbours, and by how much one of them speaks for it.
const LETTERS: &[(&str, &str, f32)] = &[
    ("es", "ñ¿¡", 1.5),
    ("pt", "ãõ", 1.5),
    ("pt", "êâç", 0.3),
    ("fr", "œùûîêèëç", 0.5),
    ("de", "ß", 1.5),
    ("de", "äöü", 0.35),
    ("it", "òìù", 0.5),
    ("sv", "å", 0.8),
    ("sv", "äö", 0.15),
    ("fi", "äö", 0.45),
    ("da", "æø", 0.7),
    ("no", "æøå", 0.7),
    ("sl", "čšž", 0.6),
    ("hr", "čšž", 0.5),
    ("hr", "ćđ", 0.8),
    ("cs", "čšž", 0.4),
    ("cs", "řěů", 1.5),
    ("sk", "čšž", 0.4),
    ("sk", "ľĺŕ", 1.5),
    ("pl", "ąęłśźżńć", 1.0),
    ("hu", "őű", 1.5),
    ("ro", "ăâîșțşţ", 0.7),
    ("tr", "ığş", 0.9),
    ("et", "õ", 0.8),
    ("lv", "āēīūģķļņ", 0.9),
    ("lt", "ėįųū", 0.9),
    ("vi", "ạảấầẩậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹđơư", 1.2),
    ("sq", "ë", 0.7),
    ("ca", "·", 1.0),
];

/// Endings of cases and verb forms, for languages that say with them what others say with small words.
const ENDINGS: &[(&str, &[&str])] = &[
    (
        "fi",
        &[
            "ssa", "ssä", "lla", "llä", "sta", "stä", "lta", "ltä", "aan", "ään", "iin", "een", "jen", "nen", "uun",
            "yyn",
        ],
    ),
    ("hu", &["ban", "ben", "nak", "nek", "val", "vel", "hoz", "ért", "ról", "ről", "ból", "ből", "tól", "től"]),
    ("tr", &["lar", "ler", "nda", "nde", "dan", "den", "ları", "leri", "yor", "dı", "di", "ının", "inin"]),
    ("et", &["dega", "tega", "sse", "lt", "takse", "mise", "mine"]),
];

static BY_WORD: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_word: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    for &(code, words) in WORDS {
        for word in words.split_whitespace() {
            let owners = by_word.entry(word).or_default();
            if !owners.contains(&code) {
                owners.push(code);
            }
        }
    }
    by_word
});

/// Points for each language that the small words and letters of the text speak for.
pub fn votes(text: &str) -> Vec<(&'static str, f32)> {
    let lower = text.to_lowercase();
    let mut points: Vec<(&'static str, f32)> = Vec::new();
    let mut vote = |code: &'static str, weight: f32| match points.iter_mut().find(|(own, _)| *own == code) {
        Some((_, sum)) => *sum += weight,
        None => points.push((code, weight)),
    };
    for word in lower.split(|c: char| !c.is_alphanumeric() && c != '’').flat_map(|word| word.split('’')) {
        if let Some(owners) = BY_WORD.get(word) {
            // A word of one letter says little.
            let weight = if word.chars().count() == 1 { 0.5 } else { 1.0 };
            for code in owners {
                vote(code, weight / (owners.len() as f32).sqrt());
            }
        }
    }
    for &(code, endings) in ENDINGS {
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 5);
        let count = words.filter(|word| endings.iter().any(|ending| word.ends_with(ending))).count();
        // One such word is chance.
        if count >= 2 {
            vote(code, 0.5 * count.min(5) as f32);
        }
    }
    // Letters of a name speak for the home of its bearer.
    let plain: String = text
        .split_whitespace()
        .filter(|word| !is_name(word))
        .flat_map(|word| word.chars().flat_map(char::to_lowercase))
        .collect();
    for &(code, letters, weight) in LETTERS {
        let all = lower.chars().filter(|&c| letters.contains(c)).count().min(6) as f32;
        let certain = plain.chars().filter(|&c| letters.contains(c)).count().min(6) as f32;
        if all > 0.0 {
            vote(code, weight * (certain + (all - certain) * 0.25));
        }
    }
    points
}

/// Whether a word outside of names has letters that none of the model's languages writes.
pub fn is_foreign_to_model(text: &str) -> bool {
    const FOREIGN: &str = "čšžćřěůľĺŕąęłśźżńőűșțāēģķļņėįų";
    text.split_whitespace().filter(|word| !is_name(word)).any(|word| word.chars().any(|c| FOREIGN.contains(c)))
}

fn is_name(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

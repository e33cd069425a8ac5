use super::Kind;

/// Words that bind a sentence together and tell nothing of its event. Folded form, by the language's grammar:
/// articles, pronouns, prepositions, conjunctions, auxiliaries.
pub fn is_function_word(folded: &str, kind: Kind, language: Option<&str>) -> bool {
    match kind {
        Kind::Number | Kind::Ideograph | Kind::Other => false,
        Kind::Cyrillic => CYRILLIC.binary_search(&folded).is_ok(),
        Kind::Arabic => ARABIC.binary_search(&folded).is_ok(),
        Kind::Latin => match language.unwrap_or("en") {
            "fr" => FRENCH.binary_search(&folded).is_ok(),
            "de" => GERMAN.binary_search(&folded).is_ok(),
            "es" => SPANISH.binary_search(&folded).is_ok(),
            "pt" => PORTUGUESE.binary_search(&folded).is_ok(),
            "it" => ITALIAN.binary_search(&folded).is_ok(),
            "sl" => SLOVENE.binary_search(&folded).is_ok(),
            _ => ENGLISH.binary_search(&folded).is_ok(),
        },
    }
}

const ENGLISH: &[&str] = &[
    "a", "about", "above", "after", "again", "against", "all", "also", "although", "am", "among", "an", "and", "another", "any", "are", "aren", "around", "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "cannot", "could", "couldn", "d", "did", "didn", "do", "does", "doesn", "doing", "don", "done", "down", "during", "each", "either", "else", "even", "ever", "every", "few", "for", "from", "further", "get", "gets", "getting", "go", "goes", "going", "got", "had", "hadn", "has", "hasn", "have", "haven", "having", "he", "her", "here", "hers", "herself", "him", "himself", "his", "how", "however", "i", "if", "in", "into", "is", "isn", "it", "its", "itself", "just", "like", "ll", "m", "many", "may", "me", "might", "mine", "more", "most", "much", "must", "my", "myself", "near", "nearly", "neither", "never", "no", "nor", "not", "now", "of", "off", "often", "on", "once", "one", "only", "onto", "or", "other", "others", "our", "ours", "ourselves", "out", "over", "own", "per", "quite", "rather", "re", "really", "s", "said", "same", "say", "says", "she", "should", "shouldn", "since", "so", "some", "such", "t", "than", "that", "the", "their", "theirs", "them", "themselves", "then", "there", "these", "they", "this", "those", "though", "through", "thus", "to", "too", "toward", "towards", "under", "until", "up", "upon", "us", "ve", "very", "via", "was", "wasn", "we", "well", "were", "weren", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "won", "would", "wouldn", "yes", "yet", "you", "your", "yours", "yourself",
];

const FRENCH: &[&str] = &[
    "a", "afin", "ai", "ainsi", "alors", "apres", "au", "aucun", "aucune", "aussi", "autre", "autres", "aux", "avaient", "avait", "avant", "avec", "avoir", "c", "car", "ce", "ceci", "cela", "celle", "celles", "celui", "ces", "cet", "cette", "ceux", "chaque", "chez", "comme", "comment", "contre", "d", "dans", "de", "depuis", "des", "deux", "donc", "dont", "du", "elle", "elles", "en", "encore", "entre", "est", "et", "etaient", "etait", "etant", "ete", "etre", "eu", "eux", "fait", "font", "hors", "ici", "il", "ils", "j", "jusqu", "jusque", "l", "la", "le", "les", "leur", "leurs", "lors", "lorsque", "lui", "m", "ma", "mais", "me", "meme", "memes", "mes", "moi", "moins", "mon", "n", "ne", "ni", "nos", "notre", "nous", "on", "ont", "ou", "par", "parce", "pas", "pendant", "peu", "peut", "peuvent", "plus", "pour", "pourquoi", "pourrait", "puis", "qu", "quand", "que", "quel", "quelle", "quelles", "quelque", "quelques", "quels", "qui", "quoi", "s", "sa", "sans", "se", "selon", "sera", "serait", "ses", "si", "soit", "son", "sont", "sous", "sur", "t", "ta", "te", "tes", "toi", "ton", "toujours", "tous", "tout", "toute", "toutes", "tres", "trop", "tu", "un", "une", "vers", "voici", "voila", "vos", "votre", "vous", "y",
];

const GERMAN: &[&str] = &[
    "aber", "alle", "allem", "allen", "aller", "alles", "als", "also", "am", "an", "andere", "anderen", "auch", "auf", "aus", "bei", "beim", "bereits", "bin", "bis", "bist", "da", "dabei", "dadurch", "dafur", "dagegen", "damit", "danach", "dann", "daran", "darauf", "daraus", "darf", "darum", "das", "dass", "davon", "dazu", "dein", "dem", "den", "denn", "der", "deren", "des", "dessen", "die", "dies", "diese", "diesem", "diesen", "dieser", "dieses", "doch", "dort", "du", "durch", "ein", "eine", "einem", "einen", "einer", "eines", "er", "erst", "es", "etwa", "etwas", "euch", "fur", "gegen", "gibt", "hab", "habe", "haben", "hat", "hatte", "hatten", "hier", "hin", "hinter", "ich", "ihm", "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "im", "immer", "in", "ins", "ist", "ja", "jede", "jedem", "jeden", "jeder", "jedes", "jetzt", "kann", "kein", "keine", "keinen", "konnen", "konnte", "machen", "man", "mehr", "mein", "mich", "mir", "mit", "muss", "mussen", "nach", "nicht", "nichts", "noch", "nun", "nur", "ob", "oder", "ohne", "schon", "sehr", "sei", "sein", "seine", "seinem", "seinen", "seiner", "seit", "sich", "sie", "sind", "so", "soll", "sollen", "sollte", "sondern", "sowie", "uber", "um", "und", "uns", "unser", "unter", "viel", "vom", "von", "vor", "wahrend", "war", "waren", "warum", "was", "weil", "weiter", "welche", "wenn", "wer", "werde", "werden", "wie", "wieder", "will", "wir", "wird", "wo", "wollen", "worden", "wurde", "wurden", "zu", "zum", "zur", "zwar", "zwischen",
];

const SPANISH: &[&str] = &[
    "a", "acerca", "ademas", "ahi", "ahora", "al", "algo", "alguien", "algun", "alguna", "algunas", "alguno", "algunos", "alli", "ante", "antes", "aquel", "aquella", "aqui", "asi", "aun", "aunque", "cada", "casi", "como", "con", "contra", "cual", "cuales", "cuando", "cuanto", "de", "del", "desde", "despues", "donde", "dos", "durante", "e", "el", "ella", "ellas", "ellos", "en", "entonces", "entre", "era", "eran", "eres", "es", "esa", "esas", "ese", "eso", "esos", "esta", "estaba", "estaban", "estan", "estar", "estas", "este", "esto", "estos", "fue", "fueron", "ha", "haber", "habia", "habian", "hace", "hacer", "hacia", "han", "hasta", "hay", "he", "hubo", "incluso", "la", "las", "le", "les", "lo", "los", "mas", "me", "mi", "mientras", "mis", "mismo", "mucho", "muchos", "muy", "nada", "ni", "no", "nos", "nosotros", "nuestra", "nuestro", "nunca", "o", "os", "otra", "otras", "otro", "otros", "para", "pero", "poco", "por", "porque", "pues", "que", "quien", "quienes", "se", "sea", "sean", "segun", "ser", "si", "sido", "siempre", "sin", "sino", "sobre", "son", "su", "sus", "tal", "tambien", "tan", "tanto", "te", "tenia", "tiene", "tienen", "todas", "todo", "todos", "tras", "tu", "tus", "u", "un", "una", "unas", "uno", "unos", "usted", "y", "ya", "yo",
];

const PORTUGUESE: &[&str] = &[
    "a", "acerca", "agora", "ainda", "alem", "algo", "alguem", "algum", "alguma", "algumas", "alguns", "ali", "ante", "antes", "ao", "aos", "apenas", "apos", "aquela", "aquele", "aqui", "as", "assim", "ate", "cada", "com", "como", "contra", "da", "das", "de", "dela", "dele", "deles", "depois", "desde", "dessa", "desse", "desta", "deste", "disso", "do", "dois", "dos", "durante", "e", "ela", "elas", "ele", "eles", "em", "embora", "enquanto", "entao", "entre", "era", "eram", "essa", "essas", "esse", "esses", "esta", "estao", "estar", "estas", "estava", "estavam", "este", "estes", "eu", "foi", "foram", "ha", "havia", "isso", "isto", "ja", "la", "lhe", "lhes", "logo", "mais", "mas", "me", "mesma", "mesmo", "meu", "meus", "minha", "muito", "muitos", "na", "nada", "nao", "nas", "nem", "nenhum", "nessa", "nesse", "nesta", "neste", "no", "nos", "nossa", "nosso", "num", "numa", "nunca", "o", "onde", "os", "ou", "outra", "outras", "outro", "outros", "para", "pela", "pelas", "pelo", "pelos", "perante", "pode", "podem", "pois", "por", "porque", "qual", "quando", "quanto", "que", "quem", "sao", "se", "seja", "sem", "sempre", "sendo", "ser", "sera", "seu", "seus", "si", "sido", "so", "sob", "sobre", "sua", "suas", "tal", "tambem", "tao", "te", "tem", "ter", "teve", "tinha", "toda", "todas", "todo", "todos", "tu", "tudo", "um", "uma", "umas", "uns", "voce", "voces",
];

const ITALIAN: &[&str] = &[
    "a", "ad", "ai", "al", "alcuni", "all", "alla", "alle", "allo", "altra", "altre", "altri", "altro", "anche", "ancora", "avere", "aveva", "c", "che", "chi", "ci", "come", "con", "contro", "cosi", "cui", "d", "da", "dal", "dall", "dalla", "dalle", "dallo", "degli", "dei", "del", "dell", "della", "delle", "dello", "dentro", "di", "dopo", "dove", "due", "durante", "e", "ed", "era", "erano", "essere", "fino", "fra", "gia", "gli", "ha", "hai", "hanno", "ho", "i", "il", "in", "io", "l", "la", "le", "lei", "li", "lo", "loro", "lui", "ma", "me", "meno", "mentre", "mi", "mia", "mio", "molto", "ne", "negli", "nei", "nel", "nell", "nella", "nelle", "nello", "no", "noi", "non", "nostro", "o", "oggi", "ogni", "ora", "per", "perche", "piu", "poi", "prima", "pure", "qual", "quale", "quali", "quando", "quanto", "quella", "quelle", "quelli", "quello", "questa", "queste", "questi", "questo", "qui", "s", "sara", "se", "sei", "sempre", "senza", "si", "sia", "sono", "sopra", "sotto", "stata", "stati", "stato", "su", "sua", "sue", "sui", "sul", "sull", "sulla", "sulle", "sullo", "suo", "suoi", "tra", "tu", "tutti", "tutto", "un", "una", "uno", "v", "vi",
];

const SLOVENE: &[&str] = &[
    "a", "ali", "ampak", "bi", "bil", "bila", "bile", "bili", "bilo", "biti", "bo", "bodo", "brez", "cez", "da", "do", "dva", "en", "ena", "eno", "ga", "glede", "h", "he", "ima", "imajo", "in", "iz", "ja", "jaz", "je", "ji", "jih", "jo", "k", "kaj", "kako", "kakor", "kar", "kateri", "kdaj", "kdo", "ker", "ki", "kjer", "ko", "kot", "lahko", "le", "med", "mi", "mu", "na", "nad", "naj", "ne", "ni", "nic", "nisi", "niso", "njegov", "njegova", "njen", "njih", "njihov", "ob", "od", "okoli", "oz", "pa", "po", "pod", "poleg", "potem", "prav", "pred", "prek", "preko", "pri", "proti", "s", "saj", "se", "sem", "si", "sicer", "smo", "so", "sta", "ste", "su", "ta", "take", "tako", "tam", "te", "tega", "tem", "ter", "ti", "tisti", "to", "toda", "tudi", "tukaj", "v", "vas", "vec", "vedno", "ves", "vse", "vsi", "z", "za", "zaradi", "ze", "zelo",
];

const CYRILLIC: &[&str] = &[
    "а", "або", "але", "без", "более", "больше", "був", "будет", "будут", "була", "були", "було", "бути", "бы", "был", "была", "были", "было", "быть", "в", "вам", "вас", "ведь", "весь", "во", "вона", "вони", "вот", "все", "всего", "всех", "вы", "від", "він", "где", "да", "даже", "для", "до", "его", "ее", "еи", "если", "есть", "еще", "же", "з", "за", "здесь", "зі", "и", "из", "или", "им", "иого", "их", "к", "как", "какая", "какои", "когда", "кого", "кто", "ли", "либо", "лишь", "между", "меня", "мне", "много", "может", "можно", "мои", "мы", "на", "над", "надо", "нам", "нас", "не", "него", "нее", "нет", "ни", "них", "но", "ну", "о", "об", "один", "однако", "он", "она", "они", "оно", "от", "очень", "по", "под", "после", "потом", "потому", "почему", "почти", "при", "про", "раз", "с", "сам", "самыи", "своего", "свои", "себе", "себя", "сеичас", "со", "среди", "та", "так", "также", "такие", "також", "такои", "там", "те", "тем", "теперь", "ти", "то", "тогда", "того", "тоже", "только", "том", "тот", "три", "тут", "ты", "у", "уже", "хотя", "це", "цеи", "ця", "чего", "чем", "через", "чи", "что", "чтобы", "що", "щоб", "эта", "эти", "этим", "этих", "это", "этого", "этои", "этом", "этот", "эту", "я", "як", "яка", "якии", "які", "і", "із", "іх",
];

const ARABIC: &[&str] = &[
    "ابو", "اثناء", "اخر", "اخري", "اذ", "اذا", "الا", "الان", "التي", "الذي", "الذين", "اللتان", "اللذان", "اللواتي", "الي", "اما", "امام", "ان", "انه", "انها", "او", "اي", "ايضا", "اين", "ب", "بان", "بعد", "بعض", "بل", "بما", "بين", "بينما", "تحت", "تكون", "تلك", "ثم", "حتي", "حول", "حيث", "حين", "خلال", "دون", "ذلك", "سوف", "سيكون", "ضد", "ضمن", "عبر", "عدم", "علي", "عليه", "عليها", "عن", "عند", "عندما", "عنه", "غير", "ف", "فان", "فقد", "فقط", "فوق", "في", "فيه", "فيها", "قال", "قالت", "قبل", "قد", "كان", "كانت", "كذلك", "كل", "كما", "كي", "كيف", "ل", "لا", "لان", "لدي", "لقد", "لكن", "لم", "لما", "لن", "له", "لها", "لهم", "لو", "ليس", "ليست", "ما", "ماذا", "متي", "مثل", "مع", "من", "منذ", "منه", "منها", "نحن", "نحو", "نعم", "هذا", "هذه", "هل", "هم", "هنا", "هناك", "هو", "هي", "و", "وان", "وفي", "وقال", "وقد", "وكان", "وكانت", "ولا", "ولكن", "ولم", "ومن", "وهذا", "وهو", "وهي", "يا", "يتم", "يكون",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Looked up by bisection: one word out of order would hide others.
    #[test]
    fn lists_are_sorted_and_folded() {
        for list in [ENGLISH, FRENCH, GERMAN, SPANISH, PORTUGUESE, ITALIAN, SLOVENE, CYRILLIC, ARABIC] {
            assert!(list.is_sorted());
            for word in list {
                let mut folded = String::new();
                super::super::fold_into(word, &mut folded);
                assert_eq!(&folded, word);
            }
        }
    }
}

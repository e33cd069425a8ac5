use super::Kind;

/// Words that any day's news holds: counting, telling and dating. No keyword is made of them alone. Folded form.
pub fn is_common_word(folded: &str, kind: Kind, language: Option<&str>) -> bool {
    let list = match kind {
        Kind::Number | Kind::Ideograph | Kind::Other => return false,
        Kind::Cyrillic => CYRILLIC,
        Kind::Arabic => ARABIC,
        Kind::Latin => match language.unwrap_or("en") {
            "fr" => FRENCH,
            "de" => GERMAN,
            "es" => SPANISH,
            "pt" => PORTUGUESE,
            _ => ENGLISH,
        },
    };
    list.binary_search(&folded).is_ok()
}

const ENGLISH: &[&str] = &[
    "able", "ago", "agree", "april", "ask", "asked", "asking", "august", "back", "bad", "became", "become", "began", "begin", "believe", "best", "better", "big", "bring", "brought", "call", "called", "came", "case", "clear", "close", "come", "comes", "coming", "day", "days", "december", "end", "expect", "expected", "face", "fact", "far", "february", "feel", "felt", "find", "first", "five", "found", "four", "friday", "full", "gave", "give", "given", "good", "great", "group", "hard", "heard", "held", "help", "hope", "hour", "hours", "including", "january", "july", "june", "keep", "kept", "kind", "knew", "know", "known", "large", "largest", "last", "late", "later", "least", "leave", "led", "left", "less", "let", "likely", "line", "little", "long", "look", "looking", "lot", "made", "major", "make", "makes", "making", "man", "march", "matter", "mean", "meet", "men", "minute", "minutes", "monday", "money", "month", "months", "morning", "move", "need", "needs", "new", "next", "night", "none", "note", "november", "number", "october", "old", "open", "part", "parts", "past", "pay", "people", "percent", "person", "place", "plan", "point", "possible", "put", "question", "reach", "read", "ready", "real", "reason", "recent", "recently", "report", "reported", "right", "run", "saturday", "saw", "says", "second", "see", "seen", "sent", "september", "set", "seven", "several", "show", "side", "sign", "simply", "since", "six", "small", "something", "sort", "start", "started", "state", "stay", "still", "story", "sunday", "sure", "take", "taken", "taking", "talk", "tell", "ten", "thing", "things", "think", "third", "thought", "three", "thursday", "time", "times", "today", "together", "told", "tomorrow", "took", "top", "tried", "true", "try", "trying", "tuesday", "turn", "two", "understand", "use", "used", "using", "wait", "want", "wanted", "wants", "way", "wednesday", "week", "weeks", "went", "woman", "women", "word", "work", "worked", "working", "works", "world", "year", "years", "yesterday", "young",
];

const FRENCH: &[&str] = &[
    "an", "annee", "annees", "annonce", "annoncer", "aout", "autour", "avril", "beaucoup", "bien", "bon", "bonne", "cas", "chose", "cinq", "contre", "cours", "debut", "decembre", "declare", "demande", "dernier", "derniere", "derniers", "dimanche", "dire", "dit", "dix", "donner", "environ", "face", "faire", "faut", "fevrier", "fin", "fois", "grand", "grande", "groupe", "heure", "heures", "hier", "homme", "jamais", "janvier", "jeudi", "jour", "journee", "jours", "juillet", "juin", "lieu", "lundi", "mai", "maintenant", "mardi", "mars", "matin", "mercredi", "mettre", "million", "millions", "mis", "mise", "moins", "mois", "moment", "monde", "nombre", "nouveau", "nouvelle", "novembre", "octobre", "part", "partie", "passe", "permettre", "personne", "personnes", "place", "plusieurs", "pourcent", "premier", "premiere", "prendre", "pres", "prochain", "quatre", "quelque", "rendre", "reste", "rien", "samedi", "selon", "semaine", "semaines", "septembre", "situation", "soir", "suite", "tard", "temps", "trois", "trouver", "vendredi", "venir", "vie", "voir", "vouloir",
];

const GERMAN: &[&str] = &[
    "april", "august", "dezember", "dienstag", "donnerstag", "drei", "ende", "erste", "ersten", "fall", "februar", "freitag", "funf", "ganz", "gehen", "geht", "grosse", "grossen", "gut", "heute", "jahr", "jahre", "jahren", "januar", "juli", "juni", "kommen", "lassen", "letzten", "mai", "marz", "mensch", "menschen", "million", "millionen", "mittwoch", "monat", "montag", "neue", "neuen", "november", "oktober", "prozent", "sagen", "sagt", "sagte", "samstag", "september", "sonntag", "stunden", "tag", "tage", "uhr", "vier", "weit", "weitere", "woche", "wochen", "zeit", "zwei",
];

const SPANISH: &[&str] = &[
    "abril", "agosto", "ano", "anos", "bien", "cinco", "cosa", "cuatro", "decir", "dia", "dias", "diciembre", "dijo", "domingo", "enero", "febrero", "forma", "gran", "grande", "hora", "horas", "hoy", "jueves", "julio", "junio", "lugar", "lunes", "manera", "martes", "marzo", "mayo", "mejor", "mes", "meses", "miercoles", "millon", "millones", "momento", "mundo", "noviembre", "nueva", "nuevo", "octubre", "parte", "persona", "personas", "primer", "primera", "puede", "pueden", "sabado", "semana", "septiembre", "tarde", "tiempo", "tres", "ultima", "ultimo", "vez", "viernes",
];

const PORTUGUESE: &[&str] = &[
    "abril", "agosto", "ano", "anos", "bem", "cinco", "coisa", "dezembro", "dia", "dias", "disse", "dizer", "domingo", "fevereiro", "forma", "grande", "hoje", "hora", "horas", "janeiro", "julho", "junho", "lugar", "maio", "marco", "melhor", "mes", "meses", "milhao", "milhoes", "momento", "mundo", "nova", "novembro", "novo", "outubro", "parte", "pessoa", "pessoas", "primeira", "primeiro", "quarta", "quatro", "quinta", "sabado", "segunda", "semana", "setembro", "sexta", "tarde", "tempo", "terca", "tres", "ultima", "ultimo", "vez",
];

const CYRILLIC: &[&str] = &[
    "август", "августа", "апрель", "апреля", "больше", "воскресенье", "время", "вторник", "год", "года", "году", "декабря", "день", "днеи", "дня", "заявил", "заявила", "июль", "июля", "июнь", "июня", "людеи", "люди", "марта", "мая", "месяц", "неделя", "новая", "новыи", "новых", "ноября", "октября", "первыи", "понедельник", "процент", "пятница", "рассказал", "рассказала", "сегодня", "сентября", "слова", "словам", "сообщает", "сообщил", "среда", "суббота", "сутки", "тысяч", "тысяча", "февраля", "часов", "человек", "четверг", "января",
];

const ARABIC: &[&str] = &[
    "اثنين", "احد", "اربعاء", "اسبوع", "اضاف", "اعلن", "اكد", "الاثنين", "الاحد", "الاربعاء", "الثلاثاء", "الجمعه", "الخميس", "السبت", "اليوم", "امس", "اول", "ايام", "ثلاثاء", "جديد", "جديده", "جمعه", "خميس", "سبت", "سنه", "سنوات", "شهر", "عام", "عدد", "مليون", "يوم",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Looked up by bisection: one word out of order would hide others.
    #[test]
    fn lists_are_sorted_and_folded() {
        for list in [ENGLISH, FRENCH, GERMAN, SPANISH, PORTUGUESE, CYRILLIC, ARABIC] {
            assert!(list.is_sorted());
            for word in list {
                let mut folded = String::new();
                super::super::fold_into(word, &mut folded);
                assert_eq!(&folded, word);
            }
        }
    }
}

//! Who wrote it: names out of printed bylines and out of the author fields of files.

use crate::text::tidy_line;

/// Words that open a byline, lower case; each is followed by a name.
const OPENERS: &[&str] = &[
    "by",
    "eingestellt von",
    "eine kolumne von",
    "vom",
    "words",
    "redaktion",
    "veröffentlicht von",
    "artikel von",
    "ein artikel von",
    "geschrieben von",
    "verfasst von",
    "erstellt von",
    "interview von",
    "publicado por",
    "publicada por",
    "escrita por",
    "pubblicato da",
    "postado por",
    "posté par",
    "article by",
    "an article by",
    "opinion by",
    "analysis by",
    "published by",
    "skrevet av",
    "skriven av",
    "skrevet af",
    "napisał",
    "автор статьи",
    "written by",
    "story by",
    "reported by",
    "reporting by",
    "words by",
    "text by",
    "posted by",
    "author",
    "authors",
    "about the author",
    "from",
    "von",
    "autor",
    "autorin",
    "autoren",
    "text",
    "text von",
    "ein beitrag von",
    "eine analyse von",
    "ein kommentar von",
    "ein gastbeitrag von",
    "par",
    "auteur",
    "propos recueillis par",
    "écrit par",
    "rédigé par",
    "publié par",
    "por",
    "escrito por",
    "redacción por",
    "texto de",
    "reportagem de",
    "di",
    "a cura di",
    "scritto da",
    "autore",
    "articolo di",
    "door",
    "geschreven door",
    "av",
    "af",
    "tekst",
    "kirjoittanut",
    "автор",
    "авторы",
    "текст",
    "автори",
    "autor:",
    "przygotował",
    "opracowanie",
    "بقلم",
    "كتب",
    "كتبت",
    "كتبه",
    "تقرير",
    "إعداد",
    "نویسنده",
    "yazan",
    "oleh",
    "penulis",
    "מאת",
];
const CJK_OPENERS: &[&str] =
    &["作者", "记者", "記者", "撰文", "文／", "文/", "文|", "文｜", "文：", "執筆", "取材・文", "기자", "글", "編集"];

/// Between two names. "i" and "e", "y", "o" are words of one letter: only between spaces.
const AND: &[&str] =
    &[" and ", " und ", " et ", " y ", " e ", " i ", " и ", " та ", " en ", " og ", " och ", " ve ", " و ", " & "];

/// Who is named in the place of a person.
const AGENCIES: &[&str] = &[
    "reuters",
    "afp",
    "ap",
    "associated press",
    "the associated press",
    "dpa",
    "epa",
    "efe",
    "ansa",
    "apa",
    "sda",
    "ats",
    "belga",
    "anp",
    "pap",
    "ctk",
    "čtk",
    "mti",
    "tass",
    "тасс",
    "тасс.",
    "риа новости",
    "ria novosti",
    "interfax",
    "интерфакс",
    "xinhua",
    "新华社",
    "新華社",
    "kyodo",
    "jiji",
    "jiji press",
    "時事通信",
    "共同通信",
    "yonhap",
    "연합뉴스",
    "anadolu",
    "anadolu agency",
    "pti",
    "ians",
    "ani",
    "bloomberg",
    "upi",
    "agencies",
];

/// Words that belong to a post, not to a name.
const ROLES: &[&str] = &[
    "editor",
    "reporter",
    "correspondent",
    "journalist",
    "writer",
    "columnist",
    "contributor",
    "staff",
    "chief",
    "senior",
    "bureau",
    "desk",
    "political",
    "diplomatic",
    "economics",
    "business",
    "associate",
    "deputy",
    "managing",
    "executive",
    "special",
    "foreign",
    "affairs",
    "news",
    "producer",
    "photographer",
    "analyst",
    "redakteur",
    "redakteurin",
    "redaktion",
    "korrespondent",
    "korrespondentin",
    "journaliste",
    "correspondant",
    "correspondante",
    "rédaction",
    "rédacteur",
    "redacción",
    "corresponsal",
    "redactor",
    "periodista",
    "redação",
    "repórter",
    "redazione",
    "giornalista",
    "redacteur",
    "redactie",
    "verslaggever",
    "редакция",
    "корреспондент",
    "журналист",
    "редактор",
    "редакція",
    "кореспондент",
    "редактор",
    "redakcja",
    "dziennikarz",
    "toimittaja",
    "reporterin",
    "muhabir",
    "editör",
    "haber",
];

/// A printed byline, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// One name an entry, as printed, without "By" and without post or place. May be an agency where no person is named.
    pub names: Vec<String>,
}

/// A line that is a byline and nothing else: `By Ana Reis and Tom Hale`, `Von Ute Kern, Berlin`, `بقلم …`.
///
/// A line of a bare name is none: nothing tells it from a heading.
pub fn parse_byline(line: &str) -> Option<Byline> {
    let line = tidy_line(line);
    if line.chars().count() > 160 {
        return None;
    }
    // "ByAna Reis": two elements set side by side without a space.
    let glued = line
        .strip_prefix("By")
        .filter(|rest| rest.chars().next().is_some_and(char::is_uppercase) && rest.split_whitespace().count() >= 2);
    let rest = match glued {
        Some(rest) => rest,
        None => strip_opener(&line)?,
    };
    // A byline is no sentence.
    if rest.ends_with(['?', '!', ':', '…']) || (rest.ends_with('.') && rest.split_whitespace().count() > 6) {
        return None;
    }
    let names = names_in(rest);
    let fine = !names.is_empty() && names.iter().all(|name| looks_like_name(name));
    fine.then_some(Byline { names })
}

/// The names in a field that is known to hold them: a meta tag, a column, an element of class "byline".
pub fn names_in(field: &str) -> Vec<String> {
    let field = tidy_line(field);
    let mut rest = field.as_str();
    while let Some(stripped) = strip_opener(rest) {
        rest = stripped;
    }
    let rest = cut_tail(rest);
    let mut split = vec![rest.to_owned()];
    for separator in [";", "|", "•", "·", "⋅", " / ", "、", "，", "،"] {
        split = split.iter().flat_map(|part| part.split(separator).map(str::to_owned)).collect();
    }
    split = split.iter().flat_map(|part| split_commas(part)).collect();
    for &separator in AND {
        split = split.iter().flat_map(|part| split_and(part, separator)).collect();
    }
    let mut names: Vec<String> = Vec::new();
    for part in split {
        let Some(name) = tidy_name(&part) else { continue };
        if !names.iter().any(|old| old.to_lowercase() == name.to_lowercase()) {
            names.push(name);
        }
    }
    // "Ana Reis, Review Editor": a post, whatever it is of.
    if names.len() > 1 {
        names.retain(|name| !name.contains(' ') || !name.split_whitespace().last().is_some_and(is_role));
    }
    // "Ana Reis, Reuters": the agency is the house, not a second author.
    if names.iter().any(|name| !is_agency(name)) {
        names.retain(|name| !is_agency(name));
    }
    names
}

/// Whether the whole name is that of a news agency.
pub fn is_agency(name: &str) -> bool {
    let lower = name.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    AGENCIES.contains(&bare)
}

/// Whether a line begins the way bylines do.
pub fn is_opened(line: &str) -> bool {
    strip_opener(line).is_some()
}

/// A desk or team in the place of a person: `By the Example Team`, `Example Staff`.
pub fn house_in(line: &str) -> Option<String> {
    const HOUSES: &[&str] = &[
        "team",
        "editors",
        "editor",
        "editorial",
        "staff",
        "desk",
        "newsdesk",
        "newsroom",
        "contributor",
        "redaktion",
        "redaktionsteam",
        "rédaction",
        "redacción",
        "redação",
        "redazione",
        "redactie",
        "redakcja",
        "redaksi",
        "редакция",
        "редакція",
        "haber",
        "merkezi",
    ];
    let line = tidy_line(line);
    let rest = strip_opener(&line).unwrap_or(&line);
    let words: Vec<String> = rest.split_whitespace().map(str::to_lowercase).collect();
    let house = words.iter().any(|word| HOUSES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())));
    (house && words.len() <= 5 && !rest.ends_with(['.', '?', '!', ':']) && !rest.contains(|c: char| c.is_ascii_digit()))
        .then(|| rest.to_owned())
}

fn strip_opener(line: &str) -> Option<&str> {
    for &opener in CJK_OPENERS {
        if let Some(rest) = line.strip_prefix(opener) {
            let rest = rest.trim_start_matches([':', '：', ' ', '|', '｜', '/', '／']);
            return (!rest.is_empty()).then_some(rest);
        }
    }
    let mut best: Option<&str> = None;
    for &opener in OPENERS {
        let Some(rest) = strip_prefix_ignoring_case(line, opener) else { continue };
        let Some(first) = rest.chars().next() else { continue };
        if !(first.is_whitespace() || matches!(first, ':' | '：' | '-' | '–' | '|')) {
            continue;
        }
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '|'));
        // "Text", "Author", "From" and the like open a byline only with a colon; short words in lower case open sentences.
        let needs_colon = matches!(
            opener,
            "text"
                | "words"
                | "redaktion"
                | "from"
                | "tekst"
                | "author"
                | "authors"
                | "autor"
                | "autorin"
                | "autoren"
                | "auteur"
                | "autore"
                | "текст"
                | "تقرير"
                | "penulis"
                | "di"
                | "كتب"
                | "opracowanie"
        );
        let colon = line[opener.len()..].trim_start().starts_with([':', '：', '|']);
        let only_colon = matches!(opener, "redaktion" | "words");
        if needs_colon && !colon && opener != "di" && (only_colon || !starts_like_name(rest)) {
            continue;
        }
        if !rest.is_empty() && best.is_none_or(|old| rest.len() < old.len()) {
            best = Some(rest);
        }
    }
    best
}

fn strip_prefix_ignoring_case<'a>(line: &'a str, opener: &str) -> Option<&'a str> {
    let mut rest = line.chars();
    for wanted in opener.chars() {
        let letter = rest.next()?;
        // Most lines open otherwise, and full case folding is slow.
        if letter.is_ascii() && wanted.is_ascii() && !letter.eq_ignore_ascii_case(&wanted) {
            return None;
        }
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

fn starts_like_name(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_uppercase() || is_uncased(c))
}

/// Dates, "in Berlin", "for Example News", addresses and the like after the names.
fn cut_tail(text: &str) -> &str {
    let mut end = text.len();
    let lower = text.to_lowercase();
    // Lower-casing may change lengths; then positions of one are none of the other.
    if lower.len() == text.len() {
        for cut in [
            " | ",
            " in ",
            " for ",
            " published",
            " updated",
            " posted",
            " last ",
            " für ",
            " pour ",
            " para ",
            " per ",
            " à ",
            " on ",
            " at ",
            " – ",
            " — ",
            " - ",
            " with ",
            " mit ",
            " http",
            " @",
        ] {
            if let Some(place) = lower.find(cut).filter(|&place| place > 0) {
                // "with" and "mit" name a second author.
                if cut.trim() != "with" && cut.trim() != "mit" && (cut != " | ") {
                    end = end.min(place);
                }
            }
        }
    }
    let text = &text[..end];
    match crate::dates::find_dates(text, &crate::dates::DateHints::default()).first() {
        Some(date) => text[..date.range.start].trim_end(),
        None => text,
    }
}

/// "Reis, Ana" is one name; "Ana Reis, Tom Hale" are two; "Ana Reis, Berlin" is a name and a place.
fn split_commas(part: &str) -> Vec<String> {
    let pieces: Vec<&str> = part.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
    if let [family, given] = pieces[..]
        && !family.contains(' ')
        && !given.contains(' ')
        && family.chars().next().is_some_and(char::is_uppercase)
        && given.chars().next().is_some_and(char::is_uppercase)
        && !is_agency(given)
        && !is_agency(family)
    {
        return vec![format!("{given} {family}")];
    }
    let mut names: Vec<String> = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let words = piece.split_whitespace().count();
        // After a full name a single word is where it was written, or a title.
        let addition = place > 0
            && words == 1
            && pieces[0].contains(' ')
            && !piece.chars().any(is_uncased)
            && !AND.iter().any(|and| piece.contains(and.trim()) && words > 1);
        if !addition {
            names.push((*piece).to_owned());
        }
    }
    names
}

fn split_and(part: &str, separator: &str) -> Vec<String> {
    let lower = part.to_lowercase();
    // Lower-casing may change lengths; then only the exact form is looked for.
    let searched = if lower.len() == part.len() { lower.as_str() } else { part };
    let mut pieces: Vec<&str> = Vec::new();
    let mut from = 0;
    for (place, _) in searched
        .match_indices(separator)
        .filter(|&(place, _)| part.is_char_boundary(place) && part.is_char_boundary(place + separator.len()))
    {
        pieces.push(&part[from..place]);
        from = place + separator.len();
    }
    pieces.push(&part[from..]);
    // "e", "i", "y" also stand inside names ("José Ortega y Gasset"): both sides must be full names.
    let careful = separator.trim().chars().count() == 1 && separator != " & ";
    if careful && pieces.iter().any(|piece| piece.split_whitespace().count() < 2) {
        return vec![part.to_owned()];
    }
    pieces.into_iter().map(str::to_owned).collect()
}

fn tidy_name(part: &str) -> Option<String> {
    let mut name = part.trim();
    if let Some(start) = name.find(['(', '[', '<', '（']) {
        name = name[..start].trim();
    }
    while let Some(rest) = strip_opener(name)
        .or_else(|| strip_prefix_ignoring_case(name, "and "))
        .or_else(|| strip_prefix_ignoring_case(name, "with "))
    {
        name = rest;
    }
    let name = name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ',' | '.' | ':' | '-' | '–' | '—' | '"' | '“' | '”' | '*' | '@' | '|' | '>' | '<' | '/')
    });
    // A point at the end belongs to "Jr." and to initials.
    let name = if part.trim_end().ends_with("Jr.") || part.trim_end().ends_with("Sr.") { part.trim() } else { name };
    if OPENERS.contains(&name.to_lowercase().as_str()) {
        return None;
    }
    if name.is_empty() || name.contains("://") || name.contains('@') || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let roles = words.iter().filter(|word| is_role(word)).count();
    // "Political Editor", "Redaktion": a post. "Ana Reis Political Correspondent": the post goes.
    if roles > 0 && roles == words.len() {
        return None;
    }
    if roles > 0 && words.len() > 2 {
        let first = words.iter().position(|word| is_role(word)).unwrap_or(words.len());
        if first >= 2 {
            return Some(words[..first].join(" "));
        }
    }
    (name.chars().count() <= 80).then(|| name.to_owned())
}

fn is_role(word: &str) -> bool {
    let lower = word.to_lowercase();
    ROLES.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Two to five words that begin with capitals (particles aside), or a name in a script without capitals, or an agency.
pub fn looks_like_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty()
        || words.len() > 6
        || name.chars().any(|c| c.is_ascii_digit() || matches!(c, '?' | '!' | '“' | '"' | ':' | ';'))
    {
        return false;
    }
    if name.chars().any(is_uncased) {
        return name.chars().count() <= 40;
    }
    let capitals = words.iter().filter(|word| word.chars().next().is_some_and(char::is_uppercase)).count();
    let particle = |word: &str| {
        matches!(
            word,
            "de" | "da"
                | "do"
                | "dos"
                | "das"
                | "del"
                | "della"
                | "di"
                | "du"
                | "la"
                | "le"
                | "van"
                | "von"
                | "der"
                | "den"
                | "ten"
                | "ter"
                | "zu"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "y"
                | "e"
                | "af"
                | "av"
                | "dal"
                | "lo"
                | "’t"
                | "'t"
                | "het"
                | "zum"
                | "zur"
                | "vom"
        )
    };
    capitals >= 1
        && words.iter().enumerate().all(|(place, word)| {
            word.chars().next().is_some_and(char::is_uppercase)
                || (particle(word) && place + 1 < words.len())
                || word.starts_with("al-")
                || word.starts_with("d’")
                || word.starts_with("d'")
        })
}

fn is_uncased(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let found = parse_byline(line).map(|byline| byline.names).unwrap_or_default();
        assert_eq!(found, expected, "{line:?}");
    }

    #[test]
    fn printed_bylines_give_their_names() {
        check("By Ana Reis", &["Ana Reis"]);
        check("BY ANA REIS AND TOM HALE", &["ANA REIS", "TOM HALE"]);
        check("By Ana Reis, Tom Hale and Mia van der Berg", &["Ana Reis", "Tom Hale", "Mia van der Berg"]);
        check("By Ana Reis, Political Editor", &["Ana Reis"]);
        check("By Ana Reis in Lisbon", &["Ana Reis"]);
        check("By Ana Reis | Reuters", &["Ana Reis"]);
        check("By Reuters", &["Reuters"]);
        check("By Ana Reis ⋅ Review Editor", &["Ana Reis"]);
        check("Redaktion: Ute Kern", &["Ute Kern"]);
        check("Vom Hafen", &["Hafen"]);
        check("Von Ute Kern und Jan Wolf, Berlin", &["Ute Kern", "Jan Wolf"]);
        check("Par Luc Morel et Zoé Petit", &["Luc Morel", "Zoé Petit"]);
        check("Por José Ortega y Gasset", &["José Ortega y Gasset"]);
        check("Автор: Иван Петров", &["Иван Петров"]);
        check("بقلم: سامي حداد", &["سامي حداد"]);
        check("作者：王小明", &["王小明"]);
    }

    /// A sentence taken for a byline is lost to the body.
    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "By the time the ships came, the harbour was closed.",
            "By 2030 the port will be twice as large",
            "Von dort aus fuhr der Zug weiter.",
            "Ana Reis",
            "From the harbour to the hills",
            "",
        ] {
            check(line, &[]);
        }
    }

    /// A desk is named only where no person is.
    #[test]
    fn houses_are_told_from_sentences() {
        for (line, expected) in [
            ("By the Example Team", Some("the Example Team")),
            ("Example Staff", Some("Example Staff")),
            ("By our staff in the harbour towns of the north", None),
            ("Meet the team!", None),
            ("Ana Reis", None),
        ] {
            assert_eq!(house_in(line).as_deref(), expected, "{line:?}");
        }
    }

    #[test]
    fn author_fields_give_their_names() {
        for (field, expected) in [
            ("Ana Reis;Tom Hale", vec!["Ana Reis", "Tom Hale"]),
            ("Reis, Ana", vec!["Ana Reis"]),
            ("Ana Reis, Reuters", vec!["Ana Reis"]),
            ("Ana Reis (ana@example.org)", vec!["Ana Reis"]),
            ("https://example.org/ana", vec![]),
            ("Political Editor", vec![]),
            ("Ana Reis Senior Correspondent", vec!["Ana Reis"]),
        ] {
            assert_eq!(names_in(field), expected, "{field:?}");
        }
    }
}

use super::Kind;

/// A folded word without its commonest endings: `elections`, `election` → `election`. Never shorter than three letters.
///
/// Light on purpose: a stem that cuts deep joins words that news keeps apart (`universe`, `university`).
pub fn stem<'a>(folded: &'a str, kind: Kind, language: Option<&str>) -> &'a str {
    match kind {
        Kind::Latin => latin(folded, language.unwrap_or("en")),
        Kind::Cyrillic => cut_longest(folded, CYRILLIC, 3),
        Kind::Arabic => arabic(folded),
        Kind::Ideograph | Kind::Number | Kind::Other => folded,
    }
}

fn latin<'a>(word: &'a str, language: &str) -> &'a str {
    match language {
        "en" => english(word),
        "fr" => cut_longest(word, &["es", "s", "x", "e", "ee", "ees"], 4),
        "es" | "pt" | "it" | "gl" | "ca" => cut_longest(word, &["os", "as", "es", "is", "o", "a", "e", "i", "s"], 4),
        "de" | "nl" | "sv" | "da" | "no" => {
            cut_longest(word, &["ern", "en", "er", "em", "es", "et", "e", "n", "s", "t"], 4)
        }
        "sl" | "hr" | "sr" | "bs" | "pl" | "cs" | "sk" => cut_longest(
            word,
            &["ami", "ega", "emu", "imi", "ih", "im", "om", "em", "ov", "ah", "eh", "a", "e", "i", "o", "u", "y"],
            4,
        ),
        _ => cut_longest(word, &["s"], 4),
    }
}

fn english(word: &str) -> &str {
    if let Some(base) = word.strip_suffix("ies").filter(|base| base.len() >= 3) {
        return base;
    }
    let word = if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word
    } else if word.len() > 4
        && (word.ends_with("shes") || word.ends_with("ches") || word.ends_with("sses") || word.ends_with("xes"))
    {
        &word[..word.len() - 2]
    } else {
        word.strip_suffix('s').filter(|base| base.len() >= 3).unwrap_or(word)
    };
    if let Some(base) = word.strip_suffix('y').filter(|base| base.len() >= 3 && !base.ends_with('l')) {
        return base;
    }
    let base = cut_longest(word, &["ing", "ed", "ly", "er", "e"], 4);
    // `stopped`, `running`: one of the doubled letters belongs to the ending.
    let bytes = base.as_bytes();
    match bytes {
        [.., a, b]
            if a == b
                && b.is_ascii_alphabetic()
                && base.len() < word.len()
                && base.len() > 3
                && !matches!(b, b'l' | b's') =>
        {
            &base[..base.len() - 1]
        }
        _ => base,
    }
}

/// Endings of nouns, adjectives and verbs in Russian, Ukrainian and their neighbours, after folding (й is и).
const CYRILLIC: &[&str] = &[
    "иями", "ями", "ами", "ией", "иям", "иях", "ого", "его", "ому", "ему", "ыми", "ими", "ая", "яя", "ое", "ее", "ые",
    "ие", "ыи", "ии", "ои", "еи", "ую", "юю", "ых", "их", "ым", "им", "ом", "ем", "ов", "ев", "ах", "ях", "ам", "ям",
    "ия", "ию", "ью", "ла", "ло", "ли", "ть", "ся", "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "л", "т",
];

fn cut_longest<'a>(word: &'a str, endings: &[&str], least: usize) -> &'a str {
    let mut best = word;
    for ending in endings {
        if let Some(base) = word.strip_suffix(ending)
            && base.len() < best.len()
            && base.chars().count() >= least
        {
            best = base;
        }
    }
    best
}

/// An Arabic word without the article and the particles written together with it.
pub fn without_article(word: &str) -> &str {
    for prefix in ["وال", "بال", "كال", "فال", "لل", "ال", "و"] {
        let least = if prefix == "و" { 4 } else { 3 };
        if let Some(rest) = word.strip_prefix(prefix).filter(|rest| rest.chars().count() >= least) {
            return rest;
        }
    }
    word
}

/// And without the endings of number, gender and possession.
fn arabic(word: &str) -> &str {
    let base = without_article(word);
    for ending in ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"] {
        if let Some(rest) = base.strip_suffix(ending).filter(|rest| rest.chars().count() >= 3) {
            return rest;
        }
    }
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, kind: Kind, forms: &[&str]) {
        let stems: Vec<_> = forms.iter().map(|form| stem(form, kind, Some(language))).collect();
        assert!(stems.iter().all(|other| *other == stems[0]), "{forms:?} → {stems:?}");
    }

    /// An event is told in the singular here and the plural there.
    #[test]
    fn forms_of_a_word_share_a_stem() {
        check("en", Kind::Latin, &["election", "elections"]);
        check("en", Kind::Latin, &["stop", "stops", "stopped", "stopping"]);
        check("en", Kind::Latin, &["city", "cities"]);
        check("fr", Kind::Latin, &["blesse", "blesses", "blessees"]);
        check("es", Kind::Latin, &["olimpico", "olimpicos", "olimpica"]);
        check("ru", Kind::Cyrillic, &["правительство", "правительства", "правительству"]);
        check("ar", Kind::Arabic, &["الرييس", "رييس", "والرييس"]);
    }

    /// Two like bytes at a word's end may be the middle of one letter.
    #[test]
    fn letters_are_never_cut_in_two() {
        for letter in ('\u{80}'..='\u{2ffff}').step_by(7) {
            let word = format!("aaa{letter}ed");
            assert!(word.starts_with(stem(&word, Kind::Latin, Some("en"))));
        }
    }

    #[test]
    fn short_words_stay_whole() {
        for word in ["gas", "us", "bed", "yes", "red"] {
            assert_eq!(stem(word, Kind::Latin, Some("en")), word);
        }
    }
}

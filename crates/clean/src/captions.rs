//! Captions: what stands under a picture, and whose picture it is.

use articles::Caption;

use crate::text::tidy_line;

/// Words that open a credit, lower case. With a colon, a slash or "by" after them nothing else is meant.
const OPENERS: &[&str] = &[
    "photo credit",
    "photo by",
    "photos by",
    "photograph by",
    "photography by",
    "photo",
    "photos",
    "photograph",
    "picture by",
    "picture",
    "pictures",
    "pic",
    "image credit",
    "image source",
    "image by",
    "image courtesy of",
    "image",
    "images",
    "credit",
    "credits",
    "courtesy of",
    "courtesy",
    "source",
    "illustration by",
    "illustration",
    "graphic",
    "video by",
    "video",
    "foto",
    "fotos",
    "bild",
    "bilder",
    "bildquelle",
    "quelle",
    "grafik",
    "fotografie",
    "crédit photo",
    "crédits photo",
    "crédit",
    "crédits",
    "photographie",
    "imagen",
    "fotografía",
    "crédito",
    "fuente",
    "reprodução",
    "divulgação",
    "foto di",
    "fonte",
    "beeld",
    "bron",
    "фото",
    "фотография",
    "иллюстрация",
    "источник",
    "джерело",
    "fot",
    "zdjęcie",
    "kuva",
    "صورة",
    "تصوير",
    "fotoğraf",
    "图",
    "写真",
];
/// Houses that sign pictures, lower case.
const HOUSES: &[&str] = &[
    "reuters",
    "afp",
    "ap",
    "ap photo",
    "associated press",
    "the associated press",
    "getty",
    "getty images",
    "epa",
    "epa-efe",
    "efe",
    "dpa",
    "picture alliance",
    "picture-alliance",
    "imago",
    "imago images",
    "ansa",
    "apa",
    "keystone",
    "keystone-sda",
    "belga",
    "anp",
    "pap",
    "tass",
    "тасс",
    "риа новости",
    "ria novosti",
    "sputnik",
    "xinhua",
    "新华社",
    "kyodo",
    "共同通信",
    "yonhap",
    "연합뉴스",
    "anadolu",
    "anadolu agency",
    "aa",
    "alamy",
    "shutterstock",
    "istock",
    "unsplash",
    "pexels",
    "pixabay",
    "wikimedia commons",
    "wikipedia",
    "flickr",
    "bloomberg",
    "pa",
    "pa wire",
    "pa media",
    "pti",
    "ani",
    "ians",
    "upi",
    "nurphoto",
    "zuma",
    "ukrinform",
    "укринформ",
    "ntb",
    "tt",
    "scanpix",
    "ritzau scanpix",
];
/// Longest credit in characters: names of two photographers and their agencies.
const LONGEST: usize = 90;

/// Parts text and credit: `A ship in port. (Reuters)`, `A ship in port. Photo: Ana Reis/AFP`, `A ship © AP`.
///
/// Brackets at the end are a credit only where they look like one; `(1998)` and `(left)` stay in the text.
pub fn split_credit(line: &str) -> Caption {
    let line = tidy_line(line);
    let (text, credit) = bracketed(&line)
        .or_else(|| signed(&line))
        .or_else(|| opened(&line))
        .or_else(|| after_sentence(&line))
        .unwrap_or((line.as_str(), None));
    Caption {
        text: text.trim_end_matches([' ', '|', '—', '–', '-', '/', '•', '·']).trim().to_owned(),
        credit: credit.map(tidy_credit).filter(|credit| !credit.is_empty()),
        image: None,
    }
}

/// The credit, where a whole line is nothing but one: `Photo: Ana Reis/AFP`, `(AP Photo/Ana Reis)`, `© Reuters`.
pub fn credit_line(line: &str) -> Option<String> {
    let line = tidy_line(line);
    if line.chars().count() > LONGEST {
        return None;
    }
    let inner =
        line.strip_prefix(['(', '[', '（']).and_then(|rest| rest.strip_suffix([')', ']', '）'])).unwrap_or(&line);
    let credit = is_credit(inner).then(|| inner.to_owned()).or_else(|| {
        let caption = split_credit(&line);
        if caption.text.is_empty() { caption.credit } else { None }
    })?;
    let credit = tidy_credit(&credit);
    (!credit.is_empty()).then_some(credit)
}

fn bracketed(line: &str) -> Option<(&str, Option<&str>)> {
    let bare = line.trim_end_matches(['.', ' ']);
    let (open, close) = [('(', ')'), ('[', ']'), ('（', '）')].into_iter().find(|(_, close)| bare.ends_with(*close))?;
    let start = bare.rfind(open)?;
    let inner = bare[start + open.len_utf8()..bare.len() - close.len_utf8()].trim();
    (is_credit(inner) || is_short_house(inner)).then(|| (line[..start].trim_end(), Some(inner)))
}

/// `… © AP`, `… (c) Ana Reis`.
fn signed(line: &str) -> Option<(&str, Option<&str>)> {
    let place = line.rfind('©')?;
    let inner = line[place + '©'.len_utf8()..].trim();
    let fits = inner.chars().count() <= LONGEST && !inner.is_empty();
    fits.then(|| (line[..place].trim_end(), Some(inner)))
}

/// `… Photo: Ana Reis/AFP`: the last opener of the line that has a colon after it.
fn opened(line: &str) -> Option<(&str, Option<&str>)> {
    let colon = line.rfind([':', '：'])?;
    let after = &line[colon..];
    let inner = after.trim_start_matches([':', '：', ' ']);
    if inner.is_empty() || inner.chars().count() > LONGEST || inner.trim_end_matches('.').contains(". ") {
        return None;
    }
    let before = line[..colon].trim_end();
    let lower = before.to_lowercase();
    if lower.len() != before.len() {
        return None;
    }
    let opener = OPENERS.iter().filter(|opener| lower.ends_with(**opener)).max_by_key(|opener| opener.len())?;
    let start = before.len() - opener.len();
    let starts_word = before[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    starts_word.then(|| (before[..start].trim_end_matches(['(', '[', ' ']), Some(inner)))
}

/// `A ship in port. Reuters`, `… . AP Photo/Ana Reis`, `… Getty Images`, `…, AFP`.
fn after_sentence(line: &str) -> Option<(&str, Option<&str>)> {
    for (place, mark) in line.rmatch_indices(['.', '|', '/', '—', '–', '”', '!', '?']).take(8) {
        let end = place + mark.len();
        if mark == "/" || !line[end..].starts_with(' ') && mark == "." {
            continue;
        }
        let inner = line[end..].trim();
        if !inner.is_empty() && is_credit(inner) {
            let text = if matches!(mark, "." | "”" | "!" | "?") { &line[..end] } else { &line[..place] };
            return Some((text, Some(inner)));
        }
    }
    is_credit(line).then_some(("", Some(line)))
}

/// Whether the words can be nothing but a credit.
fn is_credit(inner: &str) -> bool {
    let inner = inner.trim().trim_end_matches('.');
    let count = inner.chars().count();
    if count == 0 || count > LONGEST {
        return false;
    }
    let lower = inner.to_lowercase();
    if inner.starts_with('©') || HOUSES.contains(&lower.as_str()) {
        return true;
    }
    let has_house = lower
        .split(['/', ',', '|', ';'])
        .map(str::trim)
        .chain(lower.split(" via "))
        .any(|part| HOUSES.contains(&part.trim()));
    let words = inner.split_whitespace().count();
    if has_house && words <= 9 && (lower.contains('/') || lower.contains(" via ") || words <= 5) {
        return true;
    }
    OPENERS.iter().any(|opener| {
        lower.strip_prefix(opener).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with([':', '：', '/', '|'])
                || (opener.ends_with(" by") || opener.ends_with(" of") || opener.ends_with(" di"))
                    && !rest.is_empty()
                    && words <= 9
        })
    })
}

/// `(RT)`, `(SANA)`, `(Ukrinform)`: capitals, or one name of a house, within brackets at the end of a caption.
fn is_short_house(inner: &str) -> bool {
    let count = inner.chars().count();
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = inner.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '-' | ' ' | '.' | '&'));
    let parts =
        inner.contains('/') && inner.chars().any(char::is_uppercase) && !inner.chars().any(|c| c.is_ascii_digit());
    let words = inner.split_whitespace().count();
    (capitals && letters >= 2 && count <= 24) || (parts && count <= LONGEST && words <= 8)
}

fn tidy_credit(credit: &str) -> String {
    let mut credit = credit.trim();
    loop {
        let before = credit;
        credit = credit.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '（' | '）' | '©' | ':' | '：' | '|' | ';' | ',')
        });
        credit = credit.trim_end_matches(['/', '-', '–']);
        let lower = credit.to_lowercase();
        if lower.len() == credit.len()
            && let Some(opener) =
                OPENERS.iter().filter(|opener| lower.starts_with(**opener)).max_by_key(|opener| opener.len())
        {
            let rest = credit[opener.len()..].trim_start();
            if rest.starts_with([':', '：', '/', '|']) || opener.ends_with(" by") || opener.ends_with(" of") {
                credit = rest.trim_start_matches([':', '：', '/', '|', ' ']);
            }
        }
        if credit == before {
            break;
        }
    }
    // "Reuters." closes a line, "Corp." belongs to a name.
    let words = credit.split_whitespace().count();
    if words <= 2 && credit.matches('.').count() == 1 {
        credit.trim_end_matches('.').to_owned()
    } else {
        credit.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, text: &str, credit: Option<&str>) {
        let caption = split_credit(line);
        assert_eq!((caption.text.as_str(), caption.credit.as_deref()), (text, credit), "{line:?}");
    }

    #[test]
    fn credits_are_parted_from_what_is_seen() {
        check("A ship in the port of Aveiro (Reuters)", "A ship in the port of Aveiro", Some("Reuters"));
        check("A ship in the port of Aveiro. (RT)", "A ship in the port of Aveiro.", Some("RT"));
        check("A ship in port. Photo: Ana Reis/AFP", "A ship in port.", Some("Ana Reis/AFP"));
        check("A ship in port. (AP Photo/Ana Reis)", "A ship in port.", Some("AP Photo/Ana Reis"));
        check("A ship in port © AP", "A ship in port", Some("AP"));
        check("Ein Schiff im Hafen. Foto: dpa", "Ein Schiff im Hafen.", Some("dpa"));
        check("A ship in port. Reuters", "A ship in port.", Some("Reuters"));
        check("A ship in port. Ana Reis/Getty Images", "A ship in port.", Some("Ana Reis/Getty Images"));
        check("Судно в порту. Фото: ТАСС", "Судно в порту.", Some("ТАСС"));
        check("Photo by Ana Reis", "", Some("Ana Reis"));
    }

    #[test]
    fn what_is_seen_stays_in_the_text() {
        for line in [
            "The old bridge (1998)",
            "Ana Reis (left) and Tom Hale",
            "Ana Reis and Tom Hale (from left)",
            "The minister said: We shall see",
            "A plain caption without any credit.",
        ] {
            check(line, line, None);
        }
    }

    #[test]
    fn a_line_of_credit_alone_is_known() {
        assert_eq!(credit_line("(AP Photo/Ana Reis)").as_deref(), Some("AP Photo/Ana Reis"));
        assert_eq!(credit_line("Photo: Ana Reis/AFP").as_deref(), Some("Ana Reis/AFP"));
        assert_eq!(credit_line("© Reuters").as_deref(), Some("Reuters"));
        assert_eq!(credit_line("The port reopened on Monday."), None);
        assert_eq!(credit_line(""), None);
    }
}

use std::collections::{HashMap, HashSet};

use articles::{Body, Document, PublishedFrom, RawDate, Source};

use crate::{markup::one_line, reader::Reader};

/// One article of a news database.
#[derive(Debug, Default, PartialEq)]
pub(in crate::formats) struct Record {
    pub(in crate::formats) title: Option<String>,
    pub(in crate::formats) standfirst: Option<String>,
    pub(in crate::formats) source: Option<String>,
    pub(in crate::formats) date: Option<String>,
    pub(in crate::formats) byline: Vec<String>,
    pub(in crate::formats) dateline: Option<String>,
    pub(in crate::formats) section: Option<String>,
    pub(in crate::formats) page: Option<String>,
    pub(in crate::formats) body: Vec<String>,
    pub(in crate::formats) captions: Vec<String>,
    pub(in crate::formats) copyright: Vec<String>,
    pub(in crate::formats) url: Option<String>,
}

impl Record {
    pub(in crate::formats) fn into_document(self, reader: &Reader<'_>) -> Document {
        let mut body = self.body;
        if let (Some(place), Some(first)) = (&self.dateline, body.first_mut()) {
            // Set in front of the text as a newspaper prints it, where cleaning looks for it.
            if !first.to_lowercase().starts_with(&place.to_lowercase()) {
                *first = format!("{place} – {first}");
            }
        }
        let mut html = crate::markup::paragraphs(body);
        for caption in self.captions {
            html.push_str(&format!("<figure><figcaption>{}</figcaption></figure>", crate::markup::escape(&caption)));
        }
        let mut document = reader.document(Body::Fragment(html));
        document.title = self.title;
        document.standfirst = self.standfirst;
        document.source = self.source.map(|name| Source { name, host: None });
        document.dates = self.date.map(|text| RawDate { text, from: PublishedFrom::Metadata }).into_iter().collect();
        document.byline = self.byline;
        document.section = self.section;
        document.page = self.page;
        document.copyright = self.copyright;
        document.url = self.url;
        document
    }
}

/// `1 of 10 DOCUMENTS`, `Dokument 1 von 3`, `Document 1 de 3`: two numbers, the first no larger, and at most a word
/// before, between and after them.
pub(in crate::formats) fn is_counter(line: &str) -> Option<(usize, usize)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse::<usize>().ok())?;
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    let (before, between, after, numbers) = match words.as_slice() {
        [n, between, m] => (None, between, None, (n, m)),
        [n, between, m, after] if number(n).is_some() => (None, between, Some(after), (n, m)),
        [before, n, between, m] => (Some(before), between, None, (n, m)),
        [before, n, between, m, after] => (Some(before), between, Some(after), (n, m)),
        _ => return None,
    };
    // Bare `3 of 5` is anybody's; the databases say of what.
    let named =
        before.is_some_and(&is_word) || after.is_some_and(|word| is_word(word) && word.to_uppercase() == **word);
    // `lundi 3 mars 2011` has the same shape.
    const OF: &[&str] = &["of", "von", "de", "di", "van", "sur", "do", "da", "af", "av", "od", "z", "из", "/"];
    if !named || !OF.contains(&between.to_lowercase().as_str()) {
        return None;
    }
    let (n, m) = (number(numbers.0)?, number(numbers.1)?);
    (n >= 1 && n <= m).then_some((n, m))
}

/// A field that stands above a text.
pub(super) fn is_header_field(line: &str) -> bool {
    field(line).is_some_and(|(label, _)| {
        matches!(meaning(&label), Some(Meaning::Length | Meaning::Byline | Meaning::Section | Meaning::Headline))
    })
}

/// Reads one record's paragraphs: outlet, date, headline, fields, text, fields, copyright.
pub(super) fn read_blocks(blocks: &[String], labels: &Labels) -> Option<Record> {
    let mut record = Record::default();
    let mut blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
    blocks.retain(|block| is_counter(&one_line(block)).is_none());
    take_tail(&mut blocks, labels, &mut record);

    let mut at = 0;
    // Above the headline: outlet, date, and where older exports put it, the copyright.
    let date = blocks.iter().take(6).position(|block| is_date(block))?;
    for block in &blocks[..date] {
        if is_copyright(block) {
            record.copyright.push(one_line(block));
        } else if record.source.is_none() {
            record.source = Some(one_line(block));
        }
    }
    let mut date_lines = blocks[date].lines();
    record.date = date_lines.next().map(one_line);
    at += date + 1;

    // Up to the first field: headline, and what is set apart under it.
    let fields = blocks[at..].iter().position(|block| field(block).is_some()).map(|fields| at + fields);
    // A record may have no field above its text.
    let is_text = |block: &&str| block.split_whitespace().count() > 24;
    let above = &blocks[at..fields.unwrap_or(blocks.len())];
    let text = above.iter().skip(1).position(is_text).map(|text| at + 1 + text);
    let is_line = blocks.get(at..at + 2).is_some_and(|first| first[0].split_whitespace().count() <= 20);
    let headline_end = text.or(fields).unwrap_or(at + usize::from(is_line));
    let mut headlines =
        blocks[at..headline_end].iter().filter(|block| !is_copyright(block)).map(|block| one_line(block));
    record.title = headlines.next();
    let under: Vec<String> = headlines.collect();
    record.standfirst = (!under.is_empty()).then(|| under.join(" "));
    at = headline_end;

    while let Some((label, value)) = blocks.get(at).and_then(|block| field(block)) {
        let Some(meaning) = labels.meaning(&label, &value) else {
            // A label of no list opens the text, if the fields above said how long that is.
            if record.body.is_empty() && at > headline_end {
                break;
            } else {
                at += 1;
                continue;
            }
        };
        at += 1;
        take_field(meaning, value, &mut record);
        if meaning == Meaning::Body {
            break;
        }
    }
    record.body.extend(blocks[at..].iter().map(|block| one_line(block)));
    // A record may have no headline, a table none of both.
    (record.title.is_some() || !record.body.is_empty()).then_some(record)
}

/// Takes the copyright and the fields below the text off, from the end.
pub(super) fn take_tail(blocks: &mut Vec<&str>, labels: &Labels, record: &mut Record) {
    while blocks.last().is_some_and(|block| is_copyright(block)) {
        if let Some(block) = blocks.pop() {
            record.copyright.insert(0, one_line(block));
        }
    }
    let meaning_of = |block: &&str| field(block).and_then(|(label, value)| labels.meaning(&label, &value));
    // The fields above the text stand together.
    let header = blocks.iter().position(|block| meaning_of(block) == Some(Meaning::Length));
    let is_above = |block: &&str| meaning_of(block).is_some_and(|meaning| !meaning.is_below());
    let header = header.or_else(|| blocks.iter().skip(1).position(is_above).map(|at| at + 1));
    let above = |from: usize| blocks[from..].iter().take_while(|block| meaning_of(block).is_some()).count();
    let from = header.map_or(1, |at| at + above(at));
    // Fields below may have paragraphs of their own: the first of them ends the text.
    let is_tail = |block: &&str| meaning_of(block).is_some_and(Meaning::is_below);
    let Some(start) = blocks.iter().skip(from).position(is_tail).map(|at| at + from) else { return };
    for block in blocks.split_off(start) {
        if let Some((label, value)) = field(block)
            && let Some(meaning) = labels.meaning(&label, &value)
        {
            take_field(meaning, value, record);
        }
    }
}

/// The labels of one export: those of known languages, and any other that many of its records have.
#[derive(Default)]
pub(super) struct Labels(HashSet<String>);

impl Labels {
    /// Of paragraphs, record by record. A label in capitals that a fifth of the records has, three at least, is the
    /// database's.
    pub(super) fn of<'a>(records: impl Iterator<Item = &'a [String]>) -> Labels {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut all = 0;
        for record in records {
            all += 1;
            let own: HashSet<String> = record.iter().filter_map(|block| Some(field(block)?.0)).collect();
            own.into_iter().for_each(|label| *counts.entry(label).or_default() += 1);
        }
        let often = counts.into_iter().filter(|(label, count)| *count >= 3.max(all / 5) && meaning(label).is_none());
        Labels(often.map(|(label, _)| label).collect())
    }

    pub(super) fn meaning(&self, label: &str, value: &str) -> Option<Meaning> {
        let counted = || is_word_count(value).then_some(Meaning::Length);
        meaning(label).or_else(counted).or_else(|| self.0.contains(label).then_some(Meaning::Other))
    }
}

pub(super) fn take_field(meaning: Meaning, value: String, record: &mut Record) {
    if value.is_empty() {
        return;
    }
    match meaning {
        Meaning::Headline if record.title.is_none() => record.title = Some(value),
        Meaning::Byline => record.byline.push(value),
        Meaning::Dateline => record.dateline = Some(value),
        Meaning::Highlight => record.standfirst = Some(value),
        Meaning::Graphic => record.captions.push(value),
        Meaning::Url => record.url = Some(value),
        Meaning::Section => {
            let (section, page) = split_page(&value);
            record.section = section;
            record.page = page;
        }
        Meaning::Headline | Meaning::Length | Meaning::Body | Meaning::Other => {}
    }
}

/// `INTERNATIONAL; Pg. 35`, `Section B; Page 22, Column 2; National Desk`
fn split_page(value: &str) -> (Option<String>, Option<String>) {
    let mut page = None;
    let mut names = Vec::new();
    for part in value.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        let mut words = part.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some("Column" | "Part" | "Version" | "Section"), Some(_), None) => {}
            (Some(word), Some(number), None) if page.is_none() && is_page_word(word) && is_page_number(number) => {
                page = Some(number.to_owned());
            }
            _ => names.push(part),
        }
    }
    let section = names.first().filter(|name| !name.starts_with("Version:")).map(|name| (*name).to_owned());
    (section, page)
}

/// An abbreviation, or the word itself in the languages of the interface.
pub(in crate::formats) fn is_page_word(word: &str) -> bool {
    const WORDS: &[&str] =
        &["page", "seite", "página", "pagina", "bladzijde", "strona", "sida", "side", "страница", "صفحة"];
    let is_short = word.chars().count() <= 5 && word.ends_with('.') && word.chars().any(char::is_alphabetic);
    is_short || WORDS.contains(&word.to_lowercase().as_str())
}

fn is_page_number(word: &str) -> bool {
    word.len() <= 8 && word.chars().any(|c| c.is_ascii_digit())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Headline,
    Byline,
    Section,
    Length,
    Dateline,
    Highlight,
    Body,
    Graphic,
    Url,
    Other,
}

impl Meaning {
    /// Stands below a text, never above it.
    fn is_below(self) -> bool {
        matches!(self, Meaning::Graphic | Meaning::Url | Meaning::Other)
    }
}

/// `LABEL: value`, the label in capitals, or set apart by its own wording in the newer exports: `Byline: Ann Lee`.
pub(super) fn field(block: &str) -> Option<(String, String)> {
    let (label, value) = block.split_once(':')?;
    let label = label.trim();
    let is_label = !label.is_empty()
        && label.chars().count() <= 30
        && label.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | ' ' | '/'))
        && (label.to_uppercase() == label || meaning(&label.to_uppercase()).is_some() || is_word_count(value));
    is_label.then(|| (label.to_uppercase(), one_line(value)))
}

/// What the labels of seven interface languages stand for.
pub(super) fn meaning(label: &str) -> Option<Meaning> {
    Some(match label {
        "HEADLINE" | "TITLE" | "TITRE" | "ÜBERSCHRIFT" | "TITULAR" | "TÍTULO" | "TITOLO" | "KOP" => Meaning::Headline,
        "BYLINE" | "AUTEUR" | "AUTOR" | "AUTORE" | "VERFASSER" | "SIGNATURE" | "AUTOR(ES)" | "NAMENSZEILE"
        | "АВТОР" | "АВТОРЫ" => Meaning::Byline,
        "SECTION" | "RUBRIQUE" | "RUBRIK" | "SECCIÓN" | "SEZIONE" | "RUBRIEK" | "SECÇÃO" | "SEÇÃO" | "RESSORT"
        | "РАЗДЕЛ" | "РУБРИКА" => Meaning::Section,
        "LENGTH" | "LONGUEUR" | "LÄNGE" | "LONGITUD" | "LUNGHEZZA" | "LENGTE" | "COMPRIMENTO" | "EXTENSIÓN" => {
            Meaning::Length
        }
        "DATELINE" | "ORIGINE" | "DATUMSZEILE" | "LUGAR" => Meaning::Dateline,
        "HIGHLIGHT" | "ENCART" | "HERVORHEBUNG" | "SAMENVATTING" | "RESUMEN" => Meaning::Highlight,
        "BODY" | "TEXTE" | "TEXT" | "TEXTO" | "TESTO" | "TEKST" => Meaning::Body,
        "GRAPHIC" | "ILLUSTRATION" | "GRAFIK" | "GRÁFICO" | "PHOTO" | "GRAFICO" => Meaning::Graphic,
        "URL" => Meaning::Url,
        "LOAD-DATE" | "DATE-CHARGEMENT" | "UPDATE" | "FECHA-CARGA" | "LADEDATUM" | "DATA CARICAMENTO" | "LANGUAGE"
        | "LANGUE" | "SPRACHE" | "IDIOMA" | "LINGUA" | "TAAL" | "PUBLICATION-TYPE" | "TYPE-PUBLICATION"
        | "PUBLIKATIONSTYP" | "ZEITUNGSTYP" | "TIPO-PUBLICACIÓN" | "PUBLICATIETYPE" | "SUBJECT" | "SUJET" | "THEMA"
        | "ASUNTO" | "TEMA" | "GEOGRAPHIC" | "LOCALISATION-GEO" | "ORGANIZATION" | "ORGANISATION" | "COMPANY"
        | "PERSON" | "TICKER" | "INDUSTRY" | "JOURNAL-CODE" | "CODE-JOURNAL" | "CORRECTION" | "CORRECTION-DATE"
        | "ACC-NO" | "DOCUMENT-TYPE" | "DISTRIBUTION" | "NOTES" | "PUB-TYPE" | "SERIES" | "TYPE" | "CATEGORY"
        | "COUNTRY" | "STATE" | "CITY" | "LOAD DATE" | "CLASSIFICATION" | "TRADITIONAL" => Meaning::Other,
        _ => return None,
    })
}

/// A day with its year, and not much besides.
pub(in crate::formats) fn is_date(block: &str) -> bool {
    let line = one_line(block.lines().next().unwrap_or_default());
    let has_year = line
        .split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    let has_day = line.split(|c: char| !c.is_ascii_digit()).any(|number| matches!(number.len(), 1 | 2))
        || line.split_whitespace().count() <= 3;
    has_year && has_day && !is_copyright(&line) && line.split_whitespace().count() <= 14 && field(&line).is_none()
}

pub(in crate::formats) fn is_copyright(block: &str) -> bool {
    let start = block.trim_start().to_lowercase();
    ["copyright", "©", "(c)"].iter().any(|mark| start.starts_with(mark)) || start.starts_with("all rights reserved")
}

/// `295 mots`, `1,024 words`, `1.024 Wörter`, `295 字`: a number and what it counts.
pub(in crate::formats) fn is_word_count(line: &str) -> bool {
    let line = line.trim();
    let word = line.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
    });
    let number = &line[..line.len() - word.len()];
    let is_number = number.len() <= 12
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.trim_end().ends_with(|c: char| c.is_ascii_digit());
    is_number
        && !word.is_empty()
        && word.chars().count() <= 16
        && word.split_whitespace().count() <= 2
        && word.chars().all(|c| c.is_alphabetic() || c == ' ')
}

/// The line is one of some words, whatever its case.
pub(super) fn is_one_of(line: &str, words: &[&str]) -> bool {
    words.contains(&line.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The counter is the only mark between records, and any language may name it.
    #[test]
    fn tells_counters_from_sentences() {
        let check = |line: &str, counter: Option<(usize, usize)>| assert_eq!(is_counter(line), counter, "{line}");
        check("1 of 10 DOCUMENTS", Some((1, 10)));
        check("2001 of 2146 DOCUMENTS", Some((2001, 2146)));
        check("Dokument 1 von 3", Some((1, 3)));
        check("Document 2 de 3", Some((2, 3)));
        check("文档 2 / 3", Some((2, 3)));
        check("2 / 3", None);
        check("3 of 2 DOCUMENTS", None);
        check("3 of 5", None);
        check("2 of 3 people", None);
        check("1 January 2010", None);
        check("Page 1 of the 10 DOCUMENTS", None);
    }

    #[test]
    fn knows_the_count_of_words_in_any_language() {
        let check = |line: &str, is_it: bool| assert_eq!(is_word_count(line), is_it, "{line}");
        for line in ["295 mots", "1,024 words", "1.024 Wörter", "12 palabras", "1 024 слов", "295字", "88 كلمة"]
        {
            check(line, true);
        }
        for line in ["words", "12 May 2025", "3 of 5 words", "2025", "12 people died in the harbour", "12, Quay Street"]
        {
            check(line, false);
        }
    }

    fn blocks(text: &str) -> Vec<String> {
        text.split("\n\n").map(str::to_owned).collect()
    }

    /// Where a field is missed, its line turns into the article's text.
    #[test]
    fn reads_a_record() {
        let record = read_blocks(&blocks(
            "1 of 2 DOCUMENTS\n\nThe Harbour Post\n\nMarch 3, 2011 Thursday\n\nFerry returns\n\nBYLINE: Ann Lee\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 12 words\n\nDATELINE: OSTEND\n\nThe ferry\nis back.\n\nSAILORS: they said it would.\n\nLOAD-DATE: March 4, 2011\n\nGRAPHIC: The ferry. Photo: B. Roe\n\nCopyright 2011 Harbour Press\nAll Rights Reserved",
        ), &Labels::default())
        .unwrap();
        assert_eq!(record.title.as_deref(), Some("Ferry returns"));
        assert_eq!(record.source.as_deref(), Some("The Harbour Post"));
        assert_eq!(record.date.as_deref(), Some("March 3, 2011 Thursday"));
        assert_eq!(record.byline, ["Ann Lee"]);
        assert_eq!((record.section.as_deref(), record.page.as_deref()), (Some("NEWS"), Some("4")));
        assert_eq!(record.dateline.as_deref(), Some("OSTEND"));
        assert_eq!(record.body, ["The ferry is back.", "SAILORS: they said it would."]);
        assert_eq!(record.captions, ["The ferry. Photo: B. Roe"]);
        assert_eq!(record.copyright, ["Copyright 2011 Harbour Press All Rights Reserved"]);
    }

    #[test]
    fn a_record_may_have_no_fields_above_its_text() {
        let text = "The ferry between the two harbours sails again from Monday, the port said on Sunday evening after a long closure of the upper bridge, and sailors cheered.";
        let record = read_blocks(&blocks(&format!("1 of 2 DOCUMENTS\n\nPost\n\nMarch 3, 2011 Thursday\n\nFerry returns\n\nAt last\n\n{text}\n\nIt is back.\n\nLANGUAGE: ENGLISH")), &Labels::default()).unwrap();
        assert_eq!((record.title.as_deref(), record.standfirst.as_deref()), (Some("Ferry returns"), Some("At last")));
        assert_eq!(record.body, [text, "It is back."]);
    }

    /// The same database speaks the language of its interface, whatever that of the article.
    #[test]
    fn reads_fields_in_other_languages() {
        let french = "Copyright 2013 Presse du Port\n\nLe Port\n\njeudi 3 mars 2011\n\nLe bac revient\n\nAUTEUR: Anne Roux\n\nLONGUEUR: 4 mots\n\nLe bac est là.\n\nLANGUE: FRENCH; FRANÇAIS";
        let record = read_blocks(&blocks(french), &Labels::default()).unwrap();
        assert_eq!((record.title.as_deref(), record.source.as_deref()), (Some("Le bac revient"), Some("Le Port")));
        assert_eq!(record.body, ["Le bac est là."]);
        assert_eq!(record.copyright, ["Copyright 2013 Presse du Port"]);
        let german = "Hafenpost\n\n3. März 2011\n\nFähre zurück\n\nRUBRIK: LOKALES; S. 3\n\nLÄNGE: 4 Wörter\n\nDie Fähre ist da.\n\nSPRACHE: GERMAN";
        let record = read_blocks(&blocks(german), &Labels::default()).unwrap();
        assert_eq!((record.section.as_deref(), record.page.as_deref()), (Some("LOKALES"), Some("3")));
        assert_eq!(record.body, ["Die Fähre ist da."]);
    }

    /// The language of an interface that no list has: its labels are those that all records have.
    #[test]
    fn learns_the_labels_of_an_export() {
        let czech = "1 of 3\n\nHafen\n\n3. března 2011\n\nPřívoz je zpět\n\nDÉLKA: 4 slov\n\nMÍSTO: BRNO\n\nVLÁDA: přívoz jezdí.\n\nJAZYK: ČEŠTINA";
        let records = vec![blocks(czech); 3];
        let mut others = records.clone();
        others[0].retain(|block| !block.starts_with("VLÁDA"));
        others[1].retain(|block| !block.starts_with("VLÁDA"));
        let labels = Labels::of(others.iter().map(Vec::as_slice));
        let record = read_blocks(&records[0], &labels).unwrap();
        assert_eq!(record.title.as_deref(), Some("Přívoz je zpět"));
        assert_eq!(record.body, ["VLÁDA: přívoz jezdí."]);
        let section = |value: &str| split_page(value);
        assert_eq!(section("NEWS; blz. 4"), (Some("NEWS".into()), Some("4".into())));
        assert_eq!(section("Deportes; Pág. B12"), (Some("Deportes".into()), Some("B12".into())));
        assert_eq!(section("St. Gallen; Vol. II"), (Some("St. Gallen".into()), None));
    }
}

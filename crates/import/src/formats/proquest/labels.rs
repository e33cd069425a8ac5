use memchr::memmem;

use crate::markup::one_line;

/// What a label of the database stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Title,
    Author,
    Text,
    Abstract,
    /// Outlet, place, day and page in one line.
    Info,
    Outlet,
    Date,
    Section,
    Page,
    Address,
    Copyright,
    /// Of the database's own, as its number of the document.
    Own,
    Other,
}

impl Meaning {
    /// Set by a database of publications, and hardly by an article.
    pub(super) fn is_own(self) -> bool {
        matches!(self, Meaning::Info | Meaning::Outlet | Meaning::Date | Meaning::Address | Meaning::Own)
    }
}

/// `Publication date: May 12, 2025`, with the label of any interface language.
pub(super) fn field(line: &str) -> Option<(Meaning, &str)> {
    let (label, value) = line.split_once([':', '：'])?;
    // Some mailers show bold as asterisks.
    let label = label.trim().trim_matches('*');
    if label.is_empty() || label.len() > 80 {
        return None;
    }
    Some((meaning(&one_line(label).to_lowercase())?, value.trim().trim_matches('*').trim()))
}

/// A first look, before any work: whether the name of the text field is anywhere.
pub(super) fn name_a_text(source: &str) -> bool {
    // Asked of every page and text that is dropped: as fast as memory is read.
    let is_there = |name: &str| memmem::find(source.as_bytes(), name.as_bytes()).is_some();
    TEXT.iter().any(|name| {
        // As in a sentence or a heading, with its first letter in either case.
        let rest = name.char_indices().nth(1).map_or("", |(at, _)| &name[at..]);
        is_there(rest) || is_there(&title_case(name))
    })
}

fn title_case(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn meaning(label: &str) -> Option<Meaning> {
    let lists = [
        (TEXT, Meaning::Text),
        (TITLE, Meaning::Title),
        (AUTHOR, Meaning::Author),
        (ABSTRACT, Meaning::Abstract),
        (INFO, Meaning::Info),
        (OUTLET, Meaning::Outlet),
        (DATE, Meaning::Date),
        (SECTION, Meaning::Section),
        (PAGE, Meaning::Page),
        (ADDRESS, Meaning::Address),
        (COPYRIGHT, Meaning::Copyright),
        (OTHER, Meaning::Other),
    ];
    if let Some((_, meaning)) = lists.iter().find(|(names, _)| names.contains(&label)) {
        return Some(*meaning);
    }
    let words = || label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if words().count() > 6 {
        return None;
    }
    if words().any(|word| word == "proquest") {
        return Some(Meaning::Own);
    }
    // `Place of publication`, `Type de document`, and what else there is of their kind.
    words().any(|word| KIND.contains(&word)).then_some(Meaning::Other)
}

const TEXT: &[&str] = &[
    "full text",
    "texte intégral",
    "texte complet",
    "volltext",
    "texto completo",
    "texto integral",
    "testo completo",
    "testo integrale",
    "volledige tekst",
    "pełny tekst",
    "полный текст",
    "全文",
];
const TITLE: &[&str] =
    &["title", "titre", "titel", "título", "titolo", "tytuł", "document title", "название", "标题", "標題"];
const AUTHOR: &[&str] =
    &["author", "authors", "auteur", "auteurs", "autor", "autoren", "verfasser", "autores", "autore", "autori", "作者"];
const ABSTRACT: &[&str] = &[
    "abstract",
    "résumé",
    "zusammenfassung",
    "kurzfassung",
    "abstrakt",
    "resumen",
    "resumo",
    "riassunto",
    "samenvatting",
    "摘要",
];
const INFO: &[&str] = &[
    "publication info",
    "publication information",
    "publication details",
    "infos de publication",
    "info de publication",
    "informations de publication",
    "infos sur la publication",
    "informations sur la publication",
    "publikationsinfo",
    "publikationsinformationen",
    "publikationsangaben",
    "veröffentlichungsinfo",
    "veröffentlichungsinformationen",
    "veröffentlichungsangaben",
    "información de publicación",
    "información de la publicación",
    "informações da publicação",
    "informações de publicação",
    "informações sobre a publicação",
    "informazioni pubblicazione",
    "informazioni sulla pubblicazione",
    "informazioni di pubblicazione",
    "publicatie-info",
    "出版物信息",
    "publicatiegegevens",
];
const OUTLET: &[&str] = &[
    "publication title",
    "publication name",
    "titre de la publication",
    "titre de publication",
    "titel der publikation",
    "publikationstitel",
    "titel der veröffentlichung",
    "título de publicación",
    "título de la publicación",
    "título da publicação",
    "titolo pubblicazione",
    "titolo della pubblicazione",
    "titel van publicatie",
    "publicatietitel",
    "出版物名称",
];
const DATE: &[&str] = &[
    "publication date",
    "date de publication",
    "publikationsdatum",
    "erscheinungsdatum",
    "veröffentlichungsdatum",
    "datum der veröffentlichung",
    "datum der publikation",
    "fecha de publicación",
    "data de publicação",
    "data da publicação",
    "data di pubblicazione",
    "data pubblicazione",
    "publicatiedatum",
    "出版日期",
];
const SECTION: &[&str] =
    &["section", "rubrique", "rubrik", "ressort", "sección", "seção", "secção", "sezione", "rubriek"];
const PAGE: &[&str] = &[
    "page",
    "pages",
    "first page",
    "start page",
    "seite",
    "seiten",
    "página",
    "páginas",
    "pagina",
    "pagine",
    "pagina's",
    "页",
    "页码",
];
const ADDRESS: &[&str] =
    &["document url", "url du document", "dokument-url", "dokument url", "url del documento", "url do documento"];
const COPYRIGHT: &[&str] =
    &["copyright", "droits d'auteur", "urheberrecht", "derechos de autor", "direitos autorais", "版权"];
/// Those that have none of the words of `KIND` in them.
const OTHER: &[&str] = &[
    "主题",
    "出版年份",
    "链接",
    "subject",
    "sujet",
    "thema",
    "fach",
    "materia",
    "tema",
    "assunto",
    "soggetto",
    "argomento",
    "onderwerp",
    "location",
    "lieu",
    "ort",
    "lugar",
    "ubicación",
    "local",
    "luogo",
    "locatie",
    "people",
    "personnes",
    "personen",
    "personas",
    "pessoas",
    "persone",
    "company / organization",
    "société / organisation",
    "firma / organisation",
    "firma/organisation",
    "unternehmen/organisation",
    "empresa / organización",
    "empresa / organização",
    "società / organizzazione",
    "identifier / keyword",
    "identifier/keyword",
    "classification",
    "links",
    "liens",
    "enlaces",
    "vínculos",
    "collegamenti",
    "publisher",
    "éditeur",
    "verlag",
    "herausgeber",
    "editorial",
    "editor",
    "editora",
    "editore",
    "uitgever",
    "year",
    "année",
    "jahr",
    "año",
    "ano",
    "anno",
    "jaar",
    "volume",
    "band",
    "volumen",
    "issue",
    "numéro",
    "ausgabe",
    "número",
    "numero",
    "issn",
    "e-issn",
    "eissn",
    "isbn",
    "source type",
    "type de source",
    "quellentyp",
    "quellenart",
    "tipo de fuente",
    "tipo de fonte",
    "tipo di fonte",
    "last updated",
    "dernière mise à jour",
    "zuletzt aktualisiert",
    "letzte aktualisierung",
    "última actualización",
    "última atualização",
    "ultimo aggiornamento",
    "database",
    "base de données",
    "bases de données",
    "datenbank",
    "base de datos",
    "base de dados",
    "banca dati",
    "contact us at",
    "word count",
    "column",
    "edition",
    "supplement",
];
const KIND: &[&str] = &[
    "publication",
    "publikation",
    "veröffentlichung",
    "publicación",
    "publicação",
    "pubblicazione",
    "publicatie",
    "document",
    "dokument",
    "documento",
    "dokumententyp",
    "dokumenttyp",
    "erscheinungsjahr",
    "erscheinungsort",
    "erscheinungsland",
    "publikationsort",
    "publikationsjahr",
    "publikationsland",
];

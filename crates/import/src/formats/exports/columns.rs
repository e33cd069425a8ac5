//! What columns hold: by their names, by their cells, or as the user told it.

use articles::{Preferences, Table, TableColumn, TableField};
use sha2::{Digest, Sha256};

use super::cells::guess_by_cells;

/// Rows that are looked at to guess what a column holds.
pub(super) const LOOKED_AT: usize = 50;
const SHOWN_ROWS: usize = 5;
const SHOWN_CHARS: usize = 200;

/// A table's columns and first rows, as they are read by what the user told or else by what they look like. Where the
/// file has no names for its columns they are numbered, and their cells alone say what they hold.
pub(super) fn describe(
    names: &[String],
    has_names: bool,
    rows: &[Vec<String>],
    preferences: &Preferences,
) -> Described {
    let mut guess: Vec<Option<TableField>> = names.iter().map(|name| field_of(name)).collect();
    give_way(names, &mut guess);
    let named = guess.clone();
    guess_by_cells(rows, &mut guess);
    // Numbers are the same in every file: the kinds of the columns tell one from another.
    let kinds = guess.iter().filter(|_| !has_names).map(|field| format!("{field:?}"));
    let shape = shape_of(&names.iter().cloned().chain(kinds).collect::<Vec<_>>());
    let column = |(name, field): (&String, &Option<TableField>)| TableColumn { name: name.clone(), field: *field };
    let mut table = Table {
        columns: names.iter().zip(&guess).map(column).collect(),
        guess,
        rows: rows.iter().take(SHOWN_ROWS).map(|row| row.iter().map(|cell| shown(cell)).collect()).collect(),
        count: 0,
        remembered: false,
        readable: false,
        shape,
    };
    table.forget();
    let told = preferences.tables.get(&table.shape).filter(|told| told.len() == names.len());
    if let Some(told) = told {
        table.remember(told.clone());
    }
    let told = if has_names { &named } else { &table.guess };
    Described { is_recognised: table.remembered || holds_entries(told), table }
}

pub(super) struct Described {
    pub(super) table: Table,
    /// It can be read without asking: its names say enough, or without any its cells, or the user did.
    pub(super) is_recognised: bool,
}

/// Columns named for a headline, an address or a text, two of them at least.
fn holds_entries(named: &[Option<TableField>]) -> bool {
    let has = |field| named.contains(&Some(field));
    let (title, url, text) = (has(TableField::Title), has(TableField::Url), has(TableField::Text));
    let known: Vec<TableField> = named.iter().flatten().copied().collect();
    title && (url || text)
        || url && (text || has(TableField::Standfirst))
        || text && known.iter().any(|field| *field != TableField::Text)
        || title && has(TableField::Standfirst) && known.len() >= 3
}

/// A hash over the names in their order, short enough to be read aloud.
pub(super) fn shape_of(names: &[String]) -> String {
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.trim().as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Names are compared without case, blanks and signs: `Published At`, `published_at` and `publishedAt` are one.
/// Of `author.name` the first part says what it is; of `article.text` the last.
pub(super) fn field_of(name: &str) -> Option<TableField> {
    let Some((before, last)) = name.rsplit_once('.') else { return field_of_word(name) };
    let owner = before.rsplit('.').next().and_then(field_of_word);
    let is_name = matches!(key_of(last).as_str(), "name" | "title" | "label" | "displayname");
    match owner {
        Some(
            field @ (TableField::Byline
            | TableField::Source
            | TableField::Section
            | TableField::Language
            | TableField::Tags),
        ) => is_name.then_some(field),
        Some(TableField::Text) | None => field_of_word(last).filter(|_| key_of(last) != "name"),
        Some(_) => None,
    }
}

/// What a part of an entry is called holds only where the entry itself has no word for it: the title of an article's
/// feed is not the article's.
fn give_way(names: &[String], guess: &mut [Option<TableField>]) {
    let depth = |name: &str| name.matches('.').count();
    for at in 0..guess.len() {
        let Some(field) = guess[at] else { continue };
        let nearer = names
            .iter()
            .zip(guess.iter())
            .any(|(name, other)| *other == Some(field) && depth(name) < depth(&names[at]));
        if nearer && field != TableField::Text {
            guess[at] = None;
        }
    }
}

fn key_of(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn field_of_word(name: &str) -> Option<TableField> {
    Some(match key_of(name).as_str() {
        "title" | "headline" | "name" | "articletitle" | "resolvedtitle" | "giventitle" | "heading" | "titre"
        | "titel" | "überschrift" | "schlagzeile" | "titulo" | "título" | "titular" | "titolo" | "manchete" | "kop"
        | "заголовок" | "название" | "العنوان" | "عنوان" | "标题" | "標題" | "タイトル" | "見出し" | "제목"
        | "başlık" | "subject" => TableField::Title,
        "url" | "link" | "href" | "uri" | "articleurl" | "resolvedurl" | "givenurl" | "originalurl" | "sourceurl"
        | "canonicalurl" | "permalink" | "weburl" | "webadresse" | "lien" | "enlace" | "ссылка" | "الرابط" | "رابط"
        | "链接" | "連結" | "リンク" | "링크" => TableField::Url,
        "html"
        | "contenthtml"
        | "bodyhtml"
        | "htmlcontent"
        | "articlehtml"
        | "fulltexthtml"
        | "content"
        | "text"
        | "body"
        | "fulltext"
        | "contenttext"
        | "bodytext"
        | "articletext"
        | "articlebody"
        | "article"
        | "maintext"
        | "extended"
        | "texte"
        | "texteintégral"
        | "texto"
        | "testo"
        | "tekst"
        | "volltext"
        | "inhalt"
        | "contenu"
        | "contenido"
        | "conteúdo"
        | "contenuto"
        | "cuerpo"
        | "текст"
        | "содержание"
        | "النص"
        | "نص"
        | "المحتوى"
        | "正文"
        | "内容"
        | "內容"
        | "本文"
        | "본문"
        | "내용"
        | "metin"
        | "textcontent" => TableField::Text,
        "description" | "summary" | "excerpt" | "abstract" | "standfirst" | "lead" | "snippet" | "articleexcerpt"
        | "teaser" | "subtitle" | "chapo" | "chapeau" | "vorspann" | "zusammenfassung" | "résumé" | "resumen"
        | "resumo" | "sommario" | "краткое" | "الملخص" | "摘要" | "要約" => TableField::Standfirst,
        "author" | "authors" | "byline" | "creator" | "writer" | "publishedby" | "journalist" | "auteur"
        | "auteurs" | "autor" | "autoren" | "autores" | "autore" | "verfasser" | "автор" | "авторы" | "الكاتب"
        | "المؤلف" | "作者" | "著者" | "기자" | "yazar" => TableField::Byline,
        "published" | "publishedat" | "datepublished" | "publisheddate" | "publicationdate" | "pubdate" | "pubtime"
        | "date" | "datum" | "erscheinungsdatum" | "erschienen" | "fecha" | "data" | "publishdate" | "publishtime"
        | "datetime" | "timestamp" | "issuedate" | "datedepublication" | "дата" | "التاريخ" | "تاريخ" | "日期"
        | "日付" | "날짜" | "tarih" => TableField::Date,
        "source" | "sourcename" | "publisher" | "outlet" | "publication" | "newspaper" | "site" | "sitename"
        | "domainname" | "media" | "mediaoutlet" | "journal" | "medium" | "zeitung" | "quelle" | "fuente" | "fonte"
        | "источник" | "издание" | "المصدر" | "来源" | "來源" | "媒体" | "출처" | "kaynak" => {
            TableField::Source
        }
        "section" | "category" | "rubrique" | "ressort" | "rubrik" | "sección" | "sezione" | "рубрика" | "раздел"
        | "القسم" | "版面" => TableField::Section,
        "page" | "pages" | "seite" | "página" | "pagina" | "страница" | "الصفحة" | "版次" => {
            TableField::Page
        }
        "language" | "lang" | "langue" | "sprache" | "idioma" | "lingua" | "язык" | "اللغة" | "语言" => {
            TableField::Language
        }
        "tags" | "tag" | "labels" | "etiketten" | "étiquettes" | "etiquetas" | "метки" | "الوسوم" | "标签" => {
            TableField::Tags
        }
        "copyright" | "rights" | "copyrightnotice" => TableField::Copyright,
        _ => return None,
    })
}

fn shown(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).take(SHOWN_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn names_say_what_a_column_holds() {
        let check = |name: &str, field| assert_eq!(field_of(name), field, "{name}");
        check("Published At", Some(TableField::Date));
        check("author.name", Some(TableField::Byline));
        check("author.url", None);
        check("source.name", Some(TableField::Source));
        check("article.text", Some(TableField::Text));
        check("content.url", Some(TableField::Url));
        check("collection.name", None);
        check("Zeilen", None);
    }

    /// A feed's title beside its article's was taken for the headline, being longer.
    #[test]
    fn a_part_of_an_entry_gives_way_to_the_entry() {
        let check = |given: &[&str], expected: &[Option<TableField>]| {
            let described = describe(&names(given), true, &[], &Preferences::default());
            assert_eq!(described.table.guess, expected, "{given:?}");
        };
        check(&["feed.title", "title", "text"], &[None, Some(TableField::Title), Some(TableField::Text)]);
        check(&["article.title", "article.body"], &[Some(TableField::Title), Some(TableField::Text)]);
    }

    /// A mapping is found again by this: it must not hang on anything but the names and their order.
    #[test]
    fn the_shape_is_that_of_the_names() {
        assert_eq!(shape_of(&names(&["a", "b"])), shape_of(&names(&["a", " b "])));
        assert_ne!(shape_of(&names(&["a", "b"])), shape_of(&names(&["b", "a"])));
        assert_ne!(shape_of(&names(&["ab", ""])), shape_of(&names(&["a", "b"])));
        assert_eq!(shape_of(&names(&["a"])).len(), 16);
    }

    #[test]
    fn what_was_told_goes_before_what_is_guessed() {
        let columns = vec![
            TableColumn { name: "Titel".to_owned(), field: None },
            TableColumn { name: "Was".to_owned(), field: Some(TableField::Text) },
        ];
        let given = names(&["Titel", "Was"]);
        let preferences = Preferences {
            tables: [(shape_of(&given), columns.clone())].into_iter().collect(),
            ..Preferences::default()
        };
        let told = describe(&given, true, &[], &preferences);
        assert!(told.is_recognised && told.table.remembered && told.table.readable);
        assert_eq!(told.table.columns, columns);
        assert_eq!(told.table.guess, [Some(TableField::Title), None]);
        assert!(!describe(&given, true, &[], &Preferences::default()).is_recognised);
    }
}

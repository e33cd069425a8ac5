//! What a column's or key's name says it holds.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Title,
    Url,
    Html,
    Text,
    Summary,
    Author,
    Published,
    Source,
    Section,
    Page,
    Language,
}

/// One entry: what its columns hold, in the order of the table.
#[derive(Default)]
pub(super) struct Row<'a>(pub(super) Vec<(Column, std::borrow::Cow<'a, str>)>);

impl Row<'_> {
    /// The longest of several columns of the same kind.
    pub(super) fn get(&self, column: Column) -> Option<&str> {
        let values = self.0.iter().filter(|(name, value)| *name == column && !value.trim().is_empty());
        values.map(|(_, value)| &**value).max_by_key(|value| value.len())
    }

    /// Worth looking at: it has a headline with an address or a text.
    pub(super) fn is_entry(&self) -> bool {
        let has = |column| self.get(column).is_some();
        has(Column::Title) && (has(Column::Url) || has(Column::Html) || has(Column::Text))
            || has(Column::Url) && (has(Column::Html) || has(Column::Text) || has(Column::Summary))
    }
}

/// Names are compared without case, blanks and signs: `Published At`, `published_at` and `publishedAt` are one.
pub(super) fn column(name: &str) -> Option<Column> {
    let key: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match key.as_str() {
        "title" | "headline" | "name" | "articletitle" | "resolvedtitle" | "giventitle" | "heading" | "titre"
        | "titel" | "überschrift" | "titulo" | "título" | "titolo" | "subject" => Column::Title,
        "url" | "link" | "href" | "uri" | "articleurl" | "resolvedurl" | "givenurl" | "originalurl" | "sourceurl"
        | "canonicalurl" | "permalink" | "weburl" => Column::Url,
        "html" | "contenthtml" | "bodyhtml" | "htmlcontent" | "articlehtml" | "fulltexthtml" => Column::Html,
        "content" | "text" | "body" | "fulltext" | "contenttext" | "bodytext" | "articletext" | "articlebody"
        | "article" | "maintext" | "extended" | "texte" | "texto" | "testo" | "inhalt" | "contenu" | "contenido"
        | "textcontent" => Column::Text,
        "description" | "summary" | "excerpt" | "abstract" | "standfirst" | "lead" | "snippet" | "articleexcerpt"
        | "teaser" | "subtitle" | "chapo" => Column::Summary,
        "author" | "authors" | "byline" | "creator" | "writer" | "publishedby" | "auteur" | "autor" | "autore"
        | "verfasser" => Column::Author,
        "published" | "publishedat" | "datepublished" | "publisheddate" | "publicationdate" | "pubdate" | "pubtime"
        | "date" | "datum" | "fecha" | "data" | "publishdate" | "publishtime" | "datetime" | "timestamp" => {
            Column::Published
        }
        "source" | "sourcename" | "publisher" | "outlet" | "publication" | "newspaper" | "site" | "sitename"
        | "domainname" | "media" | "journal" | "medium" | "quelle" | "fuente" | "fonte" => Column::Source,
        "section" | "category" | "rubrique" | "ressort" => Column::Section,
        "page" | "pages" | "seite" => Column::Page,
        "language" | "lang" | "langue" | "sprache" => Column::Language,
        _ => return None,
    })
}

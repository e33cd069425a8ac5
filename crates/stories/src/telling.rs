use articles::ArticleId;

/// One article's telling of a story: what the headline, the summary and the differences are made of.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    pub id: ArticleId,
    /// The first of its group of near copies, or its own id.
    pub copy_of: ArticleId,
    pub title: &'a str,
    /// The body. Quotes are byte ranges of it.
    pub text: &'a str,
    /// ISO 639-1 code.
    pub language: Option<&'a str>,
}

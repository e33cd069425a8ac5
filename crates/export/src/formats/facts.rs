use crate::{
    direction::Direction,
    model::{Facts, Text},
};

/// One of the facts of an article, with the word that marks it as a guess.
pub(super) struct Fact<'a> {
    /// What kind it is: `kind`, `source`, `page`, `byline`, `place`, `date`, `language`.
    pub class: &'static str,
    pub text: &'a Text,
    pub mark: Option<&'a Text>,
}

impl Facts {
    /// Those that there are, in the order they are printed.
    pub(super) fn listed(&self) -> Vec<Fact<'_>> {
        let Facts { source, byline, date, date_mark, place, page, language_mark, kind } = self;
        let listed = [
            ("kind", kind, None),
            ("source", source, None),
            ("page", page, None),
            ("byline", byline, None),
            ("place", place, None),
            ("date", date, date_mark.as_ref()),
            ("language", language_mark, None),
        ];
        let shown = |(class, text, mark)| Option::as_ref(text).map(|text| Fact { class, text, mark });
        listed.into_iter().filter_map(shown).collect()
    }
}

/// What parts the pieces of a line where no markup can set them apart. Beside a piece that runs the other way it holds
/// to the line's direction: else a number after an Arabic name would be taken for a part of it, and change sides.
pub(crate) fn parting<'a>(sign: &str, direction: Direction, pieces: impl IntoIterator<Item = &'a Text>) -> String {
    let turned = pieces.into_iter().any(|said| said.direction != direction);
    let mark = match direction {
        _ if !turned => "",
        Direction::Ltr => "\u{200E}",
        Direction::Rtl => "\u{200F}",
    };
    format!("{mark}{sign}{mark}")
}

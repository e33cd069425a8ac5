//! What a column without a telling name looks like it holds.

use articles::TableField;

/// Fills what the names have left open, and only where no other column is named for it.
pub(super) fn guess_by_cells(rows: &[Vec<String>], guess: &mut [Option<TableField>]) {
    let columns: Vec<Column<'_>> = (0..guess.len()).map(|at| Column::of(rows, at)).collect();
    let fields = [TableField::Url, TableField::Date, TableField::Language, TableField::Text, TableField::Title];
    for field in fields {
        if guess.contains(&Some(field)) {
            continue;
        }
        let open = (0..guess.len()).filter(|at| guess[*at].is_none() && columns[*at].looks_like(field));
        // Of two that could be the text, the longer is; of two headlines, the first.
        let best = match field {
            TableField::Text => open.max_by_key(|at| columns[*at].letters()),
            _ => open.min(),
        };
        if let Some(at) = best {
            guess[at] = Some(field);
        }
    }
}

/// Whether there is a column that could hold a text or a headline: a table of numbers has none.
pub(super) fn holds_prose(rows: &[Vec<String>]) -> bool {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..width).any(|at| {
        let column = Column::of(rows, at);
        column.is_of_texts() || column.is_of_headlines()
    })
}

/// The cells that are not empty.
struct Column<'a>(Vec<&'a str>);

impl<'a> Column<'a> {
    fn of(rows: &'a [Vec<String>], at: usize) -> Column<'a> {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim());
        Column(cells.filter(|cell| !cell.is_empty()).collect())
    }

    fn looks_like(&self, field: TableField) -> bool {
        match field {
            TableField::Url => self.is_of_addresses(),
            TableField::Date => self.is_of_dates(),
            TableField::Language => self.is_of_languages(),
            TableField::Text => self.is_of_texts(),
            TableField::Title => self.is_of_headlines(),
            _ => false,
        }
    }

    fn letters(&self) -> usize {
        self.0.iter().map(|cell| cell.chars().count()).sum()
    }

    fn average(&self) -> usize {
        self.letters() / self.0.len().max(1)
    }

    /// Nine of ten, so that a stray cell changes nothing.
    fn most(&self, test: impl Fn(&str) -> bool) -> bool {
        let passed = self.0.iter().filter(|cell| test(cell)).count();
        !self.0.is_empty() && passed * 10 >= self.0.len() * 9
    }

    fn is_of_addresses(&self) -> bool {
        self.most(|cell| cell.starts_with("http://") || cell.starts_with("https://"))
    }

    fn is_of_dates(&self) -> bool {
        self.most(looks_like_date)
    }

    fn is_of_languages(&self) -> bool {
        let is_code = |cell: &str| {
            let code = cell.split(['-', '_']).next().unwrap_or_default();
            cell.len() <= 5 && code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        self.most(is_code)
    }

    /// Long, or whole sentences: a headline has no full stop.
    fn is_of_texts(&self) -> bool {
        const ENDS: &[char] = &['.', '!', '?', '…', '"', '”', '»', '“', '。', '！', '？', '」', '؟', '۔', '।', '>'];
        let sentences = || self.0.iter().filter(|cell| cell.ends_with(ENDS)).count() * 10 >= self.0.len() * 7;
        let weight = if self.is_unspaced() { 3 } else { 1 };
        let average = self.average() * weight;
        (average >= 200 || average >= 60 && sentences()) && !self.is_of_addresses() && !self.0.is_empty()
    }

    /// Chinese and Japanese put no blanks between their words, and say more with a letter.
    fn is_unspaced(&self) -> bool {
        self.most(|cell| cell.chars().filter(|c| *c as u32 >= 0x2E80).count() >= 6)
    }

    /// Some words each, and hardly one twice.
    fn is_of_headlines(&self) -> bool {
        let mut different = self.0.clone();
        different.sort_unstable();
        different.dedup();
        let words = self.0.iter().map(|cell| cell.split_whitespace().count()).sum::<usize>();
        let is_long = (15..=200).contains(&self.average()) && words >= self.0.len() * 3;
        (is_long || self.is_unspaced() && self.average() <= 80)
            && different.len() * 10 >= self.0.len() * 9
            && !self.is_of_addresses()
            && !self.is_of_dates()
    }
}

/// Day, month and year in any order, or a word for the month; with a time of day or without.
pub(super) fn looks_like_date(cell: &str) -> bool {
    let groups: Vec<&str> = cell.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let parted = ['-', '/', '.', ' ', '年'].iter().any(|sign| cell.contains(*sign));
    cell.chars().count() <= 40
        && !cell.starts_with(['+', '('])
        && letters <= 20
        && (groups.iter().any(is_year) && groups.len() + usize::from(letters >= 3) >= 3 && parted
            || groups.len() == 3 && groups.iter().all(|group| group.len() == 2) && letters == 0 && parted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_other_numbers() {
        let check = |cell: &str, expected| assert_eq!(looks_like_date(cell), expected, "{cell}");
        check("2025-05-12", true);
        check("12.05.2025 08:30", true);
        check("12 May 2025", true);
        check("Mon, 12 May 2025 08:30:00 +0200", true);
        check("2025年5月12日", true);
        check("12/05/25", true);
        check("2025", false);
        check("1,024", false);
        check("+49 30 2025 11", false);
        check("The budget of 2025 has 3 gaps, says the court of auditors", false);
    }

    /// A clipping service's own words for its columns: only the cells say what they are.
    #[test]
    fn cells_say_what_names_do_not() {
        let text = "The ferry between the two harbours sails again from Monday, the port said. ".repeat(4);
        let rows: Vec<Vec<String>> = (0..4)
            .map(|n| {
                let cells = ["7", "Ferry sails again to island", "12.05.2025", "https://harbour.test/1", "de", &text];
                cells
                    .iter()
                    .enumerate()
                    .map(|(at, cell)| if at == 1 { format!("{cell} {n}") } else { (*cell).to_owned() })
                    .collect()
            })
            .collect();
        let mut guess = vec![None; 6];
        guess_by_cells(&rows, &mut guess);
        let expected = [TableField::Title, TableField::Date, TableField::Url, TableField::Language, TableField::Text];
        assert_eq!(guess[0], None);
        assert_eq!(guess[1..], expected.map(Some));
        assert!(holds_prose(&rows));
        assert!(!holds_prose(&[vec!["1.5".to_owned(), "2025-05-12".to_owned(), "A4".to_owned()]]));
    }
}

use crate::Unit;

/// How long texts are together, as a budget counts: characters with their spaces, or words; a character of Chinese or
/// Japanese is a word of its own.
pub fn length_of<'a>(unit: Unit, texts: impl IntoIterator<Item = &'a str>) -> u32 {
    let count = |text: &str| match unit {
        Unit::Characters => text.trim().chars().count(),
        Unit::Words => text.split_whitespace().map(words_in).sum(),
    };
    u32::try_from(texts.into_iter().map(count).sum::<usize>()).unwrap_or(u32::MAX)
}

fn words_in(run: &str) -> usize {
    let wide = run.chars().filter(|char| is_word_by_itself(*char)).count();
    let rest = run.split(is_word_by_itself).filter(|part| part.chars().any(char::is_alphanumeric)).count();
    wide + rest
}

fn is_word_by_itself(char: char) -> bool {
    matches!(char, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An editor is told "840 of 800": the window and the readiness panel must count alike, and as people do.
    #[test]
    fn counts_as_people_do() {
        let check = |texts: &[&str], characters: u32, words: u32| {
            assert_eq!(length_of(Unit::Characters, texts.iter().copied()), characters, "{texts:?}");
            assert_eq!(length_of(Unit::Words, texts.iter().copied()), words, "{texts:?}");
        };
        check(&[], 0, 0);
        check(&["Port closed ", "It’s over – at last."], 11 + 20, 2 + 4);
        check(&["港口关闭"], 4, 4);
        check(&["قال الوزير"], 10, 2);
    }
}

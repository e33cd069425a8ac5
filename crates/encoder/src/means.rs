//! What the texts of a language have in common. Two texts on one thing in two languages lie further apart than two of
//! one language on nothing alike, until that is taken off.

use crate::LENGTH;

/// Of each language its code, a scale, and a byte a number. Made by the example `means`.
const MEANS: &[u8] = include_bytes!("means.bin");
const ROW: usize = 2 + 4 + LENGTH;

/// Takes off what the texts of that language have in common; of one that is not known, what those of all have.
pub(crate) fn centre(vector: &mut [f32; LENGTH], language: Option<&str>) {
    let rows = MEANS.as_chunks::<ROW>().0;
    let own = rows.iter().find(|row| language.is_some_and(|language| language.as_bytes() == &row[..2]));
    let rows = own.map_or(rows, std::slice::from_ref);
    for row in rows {
        let (head, numbers) = row.split_at(ROW - LENGTH);
        let scale = f32::from_le_bytes([head[2], head[3], head[4], head[5]]) / rows.len() as f32;
        vector
            .iter_mut()
            .zip(numbers)
            .for_each(|(number, mean)| *number -= f32::from(i8::from_le_bytes([*mean])) * scale);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A damaged or forgotten file would part no stories, and nobody would see why.
    #[test]
    fn every_language_of_the_sentences_has_a_mean() {
        assert_eq!(MEANS.len() % ROW, 0);
        for line in include_str!("../means/sentences.tsv").lines() {
            let language = &line[..2];
            let (mut own, mut other) = ([0.0; LENGTH], [0.0; LENGTH]);
            centre(&mut own, Some(language));
            centre(&mut other, None);
            assert_ne!(own, other, "{language}");
            let length = own.iter().map(|number| number * number).sum::<f32>().sqrt();
            assert!((0.8..1.0).contains(&length), "{language}: {length}");
        }
    }
}

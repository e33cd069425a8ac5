//! What reads as sentences, and what as code, tables or records of a machine.

use crate::shape::Shape;

/// Enough of the lines is prose for them to be an article's body.
pub(crate) fn is_body<'a>(shapes: impl Iterator<Item = &'a Shape>) -> bool {
    let (mut letters, mut marks, mut prose) = (0u64, 0u64, false);
    for shape in shapes {
        letters += u64::from(shape.letters + shape.cjk);
        marks += u64::from(marks_of(shape));
        prose |= is_prose(shape);
    }
    prose && letters * 100 >= marks * 66
}

/// Most of the text is prose: a note that a person wrote, though nothing about it looks like a page.
pub(crate) fn is_note<'a>(shapes: impl Iterator<Item = &'a Shape>) -> bool {
    let (mut width, mut prose) = (0u64, 0u64);
    for shape in shapes {
        width += u64::from(shape.width);
        prose += if is_prose(shape) && shape.sentences > 0 { u64::from(shape.width) } else { 0 };
    }
    prose * 2 >= width && prose > 0
}

fn is_prose(shape: &Shape) -> bool {
    let enough = shape.words >= 5 || shape.cjk >= 12;
    enough && (shape.sentences > 0 || shape.width >= 50) && (shape.letters + shape.cjk) * 100 >= marks_of(shape) * 78
}

/// Everything but spaces, in columns.
fn marks_of(shape: &Shape) -> u32 {
    shape.width.saturating_sub(shape.spaces)
}

use typst::{
    ecow::EcoVec,
    layout::{Em, Frame, FrameItem, Point},
    text::{Glyph, TextItem},
};
use typst_layout::{Page, PagedDocument};

/// The same document, with each letter and its marks in one run of text.
///
/// Typst starts another run for a mark that is raised, and gives both runs the letter's text: a reader of the PDF then
/// finds `تُ` twice where it was typed once. In one run the letter and its marks share one `ActualText`.
pub(crate) fn join_marks(document: PagedDocument) -> PagedDocument {
    let joined: Vec<Option<Frame>> = document.pages().iter().map(|page| join_in(&page.frame)).collect();
    if joined.iter().all(Option::is_none) {
        return document;
    }
    let take = |(page, frame): (&Page, Option<Frame>)| match frame {
        Some(frame) => Page { frame, ..page.clone() },
        None => page.clone(),
    };
    let pages: EcoVec<Page> = document.pages().iter().zip(joined).map(take).collect();
    let mut document = document;
    let info = std::mem::take(document.info_mut());
    PagedDocument::new(pages, info)
}

/// None where there is nothing to join.
fn join_in(frame: &Frame) -> Option<Frame> {
    let mut changed = false;
    let mut items: Vec<(Point, FrameItem)> = Vec::with_capacity(frame.items().len());
    for (at, item) in frame.items() {
        let item = match item {
            FrameItem::Group(group) => match join_in(&group.frame) {
                Some(frame) => {
                    changed = true;
                    let mut group = group.clone();
                    group.frame = frame;
                    FrameItem::Group(group)
                }
                None => item.clone(),
            },
            FrameItem::Text(text) => match items.last() {
                Some((before_at, FrameItem::Text(before))) => match join((*before_at, before), (*at, text)) {
                    Some((at, text)) => {
                        changed = true;
                        items.pop();
                        items.push((at, FrameItem::Text(text)));
                        continue;
                    }
                    None => item.clone(),
                },
                _ => item.clone(),
            },
            _ => item.clone(),
        };
        items.push((*at, item));
    }
    changed.then(|| {
        let mut joined = Frame::new(frame.size(), frame.kind());
        if frame.has_baseline() {
            joined.set_baseline(frame.baseline());
        }
        joined.push_multiple(items);
        joined
    })
}

/// One run of two, where the last letter of the left one is the first of the right one.
fn join((left_at, left): (Point, &TextItem), (right_at, right): (Point, &TextItem)) -> Option<(Point, TextItem)> {
    let (last, first) = (left.glyphs.last()?, right.glyphs.first()?);
    let cluster = left.text.get(last.range())?;
    let meet = (left_at.x + left.width()).approx_eq(right_at.x);
    let alike = left.font == right.font
        && left.size == right.size
        && left.fill == right.fill
        && left.stroke == right.stroke
        && left.lang == right.lang
        && left.region == right.region;
    let same_letter = last.span == first.span && right.text.get(first.range()) == Some(cluster);
    if !(meet && alike && same_letter && left_at.y != right_at.y) {
        return None;
    }
    // Written to the right the letter ends the left run's text; written to the left it begins it.
    let to_right = last.range().end == left.text.len() && first.range().start == 0;
    let to_left = last.range().start == 0 && first.range().end == right.text.len();
    let (earlier, later) = match (to_right, to_left) {
        (true, _) => (&left.text, &right.text),
        (false, true) => (&right.text, &left.text),
        (false, false) => return None,
    };
    let mut text = earlier.clone();
    text.push_str(later.get(cluster.len()..)?);
    // Ranges are two bytes wide.
    let shift = u16::try_from(earlier.len() - cluster.len()).ok()?;
    u16::try_from(text.len()).ok()?;
    let (left_shift, right_shift) = if to_right { (0, shift) } else { (shift, 0) };
    // The run stands where its letters do: marks have no width.
    let base = if left.width() >= right.width() { left_at.y } else { right_at.y };
    let moved = |glyph: &Glyph, shift: u16, y| {
        let range = glyph.range.start + shift..glyph.range.end + shift;
        let raised = Em::from_abs(base - y, left.size);
        Glyph { range, y_offset: glyph.y_offset + raised, ..glyph.clone() }
    };
    let glyphs = left.glyphs.iter().map(|glyph| moved(glyph, left_shift, left_at.y));
    let glyphs = glyphs.chain(right.glyphs.iter().map(|glyph| moved(glyph, right_shift, right_at.y))).collect();
    Some((Point::new(left_at.x, base), TextItem { text, glyphs, ..left.clone() }))
}

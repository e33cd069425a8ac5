use std::ops::Range;

use ttf_parser::OutlineBuilder;
use typst::{
    ecow::EcoVec,
    layout::{Em, Frame, FrameItem, Point},
    text::{Glyph, TextItem},
    visualize::{Curve, FillRule, Geometry, Shape},
};
use typst_layout::{Page, PagedDocument};
use unicode_normalization::char::is_combining_mark;

/// The same document, looking the same, in which a reader of the PDF finds letters with marks as they were typed.
///
/// Typst starts another run for a mark that is raised, and gives both runs the letter's text: `تُحسم` is then read with
/// its first letter twice. Joined in one run the two share an `ActualText`, which poppler reads the wrong way round in
/// Arabic; with a text for each, the raised one is read as a word of its own on another line. So a raised mark is drawn
/// as a shape, which is no text, and in the text stands a glyph without outline in its place, on the line.
pub(crate) fn set_marks(mut document: PagedDocument) -> PagedDocument {
    let changed: Vec<Option<Frame>> = document.pages().iter().map(|page| set_in(&page.frame)).collect();
    if changed.iter().all(Option::is_none) {
        return document;
    }
    let take = |(page, frame): (&Page, Option<Frame>)| match frame {
        Some(frame) => Page { frame, ..page.clone() },
        None => page.clone(),
    };
    let pages: EcoVec<Page> = document.pages().iter().zip(changed).map(take).collect();
    let info = std::mem::take(document.info_mut());
    PagedDocument::new(pages, info)
}

/// None where the frame has no marks.
fn set_in(frame: &Frame) -> Option<Frame> {
    let mut changed = false;
    let mut items: Vec<(Point, FrameItem)> = Vec::with_capacity(frame.items().len());
    for (at, item) in frame.items() {
        let item = match item {
            FrameItem::Group(group) => match set_in(&group.frame) {
                Some(frame) => {
                    changed = true;
                    let mut group = group.clone();
                    group.frame = frame;
                    FrameItem::Group(group)
                }
                None => item.clone(),
            },
            FrameItem::Text(text) => {
                if let Some((before_at, FrameItem::Text(before))) = items.last()
                    && let Some((at, text)) = join((*before_at, before), (*at, text))
                {
                    changed = true;
                    items.pop();
                    items.push((at, FrameItem::Text(text)));
                    continue;
                }
                item.clone()
            }
            _ => item.clone(),
        };
        items.push((*at, item));
    }
    let mut drawn = Vec::new();
    for (at, item) in &mut items {
        if let FrameItem::Text(text) = item {
            changed |= part_letters(text, *at, &mut drawn);
        }
    }
    changed.then(|| {
        let mut set = Frame::new(frame.size(), frame.kind());
        if frame.has_baseline() {
            set.set_baseline(frame.baseline());
        }
        set.push_multiple(items);
        set.push_multiple(drawn);
        set
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

/// Gives each glyph of a letter with marks its own characters, and draws the marks. False where none is certain.
fn part_letters(text: &mut TextItem, at: Point, drawn: &mut Vec<(Point, FrameItem)>) -> bool {
    let mut parted = false;
    let mut pen = Em::zero();
    let mut next = 0;
    while let Some(first) = text.glyphs.get(next) {
        let range = first.range.clone();
        let count = text.glyphs[next..].iter().take_while(|glyph| glyph.range == range).count();
        if count > 1
            && let Some(parts) = parts_of(text, next, count)
        {
            let mut pen = pen;
            for (index, part) in (next..).zip(parts) {
                let glyph = &text.glyphs[index];
                let point = at + Point::new((pen + glyph.x_offset).at(text.size), -glyph.y_offset.at(text.size));
                pen += glyph.x_advance;
                if let Some(blank) = part.blank
                    && let Some(shape) = draw(text, glyph.id)
                {
                    drawn.push((point, FrameItem::Shape(shape, glyph.span.0)));
                    let glyph = &mut text.glyphs[index];
                    glyph.id = blank;
                    glyph.x_offset = Em::zero();
                    glyph.y_offset = Em::zero();
                }
                text.glyphs[index].range = part.range;
            }
            parted = true;
        }
        pen += text.glyphs[next..next + count].iter().map(|glyph| glyph.x_advance).sum::<Em>();
        next += count;
    }
    parted
}

struct Part {
    /// Its characters, in the run's text.
    range: Range<u16>,
    /// For a mark: the glyph that stands in its place.
    blank: Option<u16>,
}

/// What each of `count` glyphs from `at` on stands for, which share a letter and its marks.
fn parts_of(text: &TextItem, at: usize, count: usize) -> Option<Vec<Part>> {
    let glyphs = &text.glyphs[at..at + count];
    let whole = glyphs.first()?.range.clone();
    let cluster = text.text.get(usize::from(whole.start)..usize::from(whole.end))?;
    let marks_at = cluster.char_indices().find(|(_, char)| is_combining_mark(*char))?.0;
    let (letter, marks) = cluster.split_at(marks_at);
    // Marks take no room of their own.
    let is_mark = |glyph: &Glyph| glyph.x_advance == Em::zero();
    let letter_end = whole.start + u16::try_from(letter.len()).ok()?;
    let mark_count = glyphs.iter().filter(|glyph| is_mark(glyph)).count();
    if letter.is_empty() || mark_count + 1 != count || !marks.chars().all(is_combining_mark) {
        return None;
    }
    let glyph_of = |char: char| text.font.ttf().glyph_index(char).map(|index| index.0);
    let part = |glyph: &Glyph| {
        if !is_mark(glyph) {
            return Some(Part { range: whole.start..letter_end, blank: None });
        }
        let (char, range) = if mark_count == 1 {
            (marks.chars().next()?, letter_end..whole.end)
        } else {
            let (place, char) = marks.char_indices().find(|(_, char)| glyph_of(*char) == Some(glyph.id))?;
            let start = letter_end + u16::try_from(place).ok()?;
            (char, start..start + u16::try_from(char.len_utf8()).ok()?)
        };
        // Where the fonts' maker puts it (../fonts/make.py).
        let blank = char::from_u32(u32::from(char) + 0xE000).and_then(glyph_of);
        Some(Part { range, blank })
    };
    let parts: Vec<Part> = glyphs.iter().map(part).collect::<Option<_>>()?;
    // Each character once, or the letter stays whole.
    let covered: usize = parts.iter().map(|part| usize::from(part.range.end - part.range.start)).sum();
    (covered == cluster.len()).then_some(parts)
}

/// A glyph's outline, from its origin.
fn draw(text: &TextItem, glyph: u16) -> Option<Shape> {
    let scale = text.size.to_pt() / text.font.units_per_em();
    let mut pen = Pen { curve: Curve::new(), at: (0.0, 0.0), scale };
    text.font.ttf().outline_glyph(ttf_parser::GlyphId(glyph), &mut pen)?;
    let geometry = Geometry::Curve(pen.curve);
    Some(Shape { geometry, fill: Some(text.fill.clone()), fill_rule: FillRule::NonZero, stroke: None })
}

struct Pen {
    curve: Curve,
    /// In the font's units.
    at: (f32, f32),
    scale: f64,
}

impl Pen {
    /// Fonts count upwards, frames downwards.
    fn point(&self, (x, y): (f32, f32)) -> Point {
        let points = |value: f32| typst::layout::Abs::pt(f64::from(value) * self.scale);
        Point::new(points(x), -points(y))
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.curve.move_(self.point(self.at));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.curve.line(self.point(self.at));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let towards = |(fx, fy): (f32, f32)| (fx + (x1 - fx) * 2.0 / 3.0, fy + (y1 - fy) * 2.0 / 3.0);
        let (first, second) = (towards(self.at), towards((x, y)));
        self.at = (x, y);
        self.curve.cubic(self.point(first), self.point(second), self.point(self.at));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.at = (x, y);
        self.curve.cubic(self.point((x1, y1)), self.point((x2, y2)), self.point(self.at));
    }

    fn close(&mut self) {
        self.curve.close();
    }
}

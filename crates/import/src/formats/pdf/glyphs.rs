use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, TransformExt,
    font::Glyph as Drawn,
    hayro_cmap::BfString,
    hayro_syntax::{Pdf, page::Page},
    interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

use crate::limits::PDF_GLYPHS;

/// A character on a page, in points from its top left corner.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
    /// Tells fonts apart, so that a bold heading of the text's own size is seen.
    pub(super) font: u128,
}

pub(super) struct PageGlyphs {
    pub(super) glyphs: Vec<Glyph>,
    /// Drawn, and of no known character.
    pub(super) unreadable: usize,
}

pub(super) fn read_glyphs<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>) -> PageGlyphs {
    let everywhere = Rect::new(0.0, 0.0, 1.0, 1.0);
    let settings = InterpreterSettings::default();
    let mut context = Context::new(page.initial_transform(true).to_kurbo(), everywhere, cache, pdf.xref(), settings);
    let mut listener = Listener { glyphs: Vec::new(), unreadable: 0 };
    interpret_page(page, &mut context, &mut listener);
    PageGlyphs { glyphs: listener.glyphs, unreadable: listener.unreadable }
}

/// Hears what is drawn, and draws nothing.
struct Listener {
    glyphs: Vec<Glyph>,
    unreadable: usize,
}

impl<'a> Device<'a> for Listener {
    fn draw_glyph(
        &mut self,
        glyph: &Drawn<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _paint: &Paint<'a>,
        _mode: &GlyphDrawMode,
    ) {
        let (text, advance, font) = match glyph {
            Drawn::Outline(glyph) => (glyph.as_unicode(), glyph.advance_width(), glyph.font_cache_key()),
            Drawn::Type3(glyph) => (glyph.as_unicode(), None, 0),
        };
        let text = match text {
            Some(BfString::Char(c)) => part_ligature(c).map_or_else(|| c.to_string(), str::to_owned),
            Some(BfString::String(text)) if text.chars().any(|c| part_ligature(c).is_some()) => {
                text.chars().map(|c| part_ligature(c).map_or_else(|| c.to_string(), str::to_owned)).collect()
            }
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        if text.is_empty() || text.chars().all(|c| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())) {
            self.unreadable += 1;
            return;
        }
        let place = transform * glyph_transform;
        let [a, b, ..] = place.as_coeffs();
        // Text that runs upwards is a label of a figure or the name of a volume, and no part of what is read.
        if b.abs() > a.abs() || self.glyphs.len() >= PDF_GLYPHS {
            return;
        }
        // Outlines stand on 1,000 units to the em.
        let size = (place * Point::new(0.0, 1000.0) - place * Point::ORIGIN).hypot();
        let start = place * Point::ORIGIN;
        let end = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        if !(start.is_finite() && end.is_finite() && size.is_finite() && size > 0.5) {
            return;
        }
        let (left, right) = (start.x.min(end.x), start.x.max(end.x));
        self.glyphs.push(Glyph { text, left, right, baseline: start.y, size, font });
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A setter's one sign for several letters: nobody looks for it.
fn part_ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

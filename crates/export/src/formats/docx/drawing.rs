//! Pictures in the line of the text (DrawingML).

use super::xml::escape;

/// The drawing unit: English metric units in a twentieth of a point.
const EMU: u64 = 635;
/// Twentieths of a point that a pixel takes at most, at 130 dots an inch: larger it would be seen to be one.
const PIXEL: (u64, u64) = (1_440, 130);

/// Width and height in twentieths of a point.
pub(super) type Size = (u64, u64);

/// As large as the room allows.
pub(super) fn fit((width, height): (u32, u32), (most_wide, most_high): (u32, u32)) -> Size {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let (most_wide, most_high) = (u64::from(most_wide), u64::from(most_high));
    if width * most_high > height * most_wide {
        (most_wide, (height * most_wide / width).max(1))
    } else {
        ((width * most_high / height).max(1), most_high)
    }
}

/// As large as the room and its pixels allow.
pub(super) fn fit_print(pixels: (u32, u32), room: (u32, u32)) -> Size {
    let sharp = |pixels: u32| u64::from(pixels) * PIXEL.0 / PIXEL.1;
    let (width, height) = fit(pixels, room);
    if width > sharp(pixels.0) { (sharp(pixels.0), sharp(pixels.1)) } else { (width, height) }
}

/// A run of one picture. `relation` names its part; `said` is read in its place.
pub(super) fn drawing(relation: &str, id: usize, (width, height): Size, said: &str) -> String {
    let (width, height, said) = (width * EMU, height * EMU, escape(&said.replace('\n', " ")));
    format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:docPr id=\"{id}\" name=\"Picture {id}\" descr=\"{said}\"/>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
         <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"Picture {id}\" descr=\"{said}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_its_sharpness() {
        let check = |pixels, room, expected: Size| assert_eq!(fit_print(pixels, room), expected);
        check((1_100, 550), (4_000, 3_000), (4_000, 2_000));
        check((550, 1_100), (4_000, 3_000), (1_500, 3_000));
        check((130, 65), (4_000, 3_000), (1_440, 720));
        assert_eq!(fit((60, 20), (3_400, 907)), (2_721, 907));
    }
}

use std::sync::Arc;

use image::ImageFormat;
use thiserror::Error;

use crate::raster::{self, NotRead};

/// A picture that came with an article, as every format sets it: a JPEG of at most 1,100 pixels, without what the
/// camera wrote beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Shared: a document is copied more than once on its way to a file.
    pub(crate) bytes: Arc<[u8]>,
    /// In pixels.
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// It is damaged, too large, or of a kind that is not read.
#[derive(Debug, Error)]
#[error("the picture could not be read: {0}")]
pub struct NoPicture(String);

/// Those that the typesetter reads too. AVIF and BMP are shown in the window alone.
const KINDS: &[ImageFormat] = &[ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif];
/// A photograph of a newspaper's page can still be read; one of 1,100 pixels has some 150 kB.
const QUALITY: u8 = 80;
/// Smaller ones are signs and buttons of a page.
pub(crate) const LEAST_PIXELS: u32 = 64;

impl Picture {
    pub fn read(bytes: &[u8]) -> Result<Picture, NoPicture> {
        let no_picture = |NotRead(fault): NotRead| NoPicture(fault);
        let (picture, _) = raster::read(bytes, KINDS).map_err(no_picture)?;
        let (width, height) = (picture.width(), picture.height());
        if width.min(height) < LEAST_PIXELS {
            return Err(NoPicture(format!("{width} × {height} pixels")));
        }
        let bytes = raster::write_jpeg(picture, QUALITY).map_err(no_picture)?;
        Ok(Picture { bytes: bytes.into(), width, height })
    }

    /// One that `read` made: its bytes stay as they are.
    pub(crate) fn kept(bytes: Vec<u8>, width: u32, height: u32) -> Picture {
        Picture { bytes: bytes.into(), width, height }
    }

    /// What it weighs.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} × {}, {} bytes)", self.width, self.height, self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, Rgba, RgbaImage};

    use super::*;

    fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// An issue of forty photographs as they come is too large to be sent.
    #[test]
    fn every_kind_becomes_a_small_jpeg() {
        let large = DynamicImage::new_rgb8(2_200, 1_000);
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let picture = Picture::read(&file(&large, format)).unwrap();
            assert_eq!((picture.width, picture.height), (1_100, 500), "{format:?}");
            assert!(picture.bytes.starts_with(b"\xff\xd8\xff"), "{format:?}");
        }
        let small = Picture::read(&file(&DynamicImage::new_rgb8(300, 200), ImageFormat::Png)).unwrap();
        assert_eq!((small.width, small.height), (300, 200));
    }

    /// A chart on nothing would be a chart on black.
    #[test]
    fn what_is_see_through_is_white() {
        let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(80, 80, Rgba([0, 0, 0, 0])));
        let picture = Picture::read(&file(&clear, ImageFormat::Png)).unwrap();
        let shown = image::load_from_memory(&picture.bytes).unwrap().into_rgb8();
        assert!(shown.pixels().all(|pixel| pixel.0 == [255, 255, 255]));
    }

    /// A telephone that is held upright writes the picture lying, and beside it that it is.
    #[test]
    fn a_picture_stands_upright_and_brings_nothing_else() {
        let lying = file(&DynamicImage::new_rgb8(120, 80), ImageFormat::Jpeg);
        // Its notes say: turned by a quarter (6), and where it was taken.
        let notes = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0taken at home";
        let length = u16::try_from(notes.len() + 2).unwrap().to_be_bytes();
        let noted = [&lying[..2], b"\xff\xe1", &length, notes, &lying[2..]].concat();
        let picture = Picture::read(&noted).unwrap();
        assert_eq!((picture.width, picture.height), (80, 120));
        assert!(!picture.bytes.windows(4).any(|bytes| bytes == b"home" || bytes == b"Exif"));
    }

    #[test]
    fn what_cannot_be_shown_is_none() {
        let mut damaged = file(&DynamicImage::new_rgb8(200, 200), ImageFormat::Png);
        damaged.truncate(60);
        let button = file(&DynamicImage::new_rgb8(200, 20), ImageFormat::Png);
        // A header that promises 60,000 × 60,000 pixels.
        let mut bomb = file(&DynamicImage::new_rgb8(200, 200), ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
        for bytes in [&b""[..], b"BM", b"<svg xmlns='http://www.w3.org/2000/svg'/>", &damaged, &button, &bomb] {
            assert!(Picture::read(bytes).is_err());
        }
    }
}

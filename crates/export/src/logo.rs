use std::io::Cursor;

use image::{DynamicImage, ImageFormat, ImageReader};
use thiserror::Error;

use crate::raster::{self, NotRead};

/// The sender's own picture for the masthead.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    pub(crate) bytes: Vec<u8>,
    pub(crate) kind: Kind,
    /// In pixels.
    pub(crate) width: u32,
    pub(crate) height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Png,
    Jpeg,
}

/// It is no PNG or JPEG, or is damaged, or too large to be meant as a logo.
#[derive(Debug, Error)]
#[error("the picture could not be read: {0}")]
pub struct NoLogo(String);

const KINDS: &[ImageFormat] = &[ImageFormat::Png, ImageFormat::Jpeg];
const QUALITY: u8 = 88;

impl Logo {
    /// From a PNG or JPEG. Written anew, at most 1,100 pixels long: notes of the camera and whatever else was in the
    /// file stay behind. One that shows what is under it stays a PNG, so that it still does.
    pub fn read(bytes: &[u8]) -> Result<Logo, NoLogo> {
        let no_logo = |NotRead(fault): NotRead| NoLogo(fault);
        let (picture, format) = raster::read(bytes, KINDS).map_err(no_logo)?;
        let (width, height) = (picture.width(), picture.height());
        if picture.color().has_alpha() || format == ImageFormat::Png {
            let mut written = Cursor::new(Vec::new());
            DynamicImage::ImageRgba8(picture.into_rgba8())
                .write_to(&mut written, ImageFormat::Png)
                .map_err(|error| NoLogo(error.to_string()))?;
            return Ok(Logo { bytes: written.into_inner(), kind: Kind::Png, width, height });
        }
        let bytes = raster::write_jpeg(picture, QUALITY).map_err(no_logo)?;
        Ok(Logo { bytes, kind: Kind::Jpeg, width, height })
    }
}

impl Logo {
    /// One that `read` made: its bytes stay as they are.
    pub(crate) fn kept(bytes: Vec<u8>) -> Result<Logo, NoLogo> {
        let format = image::guess_format(&bytes).map_err(|error| NoLogo(error.to_string()))?;
        let kind = if format == ImageFormat::Png { Kind::Png } else { Kind::Jpeg };
        let size = ImageReader::with_format(Cursor::new(&bytes), format).into_dimensions();
        let (width, height) = size.map_err(|error| NoLogo(error.to_string()))?;
        Ok(Logo { bytes, kind, width, height })
    }
}

impl Kind {
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Png => "image/png",
            Kind::Jpeg => "image/jpeg",
        }
    }
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Logo({:?}, {} × {}, {} bytes)", self.kind, self.width, self.height, self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A photograph of 4,000 pixels in each of a hundred copies is what makes an issue too large to send.
    #[test]
    fn a_large_picture_is_made_small() {
        let check = |format: ImageFormat, kind: Kind| {
            let logo = Logo::read(&picture(2_200, 1_000, format)).unwrap();
            assert_eq!((logo.width, logo.height, logo.kind), (1_100, 500, kind));
            let again = Logo::read(&logo.bytes).unwrap();
            assert_eq!((again.width, again.height), (1_100, 500));
        };
        check(ImageFormat::Png, Kind::Png);
        check(ImageFormat::Jpeg, Kind::Jpeg);
    }

    #[test]
    fn what_is_no_picture_is_said_to_be_none() {
        let mut damaged = picture(20, 20, ImageFormat::Png);
        damaged.truncate(50);
        for bytes in [&b""[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", &damaged] {
            assert!(Logo::read(bytes).is_err());
        }
    }
}

//! Pictures out of files: read within limits, made small, written anew. Masthead and articles alike.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder, imageops::FilterType,
};

/// In the decoder's words.
#[derive(Debug)]
pub(crate) struct NotRead(pub String);

/// The longer side: what 19 cm show at 150 dots an inch.
pub(crate) const MOST_PIXELS: u32 = 1_100;
/// Of the picture as it is unpacked: a photograph of 60 million pixels.
const MOST_MEMORY: u64 = 256 << 20;

/// The picture, upright, at most 1,100 pixels long, and what it was. Of a moving one its first frame.
///
/// It came from anywhere: its size is known before it is unpacked, and a decoder that stops costs this picture alone.
pub(crate) fn read(bytes: &[u8], kinds: &[ImageFormat]) -> Result<(DynamicImage, ImageFormat), NotRead> {
    let stopped = |_| NotRead("the decoder stopped".to_owned());
    catch_unwind(AssertUnwindSafe(|| decode(bytes, kinds))).map_err(stopped)?
}

fn decode(bytes: &[u8], kinds: &[ImageFormat]) -> Result<(DynamicImage, ImageFormat), NotRead> {
    let not_read = |error: image::ImageError| NotRead(error.to_string());
    let format = image::guess_format(bytes).map_err(not_read)?;
    if !kinds.contains(&format) {
        return Err(NotRead(format!("{format:?} is not among {kinds:?}")));
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(not_read)?;
    // Not every decoder keeps to the limits by itself.
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(NotRead(format!("{} bytes unpacked", decoder.total_bytes())));
    }
    // A camera that was held upright says so beside the picture, and what stands beside it is not written anew.
    let turned = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(not_read)?;
    if picture.width().max(picture.height()) > MOST_PIXELS {
        // A quarter of the time: what is four times too large is first halved by taking the mean.
        if picture.width().max(picture.height()) > 4 * MOST_PIXELS {
            picture = picture.thumbnail(2 * MOST_PIXELS, 2 * MOST_PIXELS);
        }
        picture = picture.resize(MOST_PIXELS, MOST_PIXELS, FilterType::CatmullRom);
    }
    turned.into_iter().for_each(|turned| picture.apply_orientation(turned));
    Ok((picture, format))
}

/// What is see-through becomes white: paper is.
pub(crate) fn write_jpeg(picture: DynamicImage, quality: u8) -> Result<Vec<u8>, NotRead> {
    let flat = if picture.color().has_alpha() {
        let mut picture = picture.into_rgba8();
        for pixel in picture.pixels_mut() {
            let alpha = u16::from(pixel.0[3]);
            for part in &mut pixel.0[..3] {
                // At most 255: a mean of two such.
                *part = ((u16::from(*part) * alpha + 255 * (255 - alpha)) / 255) as u8;
            }
            pixel.0[3] = 255;
        }
        DynamicImage::ImageRgba8(picture)
    } else {
        picture
    };
    let mut written = Vec::new();
    DynamicImage::ImageRgb8(flat.into_rgb8())
        .write_with_encoder(JpegEncoder::new_with_quality(&mut written, quality))
        .map_err(|error| NotRead(error.to_string()))?;
    Ok(written)
}

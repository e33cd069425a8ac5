//! Drawn pictures, so that a sample has what a photographer would send, and nobody's.

use std::{io::Cursor, sync::LazyLock};

use articles::{Article, Caption, ContentHash, KeptPicture};
use image::{ImageFormat, Rgb, RgbImage};
use sha2::{Digest, Sha256};

/// A harbour at dusk: cranes before a low sun.
pub static HARBOUR: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut scene = sky(960, 600, [244, 190, 132], [96, 122, 158], 400);
    disc(&mut scene, (690, 372), 46, [255, 236, 190]);
    fill(&mut scene, (0, 400, 960, 200), |_, y| shade([62, 84, 112], 1.0 - (y - 400) as f32 / 420.0));
    for (row, width) in [(418, 150), (436, 110), (458, 170), (486, 90), (520, 130)] {
        fill(&mut scene, (690 - width / 2, row, width, 3), |_, _| [236, 200, 150]);
    }
    for (left, height) in [(90, 210), (250, 260), (420, 230)] {
        crane(&mut scene, left, 404 - height, height);
    }
    for (left, top, width, colour) in [
        (0, 372, 560, [40, 46, 58]),
        (40, 350, 80, [122, 62, 52]),
        (130, 350, 80, [52, 78, 92]),
        (340, 342, 90, [128, 104, 60]),
    ] {
        fill(&mut scene, (left, top, width, 404 - top), |_, _| colour);
    }
    write(&scene, ImageFormat::Jpeg)
});

/// A railway that runs to mountains, higher than it is wide.
pub static RAILWAY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut scene = sky(640, 800, [206, 222, 236], [120, 158, 204], 420);
    for (middle, width, top, colour) in
        [(140, 420, 210, [132, 148, 172]), (470, 520, 170, [108, 126, 154]), (320, 460, 290, [86, 106, 128])]
    {
        for y in top..430 {
            let half = width / 2 * (y - top) / (430 - top);
            fill(&mut scene, ((middle - half).max(0), y, half * 2, 1), |_, _| colour);
        }
    }
    fill(&mut scene, (0, 420, 640, 380), |_, y| shade([126, 148, 92], 1.0 - (y - 420) as f32 / 900.0));
    for y in 420..800 {
        let half = 6 + (y - 420) * 150 / 380;
        fill(&mut scene, (320 - half, y, half * 2, 1), |_, _| [150, 138, 122]);
        let rail = 1 + (y - 420) / 70;
        for side in [-1, 1] {
            fill(&mut scene, (320 + side * half * 6 / 10 - rail, y, rail * 2, 1), |_, _| [62, 62, 70]);
        }
    }
    write(&scene, ImageFormat::Png)
});

/// The article with a picture behind its paragraph of that number, counted from 1; 0 puts it before the first.
pub fn with_picture(
    mut article: Article,
    bytes: &[u8],
    alt: &str,
    caption: Option<(&str, &str)>,
    behind: usize,
) -> Article {
    let size = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().expect("a kind").into_dimensions();
    let (width, height) = size.expect("a size");
    let hash = ContentHash(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect());
    let kept = KeptPicture { hash, media: "image/jpeg".into(), width, height, bytes: bytes.to_vec() };
    let address = kept.address();
    let headings = std::mem::take(&mut article.html);
    let element = |paragraph: &str| {
        let name = if headings.contains(&format!("<h2>{paragraph}</h2>")) { "h2" } else { "p" };
        format!("<{name}>{}</{name}>", escape(paragraph))
    };
    let mut html: Vec<String> = article.text.split("\n\n").map(element).collect();
    html.insert(behind, format!("<figure><img src=\"{address}\" alt=\"{}\"></figure>", escape(alt)));
    article.html = html.concat();
    article.captions.extend(caption.map(|(text, credit)| Caption {
        text: text.into(),
        credit: (!credit.is_empty()).then(|| credit.into()),
        image: Some(address),
    }));
    article.pictures.push(kept);
    article
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn write(scene: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    scene.write_to(&mut bytes, format).expect("written");
    bytes.into_inner()
}

fn sky(width: u32, height: u32, low: [u8; 3], high: [u8; 3], horizon: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |_, y| {
        let part = (y.min(horizon) as f32 / horizon as f32).powf(1.4);
        let mix = |at: usize| (f32::from(high[at]) * (1.0 - part) + f32::from(low[at]) * part) as u8;
        Rgb([mix(0), mix(1), mix(2)])
    })
}

fn shade(colour: [u8; 3], by: f32) -> [u8; 3] {
    colour.map(|part| (f32::from(part) * by) as u8)
}

fn fill(scene: &mut RgbImage, (left, top, width, height): (i32, i32, i32, i32), colour: impl Fn(i32, i32) -> [u8; 3]) {
    let (most_wide, most_high) = (scene.width() as i32, scene.height() as i32);
    for y in top.max(0)..(top + height).min(most_high) {
        for x in left.max(0)..(left + width).min(most_wide) {
            scene.put_pixel(x as u32, y as u32, Rgb(colour(x, y)));
        }
    }
}

fn disc(scene: &mut RgbImage, (x, y): (i32, i32), radius: i32, colour: [u8; 3]) {
    for row in -radius..=radius {
        let half = f64::from(radius * radius - row * row).sqrt() as i32;
        fill(scene, (x - half, y + row, half * 2, 1), |_, _| colour);
    }
}

/// Two legs, a beam over the water, a cabin.
fn crane(scene: &mut RgbImage, left: i32, top: i32, height: i32) {
    let dark = |_: i32, _: i32| [34, 40, 52];
    for at in [0, 58] {
        fill(scene, (left + at, top + 40, 9, height - 40), dark);
    }
    fill(scene, (left - 14, top + 36, 190, 10), dark);
    fill(scene, (left + 26, top, 8, 40), dark);
    fill(scene, (left + 8, top + 46, 30, 22), dark);
    for step in 0..70 {
        fill(scene, (left + 34 + step * 2, top + step / 2, 3, 2), dark);
    }
    fill(scene, (left + 150, top + 46, 2, height / 3), dark);
}

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Color, Logo, Look, Paper, Style, model::Model, picture::Picture, words::words_in};

/// All that the bytes of a document are made of, but for the program.
#[derive(Serialize, Deserialize)]
struct Frozen {
    model: Model,
    style: Style,
    paper: Paper,
    accent: Option<String>,
    /// Base64, of the picture as it was prepared for the masthead.
    logo: Option<String>,
    /// By the names that the figures have.
    #[serde(default)]
    pictures: BTreeMap<String, FrozenPicture>,
}

#[derive(Serialize, Deserialize)]
struct FrozenPicture {
    width: u32,
    height: u32,
    /// Base64, of the picture as every format takes it.
    bytes: String,
}

/// What was kept is no document of ours.
#[derive(Debug, Error)]
#[error("the frozen document cannot be read: {0}")]
pub struct NotFrozen(String);

/// As text, to be kept: the same program sets it to the same bytes again.
pub fn freeze(model: &Model, look: &Look) -> Result<String, NotFrozen> {
    let frozen = Frozen {
        model: model.clone(),
        style: look.style,
        paper: look.paper,
        accent: look.accent.map(Color::hex),
        logo: look.logo.as_ref().map(|logo| BASE64_STANDARD.encode(&logo.bytes)),
        pictures: model.pictures.iter().map(|(name, picture)| (name.clone(), FrozenPicture::of(picture))).collect(),
    };
    serde_json::to_string(&frozen).map_err(|error| NotFrozen(error.to_string()))
}

pub fn thaw(frozen: &str) -> Result<(Model, Look), NotFrozen> {
    let damaged = |error: &dyn std::fmt::Display| NotFrozen(error.to_string());
    let Frozen { mut model, style, paper, accent, logo, pictures } =
        serde_json::from_str(frozen).map_err(|error| damaged(&error))?;
    for (name, FrozenPicture { width, height, bytes }) in pictures {
        let bytes = BASE64_STANDARD.decode(bytes).map_err(|error| damaged(&error))?;
        model.pictures.insert(name, Picture::kept(bytes, width, height));
    }
    model.words = words_in(&model.language);
    let logo = logo.map(|logo| {
        let bytes = BASE64_STANDARD.decode(logo).map_err(|error| damaged(&error))?;
        Logo::kept(bytes).map_err(|error| damaged(&error))
    });
    Ok((model, Look { style, paper, accent: accent.and_then(|hex| Color::parse(&hex)), logo: logo.transpose()? }))
}

impl FrozenPicture {
    fn of(picture: &Picture) -> FrozenPicture {
        let Picture { bytes, width, height } = picture;
        FrozenPicture { width: *width, height: *height, bytes: BASE64_STANDARD.encode(bytes) }
    }
}

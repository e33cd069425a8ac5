//! Reading aloud: the page says which sentence, and hears how it ended. What is read goes to the system's own voices
//! over a socket of this machine, and nowhere else.

use std::sync::Arc;

use api::{Error, ErrorView};
use serde::{Deserialize, Serialize};
use speech::{Place, Said, Voice};
use tauri::State;

#[derive(Default)]
pub struct Aloud(Arc<Voice>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadSentence {
    text: String,
    /// Empty where it is not known.
    language: String,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Read {
    Whole,
    Cut,
    NoVoice,
    Nobody,
}

/// Whether this system has voices. Looks for them, and asks nobody.
#[tauri::command]
pub async fn can_read_aloud() -> Result<bool, ErrorView> {
    Ok(Place::find().is_some())
}

/// Answers when the sentence has ended.
#[tauri::command]
pub async fn read_sentence(aloud: State<'_, Aloud>, ask: ReadSentence) -> Result<Read, ErrorView> {
    let Some(place) = Place::find() else { return Ok(Read::Nobody) };
    let voice = aloud.0.clone();
    let turn = voice.take_turn();
    let said = tokio::task::spawn_blocking(move || voice.say(turn, &place, &ask.text, &ask.language)).await;
    Ok(match said.map_err(|error| Error::Internal(error.to_string()))? {
        Said::Whole => Read::Whole,
        Said::Cut => Read::Cut,
        Said::NoVoice => Read::NoVoice,
        Said::Nobody => Read::Nobody,
    })
}

#[tauri::command]
pub async fn hush(aloud: State<'_, Aloud>) -> Result<(), ErrorView> {
    aloud.0.hush();
    Ok(())
}

use articles::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// That an issue was published again, and why. Printed in each later version's imprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correction {
    /// From 2.
    pub version: u32,
    pub at: Moment,
    /// What changed, and why, in the desk's words.
    pub note: String,
}

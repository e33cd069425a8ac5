use std::path::PathBuf;

use crate::Error;

/// Where the library is: `TIDINGS_LIBRARY`, else the place that the platform keeps for a program's data.
pub fn library_folder() -> Result<PathBuf, Error> {
    if let Some(folder) = std::env::var_os("TIDINGS_LIBRARY").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    // Folders of programs are in lower case on Linux, and named like the program elsewhere.
    let name = if cfg!(target_os = "linux") { "tidings" } else { "Tidings" };
    Ok(dirs::data_dir().ok_or(Error::NoFolder)?.join(name))
}

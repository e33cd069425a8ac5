use std::io::Write;

use super::{Error, Format, pack::Pack};
use crate::{look::Look, model::Model};

mod document;
mod drawing;
mod parts;
mod sources;
mod styles;
mod xml;

/// A Word document (ECMA-376, transitional): real headings, bookmarks, links, and a contents list whose page numbers
/// are fields.
pub(super) const FORMAT: Format = Format {
    name: "docx",
    extension: "docx",
    media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    // The reader's machine brings its own fonts, emoji among them.
    shows: |_| true,
    write,
};

fn write(model: &Model, look: &Look, out: &mut dyn Write) -> Result<(), Error> {
    let document = document::write(model, look);
    let logo = look.logo.as_ref();
    let mut pack = Pack::new();
    pack.add("[Content_Types].xml", parts::content_types(document.headers.len(), logo, !model.pictures.is_empty()))?;
    pack.add("_rels/.rels", parts::RELATIONSHIPS)?;
    pack.add("docProps/core.xml", parts::core(model))?;
    pack.add("docProps/app.xml", parts::APP)?;
    pack.add("word/document.xml", &document.body)?;
    pack.add("word/_rels/document.xml.rels", parts::document_relationships(&document, logo, model))?;
    pack.add("word/styles.xml", styles::write(model, look))?;
    pack.add("word/settings.xml", parts::settings(model))?;
    for (at, header) in document.headers.iter().enumerate() {
        pack.add(&format!("word/header{}.xml", at + 1), header)?;
    }
    pack.add("word/footer1.xml", &document.footer)?;
    if let Some(logo) = logo {
        pack.add_plain(&format!("word/media/logo.{}", logo.kind.extension()), &logo.bytes)?;
    }
    for (name, picture) in &model.pictures {
        pack.add_plain(&format!("word/media/picture-{name}.jpg"), &picture.bytes)?;
    }
    out.write_all(&pack.finish()?)?;
    Ok(())
}

//! What is not ready, and what went out: each version frozen with all that its bytes are made of.

use std::collections::BTreeMap;

use articles::{IssueId, Moment};
use digests::{Correction, ItemState, check_issue};
use export::{Coverage, Look, Material, Model};
use store::{IssueVersion, StoredIssue};

use crate::{App, Error, operations::*};

/// Who freezes: its next version may set the same document otherwise.
const PROGRAM: &str = concat!("Tidings ", env!("CARGO_PKG_VERSION"));

impl App {
    pub fn check_issue(&self, ask: ReadIssue) -> Result<Readiness, Error> {
        let stored = self.store().read_issue(ask.id)?;
        let not_loaded = self.waiting(&stored)?.len() as u32;
        let (issue, articles) = (&stored.issue, self.read_items(&stored.issue)?);
        let register = self.store().read_register()?;
        let ids: Vec<_> = articles.keys().copied().collect();
        let earlier = self.store().find_earlier(stored.title, issue.date, &ids)?;
        let mut states = BTreeMap::new();
        for item in issue.items() {
            let Some(article) = articles.get(&item.article) else { continue };
            let text = export::item_text(item, &articles, &register, issue.date);
            let outlet = article.source.as_ref().and_then(|source| register.find(source));
            let printed = article.source.as_ref().map(|source| source.name.clone()).filter(|name| !name.is_empty());
            let state = ItemState {
                dated: article.published.is_some(),
                outlet: outlet.map(|outlet| outlet.name.clone()).or(printed),
                licence_known: outlet.is_some_and(|outlet| outlet.licence.is_some()),
                licence_keeps_out: text.keeps_out,
                quoted: text.quoted.into_iter().map(|quotation| quotation.text).collect(),
                headline: item.headline.clone().unwrap_or_else(|| article.title.clone()),
                text: article.text.clone(),
                earlier: earlier.get(&item.article).copied(),
            };
            states.insert(item.article, state);
        }
        Ok(Readiness { findings: check_issue(issue, &states, not_loaded) })
    }

    /// Freezes the issue as it stands, ready or not: what was not is kept with the version.
    pub fn publish_issue(&self, ask: PublishIssue) -> Result<IssueView, Error> {
        let note = ask.note.trim();
        let stored = self.store().read_issue(ask.id)?;
        if note.is_empty() && !self.store().list_versions(ask.id)?.is_empty() {
            return Err(Error::BadAsk("a version after the first says what was corrected, and why".to_owned()));
        }
        let unready = self.check_issue(ReadIssue { id: ask.id })?.findings;
        let material = self.material(&stored)?;
        let look = self.title_look(&stored)?;
        self.store().publish(ask.id, note, unready, PROGRAM, self.now(), |version, earlier| {
            let version_of = Some((version.version, version.at));
            let corrections = corrections(earlier.iter().chain([version]));
            let model = export::compose(&stored.issue, &Material { version: version_of, corrections, ..material });
            export::freeze(&model, &look).map_err(|error| store::Error::Failed(error.to_string()))
        })?;
        self.tell(Event::LibraryChanged {});
        self.read_issue(ReadIssue { id: ask.id })
    }

    pub fn read_coverage(&self, ask: ReadIssue) -> Result<CoverageView, Error> {
        let stored = self.store().read_issue(ask.id)?;
        let material = self.material(&stored)?;
        let minutes = export::compose(&stored.issue, &material).minutes();
        let counted = export::cover(&stored.issue, &material.articles, &material.register);
        let coverage = Coverage { minutes, ..counted };
        Ok(CoverageView { csv: coverage.to_csv(), coverage })
    }

    pub fn preview_issue(&self, ask: PreviewIssue) -> Result<Preview, Error> {
        let (model, look) = self.document(ask.id, &ask.how)?;
        let format = export::find_format("html").ok_or_else(|| Error::ExportFailed("no format html".to_owned()))?;
        let mut bytes = Vec::new();
        export::write(&model, format, &look, &mut bytes).map_err(|error| Error::ExportFailed(error.to_string()))?;
        Ok(Preview { html: String::from_utf8_lossy(&bytes).into_owned() })
    }

    /// The document as it is asked for: of the issue as it stands, or as it was published.
    pub(crate) fn document(&self, id: IssueId, how: &ExportAs) -> Result<(Model, Look), Error> {
        if let Some(version) = how.version {
            let frozen = self.store().read_version(id, version)?;
            let (model, look) = export::thaw(&frozen).map_err(|error| Error::ExportFailed(error.to_string()))?;
            return Ok((model.into_product(how.product), look));
        }
        let stored = self.store().read_issue(id)?;
        let title = self.title_look(&stored)?;
        let look = Look {
            style: how.style.unwrap_or(title.style),
            paper: how.paper.unwrap_or(title.paper),
            accent: how.accent.as_deref().map(crate::exports::colour).transpose()?.flatten().or(title.accent),
            logo: how.logo.as_deref().map(crate::exports::logo_of_file).transpose()?.or(title.logo),
        };
        let model = export::compose(&stored.issue, &self.material(&stored)?);
        Ok((model.into_product(how.product), look))
    }

    fn material(&self, stored: &StoredIssue) -> Result<Material, Error> {
        let articles = self.read_items(&stored.issue)?;
        let register = self.store().read_register()?;
        let mut also_in = BTreeMap::new();
        for item in stored.issue.items() {
            also_in.insert(item.id, self.also_in(item, &register)?);
        }
        let pictures = self.ready_pictures(export::shown_pictures(&stored.issue, &articles, &register))?;
        let made = Some(self.today());
        Ok(Material { articles, also_in, register, made, pictures, ..Material::default() })
    }

    fn title_look(&self, stored: &StoredIssue) -> Result<Look, Error> {
        let title = self.store().read_title(stored.title)?.title;
        // It was read once when it was chosen: that it cannot be read now is a fault of ours.
        let logo = self.store().read_logo(stored.title)?.map(|bytes| export::Logo::read(&bytes)).transpose();
        let logo = logo.map_err(|error| Error::Internal(error.to_string()))?;
        let accent = title.accent.as_deref().and_then(export::Color::parse);
        Ok(Look { style: title.style, paper: title.paper, accent, logo })
    }
}

fn corrections<'a>(versions: impl Iterator<Item = &'a IssueVersion>) -> Vec<Correction> {
    let correction = |version: &IssueVersion| {
        let at: Moment = version.at;
        Correction { version: version.version, at, note: version.note.clone() }
    };
    versions.filter(|version| version.version > 1).map(correction).collect()
}

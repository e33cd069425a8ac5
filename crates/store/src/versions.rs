use ::articles::{IssueId, Moment};
use digests::Finding;

use crate::{
    Result, Store,
    ids::Clock,
    tables::{issue_versions, issues},
    views::IssueVersion,
};

impl Store {
    /// The first first.
    pub fn list_versions(&self, issue: IssueId) -> Result<Vec<IssueVersion>> {
        self.read(|connection| issue_versions::list(connection, issue))
    }

    /// The document as it was frozen.
    pub fn read_version(&self, issue: IssueId, version: u32) -> Result<String> {
        self.read(|connection| issue_versions::document(connection, issue, version))
    }

    /// Keeps what `freeze` gives for the next version, among those that there are, as just that: what is there stays.
    pub fn publish(
        &self,
        issue: IssueId,
        note: &str,
        unready: Vec<Finding>,
        program: &str,
        now: Clock,
        freeze: impl FnOnce(&IssueVersion, &[IssueVersion]) -> Result<String>,
    ) -> Result<IssueVersion> {
        self.write(|transaction| {
            issues::read(transaction, issue)?;
            let earlier = issue_versions::list(transaction, issue)?;
            let version = IssueVersion {
                version: 1 + earlier.last().map_or(0, |last| last.version),
                at: Moment::Exact(now.0),
                program: program.to_owned(),
                note: note.to_owned(),
                unready,
            };
            issue_versions::insert(transaction, issue, &version, &freeze(&version, &earlier)?)?;
            Ok(version)
        })
    }
}

use crate::{
    Result, Store,
    tables::{
        counters::{self, Kind},
        health,
    },
};

impl Store {
    /// What is wrong with the library, in words; empty is well. Reads all of it: seconds for a large one.
    pub fn check(&self) -> Result<Vec<String>> {
        self.read_afresh(|connection| {
            let mut faults = health::faults_of_file(connection)?;
            faults.extend(health::faults_of_references(connection)?);
            faults.extend(health::faults_of_rows(connection)?);
            faults.extend(health::faults_of_contents(connection)?);
            for kind in Kind::EVERY {
                let (kept, counted) = (counters::every(connection, kind)?, counters::recount(connection, kind)?);
                for count in kept.iter().filter(|count| !counted.contains(count)) {
                    faults.push(format!(
                        "counter {} {:?} says {} and {}",
                        kind.name(),
                        count.name,
                        count.all,
                        count.unread
                    ));
                }
                for count in counted.iter().filter(|count| !kept.contains(count)) {
                    faults.push(format!(
                        "counted {} {:?}: {} and {}",
                        kind.name(),
                        count.name,
                        count.all,
                        count.unread
                    ));
                }
            }
            Ok(faults)
        })
    }
}

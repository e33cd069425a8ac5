use std::path::PathBuf;

use articles::{Article, Problem, Reading};
use import::{FileEvent, Walk};
use task::Task;

use crate::{
    Error,
    imports::{nothing_found, parsers},
    pipeline,
};

/// What `parse_paths` finds.
pub enum Parsed {
    Article(Box<Article>),
    Problem(Problem),
}

/// Reads files as an import does, and touches no library. What a file says depends on its bytes alone: the date of
/// the file, which an import falls back to, is not one of them.
pub fn parse_paths(paths: &[PathBuf], task: &Task, found: &mut dyn FnMut(Parsed)) -> Result<(), Error> {
    let mut is_fruitless = true;
    let mut current = String::new();
    let walk = Walk::new(paths.to_vec(), task);
    let read = parsers()?.read::<Reading>(walk, task, &|_| true, &mut |event| {
        match event {
            FileEvent::Began { file, .. } => {
                is_fruitless = true;
                current = file;
            }
            FileEvent::Text(_) | FileEvent::Choice(_) | FileEvent::Count(_) => {}
            FileEvent::Step(reading) => {
                for article in reading.articles {
                    is_fruitless = false;
                    found(Parsed::Article(Box::new(pipeline::receive(article))));
                }
            }
            FileEvent::Problem(problem) => {
                is_fruitless = false;
                found(Parsed::Problem(problem));
            }
            FileEvent::Outlets(outlets) => {
                is_fruitless = false;
                let detail = format!("a list of {} outlets, without articles", outlets.len());
                found(Parsed::Problem(Problem { detail, ..nothing_found(current.clone()) }));
            }
            FileEvent::Ended { file, .. } => {
                if is_fruitless {
                    found(Parsed::Problem(nothing_found(file)));
                }
                is_fruitless = true;
            }
        }
        task.check()
    });
    read.map_err(Error::from)
}

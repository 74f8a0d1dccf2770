use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::Overrides;
use crate::diag::UiLang;
use crate::fact::Date;

/// Portolan makes multilingual investment-promotion portals: facts once, text per language, everything else derived.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the site
    Build(BuildOptions),
    /// Look for mistakes without writing anything
    Check(SiteOptions),
    /// Start a site in a folder, or add a record to a collection: `new FOLDER`, `new COLLECTION/ID`
    New(NewOptions),
    /// Add a language: its settings, and its words and formats as drafts to be translated
    Language(LanguageOptions),
    /// Say of translations that they say what their source says now, so that later changes of it are noticed
    Confirm(ConfirmOptions),
    /// Say what a finding means and how it is mended; alone, list the codes of all findings
    Explain(ExplainOptions),
    /// Note which QR codes are printed, so that no later build breaks them; alone, list them
    Qr(QrOptions),
    /// Write the JSON Schemas of the collections and of portolan.toml, so that editors complete and check them
    Schema(SchemaOptions),
    /// Show the site in a browser while it is written
    Serve(ServeOptions),
    /// Show what pages are made with, and take files of it into the site to change them
    Theme(ThemeOptions),
}

#[derive(Debug, Args)]
pub(super) struct SiteOptions {
    /// The site's folder
    #[arg(long, default_value = ".")]
    pub(super) root: PathBuf,
    /// Publish at this address instead of the one in portolan.toml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// The day of the edition: decides what is past, expired or not yet to be shown
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Show drafts, and what is not yet or no longer to be shown
    #[arg(long)]
    pub(super) drafts: bool,
    /// Make one language only
    #[arg(long, value_name = "CODE")]
    pub(super) lang: Option<String>,
    /// Take warnings for errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
    /// Print every finding and every place, however many there are
    #[arg(long)]
    pub(super) all: bool,
    /// The language in which Portolan speaks to you
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub(super) ui_lang: Tongue,
}

#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// The folder to write into, below the site's folder unless absolute
    #[arg(long, short, default_value = "public")]
    pub(super) output: PathBuf,
    /// Write for a disk: links name index.html, so the site opens by double click
    #[arg(long)]
    pub(super) offline: bool,
    /// Tell how long each stage takes, and how much it does
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct NewOptions {
    /// A folder that does not exist yet, or `COLLECTION/ID` inside a site
    pub(super) what: String,
    /// The site's folder, when a record is added
    #[arg(long, default_value = ".")]
    pub(super) root: PathBuf,
    /// The language in which Portolan speaks to you, in the files it makes as well
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub(super) ui_lang: Tongue,
}

#[derive(Debug, Args)]
pub(super) struct LanguageOptions {
    /// The language's code, such as `fr`
    pub(super) code: String,
    /// What the language calls itself, where Portolan does not know it
    #[arg(long)]
    pub(super) name: Option<String>,
    /// The language whose words are taken until they are translated
    #[arg(long, value_name = "CODE")]
    pub(super) from: Option<String>,
    /// The site's folder
    #[arg(long, default_value = ".")]
    pub(super) root: PathBuf,
    /// The language in which Portolan speaks to you
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub(super) ui_lang: Tongue,
}

#[derive(Debug, Args)]
pub(super) struct ConfirmOptions {
    /// The record's id, also as `COLLECTION/ID`
    pub(super) id: String,
    /// Only the translation into this language
    #[arg(long, value_name = "CODE")]
    pub(super) lang: Option<String>,
    /// The site's folder
    #[arg(long, default_value = ".")]
    pub(super) root: PathBuf,
    /// The language in which Portolan speaks to you
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub(super) ui_lang: Tongue,
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The code of a finding, which stands behind its first word: `unknown-key` of `error[unknown-key]`
    pub(super) code: Option<String>,
    /// The language in which Portolan speaks to you
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub(super) ui_lang: Tongue,
}

#[derive(Debug, Args)]
pub(super) struct QrOptions {
    #[command(subcommand)]
    pub(super) action: Option<QrAction>,
    /// The site's folder
    #[arg(long, default_value = ".", global = true)]
    pub(super) root: PathBuf,
    /// The language in which Portolan speaks to you
    #[arg(long, value_enum, default_value_t = Tongue::En, global = true)]
    pub(super) ui_lang: Tongue,
}

#[derive(Debug, Subcommand)]
pub(super) enum QrAction {
    /// Show which codes are printed, and where they lead
    List,
    /// Note codes as printed in codes.toml, which belongs to the site
    Publish(PublishOptions),
    /// Note that a record whose code is printed is gone for good
    Withdraw(WithdrawOptions),
}

#[derive(Debug, Args)]
pub(super) struct PublishOptions {
    /// Ids of records, also as `COLLECTION/ID`
    pub(super) ids: Vec<String>,
    /// Every record that has a code
    #[arg(long)]
    pub(super) all: bool,
    /// Every record of this collection
    #[arg(long, value_name = "NAME")]
    pub(super) collection: Option<String>,
    /// The day that is noted, instead of the site's `build_date` or today
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct WithdrawOptions {
    /// The id that the code was printed for
    pub(super) id: String,
    /// The record that took its place
    #[arg(long, value_name = "ID")]
    pub(super) successor: Option<String>,
    /// The day since which it is gone, instead of the site's `build_date` or today
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct SchemaOptions {
    /// The site's folder
    #[arg(long, default_value = ".")]
    pub(super) root: PathBuf,
    /// The folder to write into, below the site's folder unless absolute
    #[arg(long, short, default_value = ".portolan/schema")]
    pub(super) output: PathBuf,
    /// The language in which the schemas explain the keys
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    pub(super) ui_lang: Tongue,
}

#[derive(Debug, Args)]
pub(super) struct ThemeOptions {
    #[command(subcommand)]
    pub(super) action: ThemeAction,
    /// The site's folder
    #[arg(long, default_value = ".", global = true)]
    pub(super) root: PathBuf,
    /// The language in which Portolan speaks to you
    #[arg(long, value_enum, default_value_t = Tongue::En, global = true)]
    pub(super) ui_lang: Tongue,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    /// List templates, assets, strings and formats, with where each comes from
    List(ListOptions),
    /// Write built-in files into the site, where they stand in the place of the built-in ones; never over a file
    Copy(CopyOptions),
    /// Print what the template of a page sees, as JSON
    Vars(VarsOptions),
}

#[derive(Debug, Args)]
pub(super) struct ListOptions {
    /// How the list is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
}

#[derive(Debug, Args)]
pub(super) struct CopyOptions {
    /// Names as `theme list` has them, or the ends of such names, or folders: `_footer.html`, `assets/css`
    #[arg(required = true, value_name = "NAME")]
    pub(super) names: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct VarsOptions {
    /// The address of a page, such as `/vi/`
    pub(super) address: String,
    /// Look at drafts as well, and at what is not yet or no longer to be shown
    #[arg(long)]
    pub(super) drafts: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// The port; when it is taken, the next free one
    #[arg(long, short, default_value_t = 1111)]
    pub(super) port: u16,
    /// Let other machines of the network look as well, by an address with a secret
    #[arg(long)]
    pub(super) lan: bool,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look at files every second, where the system does not tell of changes: network drives
    #[arg(long)]
    pub(super) poll: bool,
    /// What opens a source file from the browser, such as `code -g {path}:{line}`
    #[arg(long, value_name = "COMMAND")]
    pub(super) editor: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people
    Text,
    /// For programs: one JSON document on standard output
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Tongue {
    /// English
    En,
    /// Tiếng Việt
    Vi,
}

impl From<Tongue> for UiLang {
    fn from(tongue: Tongue) -> UiLang {
        match tongue {
            Tongue::En => UiLang::En,
            Tongue::Vi => UiLang::Vi,
        }
    }
}

impl SiteOptions {
    pub(super) fn overrides(&self, offline: bool) -> Overrides {
        Overrides {
            base_url: self.base_url.clone(),
            as_of: self.as_of,
            drafts: self.drafts,
            future: self.drafts,
            offline,
            lang: self.lang.clone(),
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a date as 2024-02-06".to_owned())
}

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::Outcome;
use super::argument::{BuildOptions, SiteOptions};
use super::report::Report;
use crate::memo::Memo;
use crate::pipeline::{self, Build, Failure};
use crate::source;

/// Work shorter than this is over before anyone wonders about it.
const PATIENCE: Duration = Duration::from_millis(500);

/// `portolan build`
pub(super) fn build(options: &BuildOptions) -> Outcome {
    let start = Instant::now();
    let report = Report::new(options.site.format, options.site.ui_lang.into(), options.site.strict);
    let build = match assemble(&options.site, options.offline, &report) {
        Ok(build) => build,
        Err(outcome) => return outcome,
    };
    if report.fails(&build.diagnostics) {
        return report.findings(&build.snapshot, &build.diagnostics, None);
    }
    let folder = options.site.root.join(&options.output);
    let memo = Memo::on_disk(&options.site.root.join(".portolan/cache"));
    let bar = progress_bar(start);
    let show = |done: usize, total: usize| {
        if !bar.is_hidden() {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
    };
    let result = build.write(&folder, &memo, &show);
    bar.finish_and_clear();
    match result {
        Ok(tally) => {
            memo.sweep();
            let outcome = report.findings(&build.snapshot, &build.diagnostics, Some(tally));
            report.built(&folder, tally, build.site.plan.routes.len(), start.elapsed());
            outcome
        }
        Err(Failure::Author(problems)) => {
            let all: Vec<_> = build.diagnostics.iter().cloned().chain(problems).collect();
            report.findings(&build.snapshot, &all, None)
        }
        Err(Failure::World(error)) => report.world(&error.to_string()),
    }
}

/// `portolan check`
pub(super) fn check(options: &SiteOptions) -> Outcome {
    let report = Report::new(options.format, options.ui_lang.into(), options.strict);
    let build = match assemble(options, false, &report) {
        Ok(build) => build,
        Err(outcome) => return outcome,
    };
    let mut all = build.diagnostics.clone();
    if !build.has_errors() {
        all.extend(template_problems(&build));
        all.extend(build.check_codes(&Memo::read_only(&options.root.join(".portolan/cache"))));
        crate::diag::sort(&mut all);
    }
    report.findings(&build.snapshot, &all, None)
}

fn assemble(options: &SiteOptions, offline: bool, report: &Report) -> Result<Build, Outcome> {
    match source::read(&options.root) {
        Ok(read) => Ok(pipeline::assemble(read.value, &options.overrides(offline), read.diagnostics)),
        Err(error) => Err(report.world(&error.to_string())),
    }
}

/// The mistakes that a template makes only with real data.
fn template_problems(build: &Build) -> Vec<crate::diag::Diagnostic> {
    use rayon::prelude::*;
    let views = build.views();
    let results = build.site.plan.routes.par_iter().filter_map(|route| build.render(&views, route).err());
    results.map(|problem| *problem).collect()
}

/// A bar that appears only when the work takes long enough to wonder about, and only for people.
fn progress_bar(start: Instant) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pages").expect("a constant template");
    let bar = ProgressBar::new(0).with_style(style);
    bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
    if start.elapsed() + PATIENCE > Duration::ZERO {
        bar.set_draw_target(indicatif::ProgressDrawTarget::stderr_with_hz(5));
    }
    bar
}

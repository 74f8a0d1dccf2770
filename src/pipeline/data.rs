//! The files of open data of a build: all formats of a table at once, because reading what is in it is most of the work.

use rayon::prelude::*;

use super::{Build, Job, Stage};
use crate::base::fingerprint;
use crate::feed;
use crate::output::{Error, Output, Provenance};
use crate::site::{DataFormat, DataRoute, Route};
use crate::view::Views;

impl Build {
    /// Writes the files of open data that do not stand there already, made from the same facts.
    pub(super) fn write_data(&self, output: &Output, views: &Views<'_>, job: &Job<'_>) -> Result<(), Error> {
        let tables: Vec<&DataRoute> = self.site.pages.routes.iter().filter_map(whole).collect();
        tables.par_iter().try_for_each(|table| match table {
            DataRoute::Schema { collection } => {
                let path = table.path(&self.site);
                if output.stands_as_it_was(&path) {
                    return Ok(());
                }
                let schema = feed::data_schema(&self.site, views, *collection);
                // It follows from settings and declarations alone.
                let provenance =
                    Provenance { key: fingerprint(&schema), takes: Some(Vec::new()), record: None };
                output.put_from(&path, provenance, schema.as_bytes())
            }
            table => self.write_table(output, views, table, job),
        })
    }

    fn write_table(
        &self,
        output: &Output,
        views: &Views<'_>,
        table: &DataRoute,
        job: &Job<'_>,
    ) -> Result<(), Error> {
        let files = DataFormat::ALL.map(|format| (format, table.as_format(format).path(&self.site)));
        let missing = files.into_iter().filter(|(_, path)| !output.stands_as_it_was(path));
        let missing: Vec<(DataFormat, String)> = missing.collect();
        if missing.is_empty() {
            return Ok(());
        }
        let Some((found, reads)) = job.stages.of(Stage::Views, || views.data(table)) else { return Ok(()) };
        let key = fingerprint(&found);
        for (format, path) in missing {
            let takes = Some(self.parts_of(&reads));
            let provenance = Provenance { key: fingerprint(&(key, format)), takes, record: None };
            if output.stands(&path, provenance.clone()) {
                continue;
            }
            let bytes = job.stages.of(Stage::Render, || feed::data(&found, format));
            job.stages.of(Stage::Write, || output.put_as(&path, provenance, &bytes))?;
        }
        Ok(())
    }
}

/// A route of open data that stands for all formats of its table.
fn whole(route: &Route) -> Option<&DataRoute> {
    match route {
        Route::Data(data @ DataRoute::Schema { .. }) => Some(data),
        Route::Data(data) => Some(data).filter(|data| data.format() == DataFormat::ALL[0]),
        _ => None,
    }
}

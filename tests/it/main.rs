//! What an editor does, from the command line to the pages.

mod new;
mod schema_file;

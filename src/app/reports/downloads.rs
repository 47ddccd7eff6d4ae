//! What is downloaded of the reports that are shown: lists and sums as CSV and as a workbook, and the reports whole as
//! the tables of the data contract, which the worker writes from their files.

use super::Reports;
use crate::app::effect::{Chore, ReportsChore};
use crate::app::notice::Notice;
use crate::app::{Effect, Model, Turn};
use crate::collection::long_form::{self, Source};
use crate::collection::matrix::Matrix;
use crate::collection::tables::Table;
use crate::collection::{tables, written};
use crate::draft::Storage;
use crate::export::csv;
use crate::export::picture::{PICTURE, PICTURE_SVG};

/// What can be downloaded of the reports that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    /// The list as CSV.
    List,
    /// Units and rules as CSV.
    Matrix,
    /// The findings as CSV.
    Findings,
    /// Who is missing as CSV.
    Missing,
    /// The sums as CSV.
    Sums,
    /// The report of the organ above beside the sums as CSV.
    Above,
    /// All of that as a workbook.
    Workbook,
    /// The charts of the sums as pixels.
    Picture,
    /// The charts of the sums as they are drawn.
    PictureSvg,
    /// The reports as the tables of the data contract (`long`), in one archive.
    Tables,
}

impl Model {
    /// Downloads something.
    pub(super) fn download_reports<S: Storage>(&mut self, out: Out, turn: &mut Turn<S>) {
        let Some(reports) = self.reports() else { return };
        let (extracts, shown) = (&reports.extracts, &reports.shown);
        let list = || tables::list(extracts, shown);
        let matrix = || tables::matrix(extracts, &Matrix::of(extracts, shown));
        let findings = || tables::findings(extracts, shown);
        let name = reports.name_of_all();
        let call = reports.roll_call();
        let missing = || reports.missing.called(&call).map(|called| tables::missing(extracts, called));
        let sums = || reports.tables_of_sums();
        let table: Option<Table> = match out {
            Out::List => Some(list()),
            Out::Matrix => Some(matrix()),
            Out::Findings => Some(findings()),
            Out::Missing => missing(),
            Out::Sums => sums().into_iter().next(),
            Out::Above => sums().into_iter().nth(1),
            Out::Workbook => {
                let mut tables = vec![list(), matrix(), findings()];
                tables.extend(missing().into_iter().chain(sums()));
                return self.download_workbook(format!("{name}.xlsx"), &tables, turn);
            }
            Out::Picture => return reports.download_picture(&PICTURE, turn),
            Out::PictureSvg => return reports.download_picture(&PICTURE_SVG, turn),
            Out::Tables => return self.download_tables(turn),
        };
        let Some(table) = table else { return };
        let name = format!("{name}（{}）.csv", table.name);
        let bytes = written::csv(&table).into_bytes();
        let media_type = csv::FORMAT.media_type;
        turn.ask(Effect::Do(Chore::Download { name, media_type, bytes, is_backup: false }));
    }

    /// Has the worker write the tables of the data contract.
    fn download_tables<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(reports) = self.reports() else { return };
        let (sources, files) = reports.sources();
        if files.is_empty() {
            let words = "原文件都不在手边，没有下载。数据表要从原文件编，请把这些文件再添加一次。";
            return self.tell(Notice::of(words, Vec::new()));
        }
        let (format, packed) = (&long_form::TABLES, long_form::pack(&sources));
        let name = format!("{}（{}）.{}", reports.name_of_all(), format.name, format.extension);
        let job = self.wait_for_file(name, format, turn);
        turn.ask(Effect::Do(Chore::Reports(ReportsChore::Write { job, format, packed, files })));
    }
}

impl Reports {
    /// What they are called together, also where they have no name.
    pub(super) fn name_of_all(&self) -> &str {
        if self.name.is_empty() { "多份报告" } else { &self.name }
    }

    /// The files of the reports that are shown, in the order in which a folder lists them, and the numbers of those at
    /// hand.
    fn sources(&self) -> (Vec<Source>, Vec<u32>) {
        let mut named: Vec<(&str, Option<u32>)> =
            self.shown.iter().map(|at| (&*self.extracts[*at].origin.name, self.files[*at])).collect();
        named.sort_by(|(one, _), (other, _)| one.split('/').cmp(other.split('/')));
        let mut files = Vec::new();
        let source = |(name, file): (&str, Option<u32>)| {
            files.extend(file);
            (name.to_owned(), file.map(|_| files.len() - 1))
        };
        (named.into_iter().map(source).collect(), files)
    }

    /// Of how many reports that are shown the file is not at hand.
    pub fn without_file(&self) -> usize {
        self.shown.iter().filter(|at| self.files[**at].is_none()).count()
    }
}

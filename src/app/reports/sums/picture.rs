//! 图解 of the sums: the same charts as those of a report, of the report that the sums make. What is not complete is not
//! drawn, and said.

use super::{Added, Of};
use crate::app::effect::Chore;
use crate::app::reports::Reports;
use crate::app::{Effect, Turn};
use crate::draft::Storage;
use crate::export::picture::charts::Picture;
use crate::export::picture::{PICTURE, PICTURE_SVG, long};
use crate::export::{FileFormat, Written};

/// The name of the part of the page with the charts.
pub const PICTURE_OF_SUMS: &str = "sums-picture";

impl Reports {
    /// The charts of the sums; nothing where none are shown, or where nothing is added up.
    pub fn picture_of_sums(&self) -> Option<&Picture> {
        self.sums.added.picture.as_ref()
    }

    /// What of them is not drawn.
    pub fn note_of_picture(&self) -> Option<String> {
        let unfinished = &self.picture_of_sums()?.unfinished;
        let words = format!("有的报告没有填，或者格式不同没有那一格，没有画：{}。", unfinished.join("、"));
        (!unfinished.is_empty()).then_some(words)
    }

    /// Works the charts out.
    pub(super) fn picture(&self) -> Option<Picture> {
        let (_, report) = self.summed()?;
        let Added { choice, above, .. } = &self.sums.added;
        let organ = match (above, &self.sums.of) {
            (Some(above), _) => format!("{}下级单位", self.extracts[*above].organ),
            (None, Of::Parent(name)) => format!("{name}下级单位"),
            (None, Of::Level(level)) => format!("{}（{}）", self.name_of_all(), level.name()),
            (None, Of::All | Of::Shown) => self.name_of_all().to_owned(),
        };
        let source = format!("数字是 {} 份年度报告的合计。", choice.reports.len());
        Some(Picture { organ, source, ..Picture::of(&report) })
    }

    /// Downloads the long picture of the sums in a format of pictures.
    pub(in crate::app::reports) fn download_picture<S: Storage>(
        &self,
        format: &FileFormat,
        turn: &mut Turn<S>,
    ) {
        let Some(picture) = self.picture_of_sums() else { return };
        let name = format!("{}（{}）.{}", self.name_of_all(), PICTURE.name, format.extension);
        let svg = long::draw_long(picture, None);
        turn.ask(Effect::Do(match format.written {
            Written::Drawn(_) => Chore::Draw { name, svg },
            Written::OnThePage(_) | Written::InTheWorker => {
                let media_type = PICTURE_SVG.media_type;
                Chore::Download { name, media_type, bytes: svg.into_bytes(), is_backup: false }
            }
        }));
    }
}

//! Numbers of rows that the edition of the report does not have: they go where it counts them, or are named.
//! Knows no label of a source.

use super::{Settling, blank, choice, each_once, proposal};
use crate::format::{Cell, Edition};
use crate::import::recognise::tables::placing::Target;
use crate::import::recognise::tables::rows::Row;
use crate::import::recognise::tables::values::{Reading, read};
use crate::import::recognised::Doubt;
use crate::import::source::Place;

impl Settling<'_> {
    /// Numbers of a row of another edition that the edition of the report does not have: they go into the
    /// last row of the group that is in its place, or have none.
    pub(super) fn add_displaced(&mut self, row: &Row, target: Target, displaced: &[(Cell, String, Place)]) {
        let key = &target.row().key;
        let format = self.placing.edition.format();
        let group = format!("{key}.");
        let heir = format
            .rows
            .iter()
            .rfind(|own| own.places.iter().any(|place| place.cell.id().starts_with(&group)));
        let mut fills = Vec::new();
        if let Some(heir) = heir {
            for (cell, text, _) in displaced {
                let column = cell.id().rsplit_once('.').map_or("", |(_, column)| column);
                let own = heir
                    .places
                    .iter()
                    .find(|place| place.cell.id().rsplit_once('.').is_some_and(|it| it.1 == column));
                if let Some(own) = own {
                    let kind = own.cell.declared().kind;
                    fills.push((own.cell, proposal(&read(kind, text, None))));
                }
            }
        }
        if let (Some(heir), false) = (heir, fills.len() < displaced.len()) {
            let heir = heir.places.first().map_or("", |place| place.cell.declared().row.as_str());
            let fills: Vec<(String, String)> =
                fills.into_iter().map(|(cell, text)| (cell.id().to_owned(), text)).collect();
            return self.doubts.push(Doubt {
                name: heir.to_owned(),
                quote: row.quote(),
                from: row.places(),
                reason: format!(
                    "“{}”在 {}里不再是一行，分成了几行。",
                    target.row().label(),
                    self.placing.edition.name()
                ),
                choices: vec![
                    choice(format!("填到“{heir}”"), "合计不变", fills.clone()),
                    choice("不填".into(), "", blank(&fills)),
                ],
            });
        }
        if self.add_to_parent(row, target, displaced) {
            return;
        }
        let words = displaced.iter().map(|(cell, text, _)| format!("{} {text}", cell.declared().column));
        let quote = format!("{}：{}", target.row().label(), words.collect::<Vec<_>>().join("，"));
        let from = each_once(displaced.iter().map(|(.., place)| *place).collect());
        let name = format!("{}没有的格", self.placing.edition.name());
        self.add_unplaced(name, quote, from, Some(target.row().chapter));
    }

    /// Numbers of rows that are one row in the edition of the report: they are added up.
    pub(super) fn add_to_parent(
        &mut self,
        row: &Row,
        target: Target,
        displaced: &[(Cell, String, Place)],
    ) -> bool {
        let format = self.placing.edition.format();
        let Some((parent, _)) = target.row().key.rsplit_once('.') else { return false };
        let mut fills: Vec<(String, String)> = Vec::new();
        for (cell, text, _) in displaced {
            let Some((_, column)) = cell.id().rsplit_once('.') else { return false };
            let Some(own) = format.cell(&format!("{parent}.{column}")) else { return false };
            let Reading::Number(text) = read(own.declared().kind, text, None) else { return false };
            fills.push((own.id().to_owned(), text));
        }
        let reason = "按报告的格式，这几行是一行，要加起来填。".to_owned();
        let same = |doubt: &&mut Doubt| {
            doubt.reason == reason
                && doubt.choices[0].fills.iter().map(|(id, _)| id).eq(fills.iter().map(|(id, _)| id))
        };
        if let Some(doubt) = self.doubts.iter_mut().find(same) {
            for ((_, sum), (_, text)) in doubt.choices[0].fills.iter_mut().zip(&fills) {
                if let (Ok(one), Ok(other)) = (sum.parse::<i64>(), text.parse::<i64>()) {
                    *sum = one.saturating_add(other).to_string();
                }
            }
            doubt.quote = format!("{}\n{}", doubt.quote, row.quote());
            doubt.from.extend(row.places());
            return true;
        }
        let name = format.cell(&fills[0].0).map_or(String::new(), |cell| cell.declared().row.clone());
        self.doubts.push(Doubt {
            choices: vec![
                choice(format!("加起来填到“{name}”"), "", fills.clone()),
                choice("不填".into(), "", blank(&fills)),
            ],
            name,
            quote: row.quote(),
            from: row.places(),
            reason,
        });
        true
    }

    pub(super) fn say_editions(&mut self, year: Option<i64>) {
        let own = self.placing.edition;
        for (chapter, edition) in &self.placing.other {
            self.problems.push(format!(
                "{}用的是 {}，整份报告按 {}读入；对不上的数列在下面。",
                self.table(*chapter),
                edition.name(),
                own.name()
            ));
        }
        let in_force = year.map(Edition::for_year).filter(|edition| *edition != own && !self.sure.is_empty());
        if let (Some(year), Some(in_force)) = (year, in_force) {
            self.problems.push(format!(
                "{year} 年的报告应当用 {}，表格却是 {}，按表格读入。",
                in_force.name(),
                own.name()
            ));
        }
    }
}

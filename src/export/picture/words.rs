//! The numbers of a picture in words, for those who do not see it. Knows no shape.

use super::charts::{Chart, Content, Number};

impl Number {
    /// The change against last year in words; nothing where that is not known.
    pub fn change(&self) -> Option<String> {
        let change = i128::from(self.value) - i128::from(self.last?);
        Some(match change {
            0 => "与上年相同".to_owned(),
            1.. => format!("比上年多 {change}"),
            _ => format!("比上年少 {}", -change),
        })
    }
}

impl Chart {
    /// What the chart shows in words, with every number.
    pub fn description(&self) -> String {
        let list = |numbers: &[Number]| {
            let words = |number: &Number| format!("{} {} 件", number.label, number.value);
            numbers.iter().map(words).collect::<Vec<_>>().join("，")
        };
        let shown = match &self.content {
            Content::Bars(numbers) => list(numbers),
            Content::Steps { came: [before, more], went, now } => format!(
                "{} {} 件，加{} {} 件，减{} {} 件，{} {} 件",
                before.label,
                before.value,
                more.label,
                more.value,
                went.label,
                went.value,
                now.label,
                now.value
            ),
            Content::Years(numbers) => {
                let words = |number: &Number| {
                    let last = number.last.unwrap_or_default();
                    let change = number.change().unwrap_or_default();
                    format!("{} 上年 {last} 件，本年 {} 件，{change}", number.label, number.value)
                };
                numbers.iter().map(words).collect::<Vec<_>>().join("；")
            }
            Content::Parts(wholes) => {
                let words = |(label, sum, parts): &(&str, i64, Vec<Number>)| {
                    format!("{label} {sum} 件，其中{}", list(parts))
                };
                wholes.iter().map(words).collect::<Vec<_>>().join("；")
            }
        };
        let note = if self.note.is_empty() { String::new() } else { format!("{}。", self.note) };
        format!("{}：{shown}。{note}", self.title)
    }
}

//! The sheet as HTML, from the declaration and how it looks. Every text passes the one escape function.

use std::fmt::Write as _;

use super::{CellView, FieldView, Sheet, TextView, input_mode};
use crate::app::message::Action;
use crate::export::markup::escape;
use crate::format::help::{self, Help};
use crate::format::table::{Content, Narrow, Table, TableCell};
use crate::format::{Body, Cell, Edition, HEAD};
use crate::report::office::{Level, Scope};

/// The whole sheet: title, fields, and the chapters.
pub fn sheet(sheet: &Sheet) -> String {
    let mut html =
        format!("<h1 tabindex=\"-1\" id=\"sheet-title\">{}</h1><div class=\"fields\">", title(sheet));
    for ((id, label), view) in HEAD.iter().zip(&sheet.head) {
        head_field(id, label, view, &mut html);
    }
    html.push_str("</div>");
    if let Some(preamble) = sheet.texts.first() {
        narrative(preamble, &mut html);
    }
    let _ = write!(html, "<div id=\"sheet-chapters\">{}</div>", chapters(sheet));
    html
}

/// The title in its two lines.
pub fn title(sheet: &Sheet) -> String {
    format!("{}<br>{}", escape(&sheet.title[0]), escape(&sheet.title[1]))
}

/// The chapters with their tables and texts.
pub fn chapters(sheet: &Sheet) -> String {
    let mut html = String::new();
    for chapter in &sheet.edition.format().chapters {
        let anchor = chapter.table().map(|table| format!(" id=\"{}\"", table.id)).unwrap_or_default();
        let _ = write!(html, "<section><h2{anchor} tabindex=\"-1\">{}</h2>", escape(chapter.heading));
        if let Some(help) = help::of_chapter(chapter.anchor()) {
            let _ = write!(
                html,
                "<details class=\"chapter-help\"><summary>这一部分怎么写</summary>{}</details>",
                help_html(help)
            );
        }
        if let Body::Table(table, _) = &chapter.body {
            table_html(sheet, table, &mut html);
        }
        if let Some(text) = sheet.texts.iter().find(|text| text.field == chapter.text()) {
            narrative(text, &mut html);
        }
        html.push_str("</section>");
    }
    html
}

fn help_html(help: &Help) -> String {
    let part = |element: &str, class: &str, text: &str| match text {
        "" => String::new(),
        text => format!("<{element} class=\"{class}\">{}</{element}>", escape(text)),
    };
    let example = if help.example.is_empty() { String::new() } else { format!("例：{}", help.example) };
    let source = part("span", "help__source", help.source);
    format!("<p>{}{source}</p>{}", escape(help.asks), part("p", "help__example", &example))
}

fn head_field(id: &str, label: &str, view: &FieldView, html: &mut String) {
    let wrong = match &view.finding {
        Some(card) => format!(" aria-invalid=\"true\" aria-describedby=\"{card}\""),
        None => String::new(),
    };
    let value = escape(&view.value);
    let input = |attributes: &str| format!("<input id=\"{id}\" {attributes} value=\"{value}\"{wrong}>");
    let list = |options: Vec<(&str, &str)>| {
        let option = |(option, name): (&str, &str)| {
            let selected = if option == view.value { " selected" } else { "" };
            format!("<option value=\"{option}\"{selected}>{name}</option>")
        };
        let options: String = options.into_iter().map(option).collect();
        format!("<select id=\"{id}\"{wrong}>{options}</select>")
    };
    let unchosen = std::iter::once(("", "未选"));
    let (class, field) = match id {
        "organ" => (" field--wide", input("autocomplete=\"organization\" placeholder=\"写全称，不带年度\"")),
        "organ-code" => ("", input("autocomplete=\"off\" placeholder=\"可以不写\"")),
        "year" => (" field--narrow", input("inputmode=\"numeric\" autocomplete=\"off\"")),
        "published" => ("", input("type=\"date\" min=\"2020-01-01\" max=\"2099-12-31\"")),
        "level" => ("", list(unchosen.chain(Level::ALL.map(|it| (it.id(), it.name()))).collect())),
        "scope" => ("", list(unchosen.chain(Scope::ALL.map(|it| (it.id(), it.name()))).collect())),
        _ => ("", list(Edition::ALL.into_iter().map(|it| (it.id(), it.name())).collect())),
    };
    let _ = write!(html, "<div class=\"field{class}\"><label for=\"{id}\">{label}</label>{field}</div>");
}

fn narrative(text: &TextView, html: &mut String) {
    let field = text.field;
    let (id, points) = (field.id(), field.points());
    let (label, class) = match field.is_optional() {
        true => (format!("{}（可以不写）", field.name()), "text__label"),
        false => (field.name().to_owned(), "visually-hidden"),
    };
    let size = if points.is_empty() { "text text--note" } else { "text" };
    let _ = write!(
        html,
        "<div class=\"{size}\"><label class=\"{class}\" for=\"{id}\">{label}</label><div class=\"text__body\">"
    );
    let described =
        if points.is_empty() { String::new() } else { format!(" aria-describedby=\"{id}-points\"") };
    // A line break at the beginning would be taken for the source's own.
    let _ = write!(html, "<textarea id=\"{id}\" rows=\"1\"{described}>\n{}</textarea>", escape(&text.value));
    if !points.is_empty() {
        let list = self::points(text);
        let _ = write!(html, "<ul class=\"points\" id=\"{id}-points\" aria-label=\"要写的内容\">{list}</ul>");
    }
    let count = &text.count;
    let _ = write!(html, "</div><p class=\"text__count\" id=\"{id}-count\">{count}</p></div>");
}

/// What a text must cover, and whether it does.
pub fn points(text: &TextView) -> String {
    let point = |(point, there): (&crate::format::texts::Point, &bool)| {
        let (class, mark, words) = match there {
            true => (" points__item--there", "✓", "已写到："),
            false => ("", "○", "还没写到："),
        };
        format!(
            "<li class=\"points__item{class}\"><span class=\"points__mark\" aria-hidden=\"true\">{mark}</span>\
             <span class=\"visually-hidden\">{words}</span><b>{}</b><span class=\"points__asks\">{}\
             <span class=\"points__source\">（{}）</span></span></li>",
            escape(point.label),
            escape(point.asks),
            escape(point.source)
        )
    };
    text.field.points().iter().zip(&text.points).map(point).collect()
}

fn button(action: &Action, label: &str) -> String {
    let mark = escape(&action.mark());
    format!("<button type=\"button\" class=\"button\" data-act=\"{mark}\">{}</button>", escape(label))
}

fn table_html(sheet: &Sheet, table: &Table, html: &mut String) {
    let id = table.id;
    let hint = match table.cells.iter().any(|cell| cell.declared().is_total()) {
        true => "总计自动计算，可以改写；清空就恢复自动。",
        false => "没有的填 0，不留空白。",
    };
    let absence = table.absence.as_ref();
    let absence =
        absence.map(|it| button(&Action::ClaimAbsence(id.to_owned()), it.claim)).unwrap_or_default();
    let fill = button(&Action::FillZeros(Some(id.to_owned())), "其余填 0");
    let _ =
        write!(html, "<div class=\"table-tools\"><span id=\"{id}-hint\">{hint}</span>{absence}{fill}</div>");
    let mut shown = String::new();
    if let Narrow::OneColumn { of, columns } = &table.narrow {
        let option = |(position, label): (usize, &&str)| {
            let selected = if position == sheet.column { " selected" } else { "" };
            format!("<option value=\"{position}\"{selected}>{}</option>", escape(label))
        };
        let options: String = columns.iter().enumerate().map(option).collect();
        let name = column_choice_name(table);
        let _ = write!(
            html,
            "<div class=\"applicant\"><label for=\"{name}\">{}</label><select id=\"{name}\" data-column-choice>{options}</select></div>",
            escape(of)
        );
        shown = format!(" data-column=\"{}\"", sheet.column + 1);
    }
    let _ = write!(
        html,
        "<table class=\"form form--{id}\" id=\"{}\"{shown}><caption class=\"visually-hidden\">{}</caption><colgroup>{}</colgroup>",
        table_name(table),
        escape(table.caption),
        "<col>".repeat(table.columns)
    );
    if !table.head.is_empty() {
        html.push_str("<thead>");
        rows(sheet, table, &table.head, html);
        html.push_str("</thead>");
    }
    html.push_str("<tbody>");
    rows(sheet, table, &table.body, html);
    html.push_str("</tbody></table>");
}

/// The name of the table as an element; that of its chapter is the table's own.
pub fn table_name(table: &Table) -> String {
    format!("{}-table", table.id)
}

/// The name of the field that chooses the column of a wide table on a narrow screen.
pub fn column_choice_name(table: &Table) -> String {
    format!("{}-column", table.id)
}

fn rows(sheet: &Sheet, table: &Table, rows: &[Vec<TableCell>], html: &mut String) {
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let mut spans = String::new();
            for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
                if span > 1 {
                    let _ = write!(spans, " {name}=\"{span}\"");
                }
            }
            let _ = match cell.content {
                Content::Heading(label, scope) => {
                    write!(html, "<th scope=\"{}\"{spans}>{}</th>", scope.attribute(), escape(label))
                }
                Content::Remark(text) => {
                    write!(html, "<td class=\"form__remark\"{spans}>{}</td>", escape(text))
                }
                Content::Number(cell) => {
                    if let Some(view) = sheet.cell(cell) {
                        number_cell(table, cell, view, &spans, html);
                    }
                    Ok(())
                }
            };
        }
        html.push_str("</tr>");
    }
}

fn number_cell(table: &Table, cell: Cell, view: &CellView, spans: &str, html: &mut String) {
    let (id, declared) = (cell.id(), cell.declared());
    let name = escape(&declared.name);
    // The columns of a wide table stand above each other on a narrow screen, each under its own name.
    let own_name = if matches!(table.narrow, Narrow::Upright) {
        format!(" data-name=\"{name}\"")
    } else {
        String::new()
    };
    let described =
        view.described_by(cell).map(|by| format!(" aria-describedby=\"{by}\"")).unwrap_or_default();
    let invalid = if view.is_invalid() { " aria-invalid=\"true\"" } else { "" };
    let _ = write!(
        html,
        "<td class=\"{}\"{spans}{own_name}><input id=\"{id}\" type=\"text\" inputmode=\"{}\" autocomplete=\"off\" \
         spellcheck=\"false\" aria-label=\"{name}\"{described}{invalid} value=\"{}\">",
        view.class(),
        input_mode(declared.kind),
        escape(&view.text)
    );
    if let Some(unit) = declared.unit {
        let _ = write!(html, "<span class=\"cell__unit\" aria-hidden=\"true\">{}</span>", escape(unit));
    }
    if declared.is_total() {
        // Not in the order of Tab: emptying the cell does the same, and Tab goes from number to number.
        let mark = Action::SetBack(id.to_owned()).mark();
        let _ = write!(
            html,
            "<button type=\"button\" class=\"set-back\" tabindex=\"-1\" title=\"恢复自动计算\" \
             aria-label=\"恢复自动计算：{name}\" data-act=\"{mark}\">↺</button>"
        );
    }
    html.push_str("</td>");
}

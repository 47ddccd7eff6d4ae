//! The JSON Schema of the public JSON, made from the format: both editions, every cell.
//! The repository holds what this writes; a test compares the two.

use serde_json::{Map, Value, json};

use super::{FORMAT, VERSION};
use crate::format::texts::TextField;
use crate::format::{Edition, Kind};
use crate::report::office::{Level, Scope};
use crate::validate::Severity;
use crate::validate::rules;

/// The schema, draft 2020-12.
pub fn schema() -> Value {
    let mut properties = Map::new();
    let mut put = |key: &str, value: Value| properties.insert(key.to_owned(), value);
    put("format", json!({ "const": FORMAT }));
    put("version", json!({ "const": VERSION }));
    put("organ", json!({ "type": "string", "description": "机关名称" }));
    let levels: Vec<_> = Level::ALL.iter().map(|level| Some(level.id())).chain([None]).collect();
    put("level", json!({ "enum": levels, "description": "机关层级" }));
    let scopes: Vec<_> = Scope::ALL.iter().map(|scope| Some(scope.id())).chain([None]).collect();
    put("scope", json!({ "enum": scopes, "description": "数据范围：本机关，或本地区汇总" }));
    put(
        "year",
        json!({ "type": ["integer", "string", "null"], "description": "报告年度；不是年度的按原样保留为文本" }),
    );
    let editions: Vec<_> = Edition::ALL.iter().map(|edition| edition.id()).collect();
    put("edition", json!({ "enum": editions, "description": "适用格式" }));
    put("published", json!({ "type": ["string", "null"], "format": "date", "description": "发布日期" }));
    for field in TextField::all() {
        put(field.id(), json!({ "type": "string", "description": field.name() }));
    }
    for table in Edition::ALL.into_iter().flat_map(|edition| edition.format().tables()) {
        put(table.id, json!({ "type": "object" }));
    }
    put(
        "typed-totals",
        json!({
            "type": "array", "items": { "type": "string" }, "uniqueItems": true,
            "description": "由人填写、不自动计算的合计",
        }),
    );
    let rule_ids: Vec<_> = rules::all().iter().map(|rule| rule.id).collect();
    let severities: Vec<_> = Severity::ALL.iter().map(|severity| severity.id()).collect();
    let fields: Vec<_> = TextField::all().map(TextField::id).collect();
    put(
        "findings",
        json!({
            "type": "array",
            "description": "下载时未解决的检查结果",
            "items": {
                "type": "object",
                "properties": {
                    "rule": { "enum": rule_ids },
                    "severity": { "enum": severities },
                    "message": { "type": "string" },
                    "cells": { "type": "array", "items": { "type": "string" } },
                    "field": { "enum": fields, "description": "检查结果说的是文字的，在哪一部分" },
                    "quotes": {
                        "type": "array", "items": { "type": "string" },
                        "description": "检查结果说的文字，按原文",
                    },
                },
                "required": ["rule", "severity", "message", "cells"],
                "additionalProperties": false,
            },
        }),
    );
    // What only some editions have is required by the condition on the edition.
    let in_every = |key: &str| Edition::ALL.into_iter().all(|edition| has(edition, key));
    let in_none = |key: &str| !Edition::ALL.into_iter().any(|edition| has(edition, key));
    let required: Vec<_> = properties.keys().filter(|key| in_every(key) || in_none(key)).cloned().collect();
    // Optional: written only where it is given.
    properties.insert(
        "organ-code".to_owned(),
        json!({ "type": "string", "description": "机关的统一社会信用代码" }),
    );
    // Optional too: written only where there is an answer.
    properties.insert(
        "answers".to_owned(),
        json!({
            "type": "array",
            "description": "对提醒的说明；规则、所涉及的格和其中的值（values，随后是所涉及的文字）不变，说明就有效。没有 values 的，是只记了提醒原文的说明",
            "items": {
                "type": "object",
                "properties": {
                    "rule": { "type": "string" },
                    "message": { "type": "string" },
                    "cells": { "type": "array", "items": { "type": "string" } },
                    "values": { "type": "array", "items": { "type": "string" } },
                    "note": { "type": "string" },
                },
                "required": ["rule", "message", "cells", "note"],
                "additionalProperties": false,
            },
        }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "allOf": Edition::ALL.map(tables_of),
        "$defs": {
            "count": { "description": "非负整数；空格为 null；不是数字的按原样保留为文本", "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": ["string", "null"] }] },
            "change": { "description": "带正负号的整数；空格为 null；不是数字的按原样保留为文本", "type": ["integer", "string", "null"] },
            "money": { "description": "万元，最多四位小数，写作十进制字符串，如 \"7730.28\"；空格为 null；不是数字的按原样保留", "type": ["string", "null"] },
        },
    })
}

/// What the tables of an edition hold, as a condition on the edition.
fn tables_of(edition: Edition) -> Value {
    let mut tables = Value::Object(Map::new());
    for cell in &edition.format().cells {
        let mut place = &mut tables;
        for key in cell.id().split('.') {
            place = child(place, key);
        }
        let kind = match cell.declared().kind {
            Kind::Count => "count",
            Kind::Change => "change",
            Kind::Money => "money",
        };
        *place = json!({ "$ref": format!("#/$defs/{kind}"), "description": cell.declared().name });
    }
    let mut then = json!({ "properties": tables["properties"] });
    let own = edition.texts().map(TextField::id).chain(edition.format().tables().map(|table| table.id));
    let own: Vec<_> = own.filter(|key| !Edition::ALL.into_iter().all(|other| has(other, key))).collect();
    if !own.is_empty() {
        then["required"] = json!(own);
    }
    json!({ "if": { "properties": { "edition": { "const": edition.id() } } }, "then": then })
}

/// Whether an edition has a text or a table of this name.
fn has(edition: Edition, key: &str) -> bool {
    edition.texts().any(|text| text.id() == key) || edition.format().tables().any(|table| table.id == key)
}

/// The schema of a key in an object's schema, made if it is not there.
fn child<'a>(object: &'a mut Value, key: &str) -> &'a mut Value {
    if object["properties"].is_null() {
        *object =
            json!({ "type": "object", "properties": {}, "required": [], "additionalProperties": false });
    }
    let properties = object["properties"].as_object().is_some_and(|map| map.contains_key(key));
    if !properties {
        object["properties"][key] = Value::Object(Map::new());
        if let Some(required) = object["required"].as_array_mut() {
            required.push(json!(key));
        }
    }
    &mut object["properties"][key]
}

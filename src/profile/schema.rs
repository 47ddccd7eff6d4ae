//! The JSON Schema of a profile. The repository holds what this writes; a test compares the two, and the schema with
//! the reader.

use serde_json::{Map, Value, json};

use super::{
    ADDRESSES, FORMAT, LONGEST, MOST_CHARACTERS, MOST_DUE, MOST_POINTS, MOST_UNITS, MOST_WORDS, VERSION,
};
use crate::format::texts::TextField;
use crate::report::office::Level;

/// The schema, draft 2020-12.
pub fn schema() -> Value {
    let texts: Vec<_> = TextField::all().map(TextField::id).collect();
    let addresses = ADDRESSES.map(|begin| begin.replace('.', "\\.")).join("|");
    let unit = object(
        &["name"],
        json!({
            "name": text("机关名称，与报告里写的一致"),
            "code": { "type": "string", "pattern": "^\\s*[0-9A-HJ-NPQRTUWXY]{18}\\s*$", "description": "统一社会信用代码，GB 32100-2015；本页还核对校验位" },
            "level": { "enum": Level::ALL.map(Level::id), "description": "机关层级" },
            "parent": text("上级单位的名称"),
        }),
    );
    let due = object(
        &["what", "day"],
        json!({
            "what": text("到期的事，如“报送市政务公开办”"),
            "day": { "type": "string", "pattern": "^\\s*(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\\s*$", "description": "报告年度下一年的月和日，如 01-31" },
        }),
    );
    let point = object(
        &["text", "label", "asks", "words", "source"],
        json!({
            "text": { "enum": texts, "description": "写在哪一部分" },
            "label": text("要点的名称"),
            "asks": text("要写什么"),
            "words": { "type": "array", "minItems": 1, "maxItems": MOST_WORDS, "items": { "type": "string", "pattern": "\\S" }, "description": "正文里出现其中一个词，就算写到了" },
            "source": text("要求的出处：文件名称和文号"),
        }),
    );
    let limits = object(
        &[],
        json!({
            "shortest-overview": number(LONGEST, "“一、总体情况”至少多少字"),
            "longest-overview": number(LONGEST, "“一、总体情况”至多多少字"),
            "last-year-share": number(100, "与上年相同的文字占百分之几就要提醒；从 50 起官方规则已经提醒"),
        }),
    );
    let link = object(
        &["name", "href"],
        json!({ "name": text("链接的名称"), "href": { "type": "string", "pattern": format!("^\\s*({addresses})"), "maxLength": MOST_CHARACTERS } }),
    );
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!("政府信息公开工作年度报告：本地配置"));
    let file = object(
        &["format", "version", "area"],
        json!({
            "$schema": { "type": "string" },
            "format": { "const": FORMAT },
            "version": { "const": VERSION },
            "area": text("地区名称，如“示例市”"),
            "units": list(unit, MOST_UNITS, "本地区要编制年报的单位：填写机关名称时提供选择"),
            "due": list(due, MOST_DUE, "时间节点"),
            "points": list(point, MOST_POINTS, "本地区在官方要点之外要求写的内容"),
            "limits": limits,
            "contact": text("有问题找谁，一行"),
            "link": link,
        }),
    );
    schema.extend(file.as_object().cloned().unwrap_or_default());
    Value::Object(schema)
}

fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn list(items: Value, most: usize, description: &str) -> Value {
    json!({ "type": "array", "maxItems": most, "items": items, "description": description })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "pattern": "\\S", "maxLength": MOST_CHARACTERS, "description": description })
}

fn number(most: usize, description: &str) -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": most, "description": description })
}

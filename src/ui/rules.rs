//! The page of all rules, from their declaration; those of the area apart, where there is a profile.

use leptos::prelude::*;

use super::handle::Handle;
use crate::validate::Rule;
use crate::validate::rules::returned::RETURNED;
use crate::validate::rules::{self, RULES_OF_AREA};

/// The page `#/rules`.
#[component]
pub fn Rules(handle: Handle) -> impl IntoView {
    let area = handle.read(|model| model.area().profile.area.clone());
    let of_area = move || {
        let area = Some(area.get()).filter(|area| !area.is_empty())?;
        Some(view! {
            <h2>{format!("{area}的要求")}</h2>
            <p>"这些要求来自本地配置，与正式格式的规则并行，不改变上面的任何一条。"</p>
            {table(RULES_OF_AREA.to_vec())}
        })
    };
    view! {
        <main class="single">
            <h1 tabindex="-1">"检查规则"</h1>
            <p class="single__lead">
                "填写时随时按这些规则检查。错误是报告自相矛盾或缺少必要内容，提醒是可能有误，提示供参考。检查不妨碍保存。"
            </p>
            {table(rules::all())}
            <h2>"上级退回的意见"</h2>
            <p>"打开上级退回的报告时，意见按这一条列在格子和正文上。意见和对它的说明只在这份草稿里，不写进下载的文件。"</p>
            {table(vec![&RETURNED])}
            {of_area}
            <p class="single__links"><a class="button" href="#/">"全部草稿"</a></p>
        </main>
    }
}

fn table(rules: Vec<&'static Rule>) -> impl IntoView {
    view! {
        <table class="rules">
            <thead>
                <tr><th scope="col">"编号"</th><th scope="col">"名称"</th><th scope="col">"级别"</th><th scope="col">"要求"</th></tr>
            </thead>
            <tbody>{rules.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn row(rule: &'static Rule) -> impl IntoView {
    view! {
        <tr id=rule.id>
            <td>{rule.id}</td>
            <th scope="row">{rule.title}</th>
            <td class=format!("rules__severity rules__severity--{}", rule.severity.id())>{rule.severity.name()}</td>
            <td>{rule.wording}<span class="rules__source">{format!("依据：{}", rule.source)}</span></td>
        </tr>
    }
}

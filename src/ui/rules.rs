//! The page of all rules, from their declaration.

use leptos::prelude::*;

use crate::validate::Rule;
use crate::validate::rules;

/// The page `#/rules`.
#[component]
pub fn Rules() -> impl IntoView {
    let row = |rule: &'static Rule| {
        view! {
            <tr id=rule.id>
                <td>{rule.id}</td>
                <th scope="row">{rule.title}</th>
                <td class=format!("rules__severity rules__severity--{}", rule.severity.id())>{rule.severity.name()}</td>
                <td>{rule.wording}<span class="rules__source">{format!("依据：{}", rule.source)}</span></td>
            </tr>
        }
    };
    view! {
        <main class="single">
            <h1 tabindex="-1">"检查规则"</h1>
            <p class="single__lead">
                "填写时随时按这些规则检查。错误是报告自相矛盾或缺少必要内容，提醒是可能有误，提示供参考。检查不妨碍保存。"
            </p>
            <table class="rules">
                <thead>
                    <tr><th scope="col">"编号"</th><th scope="col">"名称"</th><th scope="col">"级别"</th><th scope="col">"要求"</th></tr>
                </thead>
                <tbody>{rules::all().into_iter().map(row).collect_view()}</tbody>
            </table>
            <p class="single__links"><a class="button" href="#/">"全部草稿"</a></p>
        </main>
    }
}

//! The page that says what becomes of what is entered: where it is kept, that it is sent nowhere, how it is
//! removed. What it promises is tested in `tests/e2e/{hosting,requests}.rs`.

use leptos::prelude::*;

/// A heading, and the sentences below it.
const PARTS: [(&str, &[&str]); 5] = [
    (
        "填写的内容不会离开这台电脑",
        &[
            "填写、检查、打开文件、识别、下载，全部在这台电脑的浏览器里完成。",
            "本页只向提供本页的网站取程序文件，不向它、也不向别的任何地方发送填写的内容、打开的文件或使用情况。没有账号，没有 Cookie，没有统计，没有广告。",
            "浏览器按本页声明的安全策略（CSP）执行：向别的网站发请求、运行外来脚本，都会被浏览器拒绝。",
        ],
    ),
    (
        "保存在哪里",
        &[
            "草稿保存在这台电脑、这个浏览器里（localStorage），另有一份备用副本（IndexedDB）。换一台电脑、换一个浏览器，或者换一个网址打开本页，都看不到这些草稿。",
            "“多份报告”里只存每份报告的数、检查结果和文件名，不存原文件和正文；也在这个浏览器里（IndexedDB），与草稿分开。",
            "附上的上年报告、对提醒的说明、发布核对的结果随草稿保存；用来识别的文件不保存。",
            "这些内容没有加密，能使用这台电脑上同一个账户的人都能看到。同一网站上的其他网页也能读到浏览器为这个网站保存的内容，请只在信得过的网站上使用本页。",
        ],
    ),
    (
        "下载的文件里有什么",
        &[
            "下载的报告只含报告本身、核对码，JSON 里还有没有解决的检查结果和对提醒的说明；不含填写人、电脑名称和填写时间。",
            "上年报告和发布核对的结果不会出现在要发布的文件里，只在“备份全部草稿”的文件里。备份文件请当作工作材料保管。",
            "发布的网页不运行脚本，也不向任何地方取东西。",
        ],
    ),
    (
        "怎样清除",
        &[
            "一份草稿：在草稿列表里按“删除”。全部：在草稿列表里按“清除本机数据”，备用副本一并清除。",
            "“多份报告”：在那一页按“清空”。",
            "在浏览器里清除这个网站的数据，也会删掉全部草稿。清除之前请先备份。公用电脑上用完，请备份后清除。",
        ],
    ),
    (
        "怎样核实",
        &[
            "断开网络以后，已经打开的本页照样能填写、检查、保存和下载，就是因为这些都不用网络。",
            "也可以在浏览器的开发者工具里打开“网络”一栏，看本页发出的每一个请求。",
        ],
    ),
];

/// The page `#/privacy`.
#[component]
pub fn Privacy() -> impl IntoView {
    let part = |(heading, sentences): (&'static str, &'static [&'static str])| {
        let sentences = sentences.iter().map(|sentence| view! { <p>{*sentence}</p> }).collect_view();
        view! { <h2>{heading}</h2>{sentences} }
    };
    view! {
        <main class="single">
            <h1 tabindex="-1">"隐私说明"</h1>
            <p class="single__lead">"填写的内容只在这台电脑的浏览器里，不会上传。"</p>
            {PARTS.map(part).collect_view()}
            <p class="single__links"><a class="button" href="#/">"全部草稿"</a></p>
        </main>
    }
}

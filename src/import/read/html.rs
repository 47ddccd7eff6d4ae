//! Pages: whole ones, parts, what Word and Excel save and paste. Read inertly; what is not shown is left out,
//! and what lays out the page is dissolved. Knows nothing of the form but that a report says it is one.

mod page;
mod rows;
mod tree;
mod walk;

use super::blocks::TOO_LONG;
use crate::import::source::{Content, Source};
use crate::report::entry::trim;
use page::Within;
use tree::Tree;
use walk::walk;

/// The longest heading, in letters.
const LONGEST_HEADING: usize = 80;

/// Reads a page.
pub fn read(html: &str) -> Source {
    let tree = Tree::parse(html);
    let within = page::count(&tree);
    let mut source = read_in(&tree, &within, false);
    // A page that shows its text by a script hides it till then.
    let hidden = !source.blocks.iter().any(|block| matches!(block.content, Content::Table(_)));
    if hidden {
        let all = read_in(&tree, &within, true);
        if all.blocks.iter().any(|block| matches!(block.content, Content::Table(_)))
            || source.blocks.is_empty()
        {
            source = all;
        }
    }
    source
}

fn read_in(tree: &Tree, within: &[Within], keep_hidden: bool) -> Source {
    let mut blocks = walk(tree, within, keep_hidden);
    if tree.is_cut {
        blocks.problem(TOO_LONG);
    }
    let mut source = blocks.finish();
    add_title(tree, &mut source);
    source
}

/// Puts the title of the page in front if the text has none of its own.
fn add_title(tree: &Tree, source: &mut Source) {
    let is_title = |text: &str| {
        let text = trim(text);
        text.chars().count() <= LONGEST_HEADING && ["年度报告", "年报"].iter().any(|word| text.contains(word))
    };
    let texts = source.blocks.iter().map_while(|block| match &block.content {
        Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => Some(text),
        Content::Table(_) => None,
    });
    if texts.take(60).any(|text| is_title(text) && !text.contains('。')) {
        return;
    }
    let metas = tree.nodes.iter().filter(|node| node.attribute("name").eq_ignore_ascii_case("ArticleTitle"));
    let metas = metas.map(|node| node.attribute("content").to_owned());
    let titles =
        (0..tree.nodes.len()).filter(|id| tree.nodes[*id].name() == "title").map(|id| tree.raw_text(id));
    // The name of the site stands behind a dash.
    let parts = metas
        .chain(titles)
        .flat_map(|title| title.split(['-', '_', '|', '—', '–']).map(str::to_owned).collect::<Vec<_>>());
    if let Some(title) = parts.map(|part| trim(&part).to_owned()).find(|part| is_title(part)) {
        let block = crate::import::source::Block { page: None, line: None, content: Content::Heading(title) };
        source.blocks.insert(0, block);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::read::shown::lines;

    fn shown(html: &str) -> Vec<String> {
        lines(&read(html))
    }

    #[test]
    fn labels_that_word_tore_are_whole_again() {
        let html = "<p class=MsoNormal><b><span>一</span><span lang=EN-US>、</span><font>总体\n情况</font></b><o:p></o:p></p>\
            <table><tr><td rowspan=2><p><span>行</span><span>政</span></p><p>许可</p></td><td>本年<br>数量</td></tr>\
            <tr><td><o:p>&nbsp;</o:p></td></tr></table><p>正文 a\n b</p>";
        assert_eq!(shown(html), ["一、总体情况", "行政\n许可|本年\n数量 / <|", "正文 a b"]);
    }

    #[test]
    fn what_is_not_shown_is_left_out() {
        let html = "<html><head><title>示例局门户</title><style>p{}</style></head><body><script>var a='<p>甲</p>'</script>\
            <!--[if gte mso 9]><xml>乙</xml><![endif]--><noscript>丙</noscript><template><p>丁</p></template>\
            <div style='display: none'>戊</div><input value=己><select><option>庚</select><p hidden>辛</p>\
            <p>留下<!-- 壬 -->的</p><table><tr height=0 style='display:none'><td>1<td>2</tr><tr><td>规章<td>0</tr></table>";
        assert_eq!(shown(html), ["留下的", "规章|0"]);
    }

    #[test]
    fn what_surrounds_the_text_of_a_page_is_left_out_and_what_holds_it_stays() {
        let html = "<div class='site-nav'>首页 政务公开</div><ul><li><a>甲</a><li><a>乙</a><li><a>丙</a><li><a>丁</a></ul>\
            <div id=topMenu>无障碍</div><header><h1>示例局年度报告</h1></header>\
            <div class='title share'><h2>（示例版）</h2><a>微信</a></div><div class='position-relative'>短</div>\
            <div class='tools-wrap'><table><tr><td>规章<td>0</table></div>\
            <div class=position>本年度报告由示例局编制，报告中所列数据的统计期限自上一年一月一日起，到十二月三十一日止，全文可以在本网站下载，欢迎联系我们。</div>\
            <footer>主办单位：示例局</footer>";
        let shown = shown(html);
        assert_eq!(shown[..4], ["# 示例局年度报告", "# （示例版）", "微信", "短"]);
        assert_eq!(shown[4], "规章|0");
        assert!(shown.len() == 6 && shown[5].starts_with("本年度报告由示例局编制"), "{shown:?}");
    }

    #[test]
    fn a_page_that_shows_its_text_by_a_script_is_read() {
        let html =
            "<p>正在加载</p><div style='display:none'><p>规章</p><table><tr><td>规章<td>0</table></div>";
        assert_eq!(shown(html), ["正在加载", "规章", "规章|0"]);
    }

    #[test]
    fn breaks_end_paragraphs_and_one_cell_a_line_stays_lines() {
        assert_eq!(
            shown("<div>一、总体情况<br><br>　　正文。<br/>又一段。</div>"),
            ["一、总体情况", "正文。", "又一段。"]
        );
        let cells = format!("<div>{}</div>", "规章<br>0<br><br>".repeat(12));
        assert_eq!(shown(&cells)[..3], ["> 规章", "> 0", "> "]);
        assert_eq!(shown("<pre>规章\t0\t1\n\n正文</pre>"), ["规章|0|1", "> ", "> 正文"]);
    }

    #[test]
    fn tables_that_lay_out_a_page_are_dissolved() {
        let data = "<table><caption>表一</caption><tr><td>规章<td>0<tr><td>文件<td>1</table>";
        let page =
            format!("<table><tr><td>导航<td><table><tr><td><h1>年报</h1><p>正文。</p>{data}</table></table>");
        assert_eq!(shown(&page), ["导航", "# 年报", "正文。", "表一", "规章|0 / 文件|1"]);
        assert_eq!(shown("<table><tr><td><p>一段。</p><p>又一段。</p></table>"), ["一段。", "又一段。"]);
        let inner = "<table><tr><td>规章<td>0<td>1<tr><td>文件<td><table><tr><td>5</table><td>6</table>";
        assert_eq!(shown(inner), ["规章|0|1 / 文件|5|6"], "a number in a table of its own stays in its cell");
    }

    #[test]
    fn a_whole_report_in_one_table_is_taken_apart() {
        let long = "正文很长。".repeat(30);
        let html = format!(
            "<table><tr><td colspan=3>一、总体情况<tr><td colspan=3>{long}<tr><td>规章<td>0<td>1<tr><td colspan=3>第二十条\
             <tr><td>许可<td>0<td>2<tr><td colspan=3>五、存在的主要问题及改进情况<tr><td colspan=3>注：无</table>"
        );
        let table = "规章|0|1 / 第二十条|<|< / 许可|0|2";
        let expected = ["一、总体情况", &long, table, "五、存在的主要问题及改进情况", "注：无"];
        assert_eq!(shown(&html), expected);
    }

    #[test]
    fn boxes_and_lists_of_terms_are_tables() {
        let rows = "<div class=row><div>规章</div><div>0</div><div></div></div>".repeat(3);
        assert_eq!(shown(&format!("<div>{rows}</div>")), ["规章|0| / 规章|0| / 规章|0|"]);
        let spans =
            "<div><span>行政许可</span><span>6</span></div><div><span>行政处罚</span><span>0</span></div>"
                .repeat(2);
        assert_eq!(shown(&format!("<div><div>第二十条</div>{spans}</div>"))[0].matches(" / ").count(), 4);
        assert_eq!(shown("<dl><dt>规章<dd>0<dd>1<dt>文件<dd>2<dd>3</dl>"), ["规章|0|1 / 文件|2|3"]);
        let torn =
            "<div><span>政府</span><span>信息公开</span></div><div><span>年度</span><span>报告</span></div>";
        assert_eq!(shown(&format!("<div>{torn}</div>")), ["政府信息公开", "年度报告"]);
    }

    #[test]
    fn the_title_of_the_page_is_used_where_the_text_has_none() {
        let title = "<title>示例局2023年政府信息公开工作年度报告-示例县人民政府</title>";
        let expected = ["# 示例局2023年政府信息公开工作年度报告", "一、总体情况"];
        assert_eq!(shown(&format!("{title}<p>一、总体情况</p>")), expected);
        let own = format!("{title}<h2>示例局年度报告</h2><p>一、总体情况</p>");
        assert_eq!(shown(&own), ["# 示例局年度报告", "一、总体情况"]);
        assert_eq!(shown("<title>首页</title><p>一、总体情况</p>"), ["一、总体情况"]);
    }

    #[test]
    fn a_page_without_measure_ends_quickly_and_says_so() {
        for html in [
            "<div>".repeat(20_000),
            "<table><tr><td>".repeat(5_000),
            format!("<table><tr>{}</table>", "<td>1".repeat(80_000)),
            format!("<table>{}</table>", "<tr><td>1<td>2".repeat(40_000)),
            format!("<p {}>", "a=1 ".repeat(200_000)),
            (0..3_000).map(|at| format!("<font size={at}><p>")).collect(),
            format!("<table><tr><td colspan=1000 rowspan=9999>{}</table>", "甲".repeat(1_000_000)),
        ] {
            let source = read(&html);
            assert!(!source.problems.is_empty(), "{}", &html[..html.floor_char_boundary(40)]);
        }
    }

    fn soup() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            Just("<table>"),
            Just("</table>"),
            Just("<tr>"),
            Just("<td colspan=3>"),
            Just("<td rowspan=0>"),
            Just("</td>"),
            Just("<div>"),
            Just("</div>"),
            Just("<p>"),
            Just("<b>"),
            Just("</b>"),
            Just("<br>"),
            Just("<dl><dt>"),
            Just("<dd>"),
            Just("<pre>"),
            Just("<ol>"),
            Just("<li>"),
            Just("</ol>"),
            Just("<template>"),
            Just("<svg>"),
            Just("<select>"),
            Just("<form>"),
            Just("</form>"),
            Just("<!--"),
            Just("-->"),
            Just("规章"),
            Just("0"),
            Just(" \n"),
            Just("<a>"),
            Just("</a>"),
            Just("<frameset>"),
            Just("<body class=nav>"),
            Just("<"),
            Just("&#0;"),
            Just("<math><mi>"),
        ];
        proptest::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn no_page_panics(html in soup()) {
            let _ = read(&html);
        }
    }
}

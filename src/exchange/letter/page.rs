//! A letter as a page that needs nothing else: no file, no script, no other machine.
//!
//! Its Markdown may come from anybody's template and card. HTML in it is shown as it is typed, a link
//! goes to a page, a letter box or a phone and nowhere else, and a picture is its words.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

/// How it looks, on a screen and on paper.
const STYLE: &str = include_str!("page.css");

/// Where a link may lead.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// The page of a letter of this title.
pub(super) fn page(title: &str, markdown: &str) -> String {
    let mut body = String::new();
    html::push_html(
        &mut body,
        tame(Parser::new_ext(markdown, Options::ENABLE_TABLES)),
    );
    let title = in_html(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// The events of a text without those that could do harm. A line stays a line, as in any letter.
pub(super) fn tame<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut links = Vec::new();
    events.filter_map(move |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::SoftBreak => Some(Event::HardBreak),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            id,
            ..
        }) => {
            let is_let = may_lead_to(link_type, &dest_url);
            links.push(is_let);
            let title = CowStr::Borrowed("");
            is_let.then_some(Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }))
        }
        Event::End(TagEnd::Link) => links.pop().unwrap_or(false).then_some(event),
        other => Some(other),
    })
}

fn may_lead_to(link: LinkType, to: &str) -> bool {
    let to = to.to_ascii_lowercase();
    link == LinkType::Email || SCHEMES.iter().any(|scheme| to.starts_with(scheme))
}

/// A text between two tags.
fn in_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(markdown: &str) -> String {
        let page = page("T", markdown);
        let (_, body) = page.split_once("<body>\n").expect("a body");
        body.replace("</body>\n</html>\n", "").trim_end().to_owned()
    }

    #[test]
    fn what_could_do_harm_is_only_text() {
        let cases = [
            ("a\nb", "<p>a<br />\nb</p>"),
            (
                "<script>alert(1)</script>",
                "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
            ),
            (
                "a <img src=x onerror=y> b",
                "<p>a &lt;img src=x onerror=y&gt; b</p>",
            ),
            ("[x](javascript:alert(1))", "<p>x</p>"),
            ("[x](JaVaScRiPt:alert(1))", "<p>x</p>"),
            ("[x](data:text/html,y)", "<p>x</p>"),
            ("[x](../../etc/passwd)", "<p>x</p>"),
            ("[x](&#106;avascript:alert(1))", "<p>x</p>"),
            ("<javascript:alert(1)>", "<p>javascript:alert(1)</p>"),
            ("![a picture](https://x.example/y.png)", "<p>a picture</p>"),
            (
                "[![p](q)](https://x.example)",
                "<p><a href=\"https://x.example\">p</a></p>",
            ),
            (
                "[x](https://x.example \"t\")",
                "<p><a href=\"https://x.example\">x</a></p>",
            ),
            ("[x](tel:+370)", "<p><a href=\"tel:+370\">x</a></p>"),
            (
                "<a@b.example>",
                "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>",
            ),
            ("[a [b](javascript:x) c](y)", "<p>[a b c](y)</p>"),
            ("\\# no heading", "<p># no heading</p>"),
        ];
        for (markdown, html) in cases {
            assert_eq!(body(markdown), html, "{markdown}");
        }
        assert!(
            page("</title><script>", "").contains("<title>&lt;/title&gt;&lt;script&gt;</title>")
        );
    }
}

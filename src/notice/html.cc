// The page. Whatever comes from a file is escaped here.
#include "base/html.h"
#include "notice/render.h"

namespace lofte::notice {

namespace {

// A number and its unit stay on one line.
std::string Unbroken(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == ' ' ? std::string("\u00A0") : std::string(1, c);
  return out;
}

std::string Inline(const Pieces& pieces) {
  std::string out;
  for (const Piece& piece : pieces) {
    switch (piece.kind) {
      case Piece::Kind::kText:
        out += EscapedHtml(piece.text);
        break;
      case Piece::Kind::kValue:
        out += "<data value=\"" + EscapedHtml(piece.value) + "\">" + EscapedHtml(Unbroken(piece.text)) + "</data>";
        break;
      case Piece::Kind::kDay:
        out += "<time datetime=\"" + EscapedHtml(piece.value) + "\">" + EscapedHtml(Unbroken(piece.text)) + "</time>";
        break;
      case Piece::Kind::kLink:
        out += "<a href=\"" + EscapedHtml(piece.value) + "\">" + EscapedHtml(piece.text) + "</a>";
        break;
    }
  }
  return out;
}

// What could end a script element or begin a comment in it is written as JSON's own escape.
std::string InScript(std::string_view json) {
  std::string out;
  for (const char c : json) out += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return out;
}

class Page {
 public:
  explicit Page(const Voice& voice) : voice_(voice) {}

  std::string Whole(const Notice& notice, const HtmlOptions& options) {
    Head(notice, options);
    Line("<body>");
    Line("<a class=\"skip\" href=\"#main\">" + EscapedHtml(voice_.Phrase("page.skip")) + "</a>");
    Top(notice, options);
    Line("<main id=\"main\">");
    Line("<h1>" + Spoken(notice.title) + "</h1>");
    TopSection(notice.summary);
    Contents(notice);
    for (const Block& section : notice.sections) TopSection(section);
    Line("</main>");
    Line("<footer><p>" + EscapedHtml(notice.publisher) + " · " + Inline(voice_.Speak(Day(notice.effective))) + "</p></footer>");
    Line("</body>");
    Line("</html>");
    return std::move(out_);
  }

 private:
  void Line(const std::string& text) { out_ += text + "\n"; }
  std::string Spoken(const Say& say) const { return Inline(voice_.Speak(say)); }

  void Head(const Notice& notice, const HtmlOptions& options) {
    Line("<!doctype html>");
    Line("<html lang=\"" + voice_.language() + "\">");
    Line("<head>");
    Line("<meta charset=\"utf-8\">");
    Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    Line("<meta name=\"color-scheme\" content=\"light dark\">");
    Line("<title>" + EscapedHtml(PlainText(voice_.Speak(notice.title))) + "</title>");
    for (const OtherLanguage& other : options.others)
      Line("<link rel=\"alternate\" hreflang=\"" + EscapedHtml(other.language) + "\" href=\"" + EscapedHtml(other.href) + "\">");
    Line("<style>");
    out_ += BytesOf(kDataFiles, "data/notice.css");
    Line("</style>");
    if (!options.json_ld.empty()) Line("<script type=\"application/ld+json\">\n" + InScript(options.json_ld) + "\n</script>");
    Line("</head>");
  }

  void Top(const Notice& notice, const HtmlOptions& options) {
    Line("<header>");
    Line("<p class=\"publisher\">" + EscapedHtml(notice.publisher) + "</p>");
    if (!options.others.empty()) {
      Line("<nav aria-label=\"" + EscapedHtml(voice_.Phrase("page.languages")) + "\"><ul>");
      for (const OtherLanguage& other : options.others) {
        const Phrases* phrases = Phrases::Find(other.language);
        Line("<li><a lang=\"" + EscapedHtml(other.language) + "\" hreflang=\"" + EscapedHtml(other.language) + "\" href=\"" +
             EscapedHtml(other.href) + "\">" + EscapedHtml(phrases == nullptr ? other.language : phrases->Of("language.name")) +
             "</a></li>");
      }
      Line("</ul></nav>");
    }
    Line("</header>");
  }

  void Contents(const Notice& notice) {
    Line("<nav class=\"contents\" aria-labelledby=\"contents\">");
    Line("<h2 id=\"contents\">" + EscapedHtml(voice_.Phrase("page.contents")) + "</h2>");
    Line("<ol>");
    for (const Block& section : notice.sections)
      Line("<li><a href=\"#" + EscapedHtml(section.id) + "\">" + Spoken(section.title) + "</a></li>");
    Line("</ol>");
    Line("</nav>");
  }

  void TopSection(const Block& section) {
    const std::string id = EscapedHtml(section.id);
    Line("<section id=\"" + id + "\" class=\"" + (id == "short" ? "summary" : "part") + "\" aria-labelledby=\"" + id + "-title\">");
    Line("<h2 id=\"" + id + "-title\">" + Spoken(section.title) + "</h2>");
    Inner(section.blocks, 3);
    Line("</section>");
  }

  void Inner(const Blocks& blocks, int level) {
    for (const Block& block : blocks) One(block, level);
  }

  static std::string PromisesOf(const Block& block) {
    std::string ids;
    for (const std::string& id : block.promises) ids += (ids.empty() ? "" : " ") + id;
    return ids.empty() ? "" : " data-promises=\"" + EscapedHtml(ids) + "\"";
  }

  void One(const Block& block, int level) {
    switch (block.kind) {
      case Block::Kind::kSection:
      case Block::Kind::kCallout:
        return Titled(block, level);
      case Block::Kind::kParagraph:
        return Line("<p" + PromisesOf(block) + ">" + Spoken(block.says) + "</p>");
      case Block::Kind::kBullets:
        Line("<ul>");
        for (const Say& item : block.items) Line("<li>" + Spoken(item) + "</li>");
        return Line("</ul>");
      case Block::Kind::kFacts:
        Line("<dl>");
        Inner(block.blocks, level);
        return Line("</dl>");
      case Block::Kind::kFact:
        Line("<div><dt>" + Spoken(block.title) + "</dt>");
        Line("<dd>");
        Inner(block.blocks, level);
        return Line("</dd></div>");
      case Block::Kind::kTable:
        return TableOf(block);
    }
  }

  void Titled(const Block& block, int level) {
    const std::string heading = "h" + std::to_string(level);
    const char* css = block.kind == Block::Kind::kCallout ? "callout" : "entry";
    Line("<div id=\"" + EscapedHtml(block.id) + "\" class=\"" + css + "\"" + PromisesOf(block) + ">");
    Line("<" + heading + ">" + Spoken(block.title) + "</" + heading + ">");
    Inner(block.blocks, level + 1);
    Line("</div>");
  }

  // The roles are a table's own; they are written because a narrow page shows the rows as blocks, and some browsers then forget them.
  void TableOf(const Block& block) {
    std::vector<std::string> labels;
    Line("<table role=\"table\">");
    Line("<caption>" + Spoken(block.title) + "</caption>");
    Line("<thead role=\"rowgroup\"><tr role=\"row\">");
    for (const Say& cell : block.head) {
      labels.push_back(PlainText(voice_.Speak(cell)));
      Line("<th scope=\"col\" role=\"columnheader\">" + EscapedHtml(labels.back()) + "</th>");
    }
    Line("</tr></thead>");
    Line("<tbody role=\"rowgroup\">");
    for (const std::vector<Say>& row : block.rows) {
      Line("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">" + Spoken(row.front()) + "</th>");
      for (std::size_t i = 1; i < row.size(); ++i)
        Line("<td role=\"cell\" data-label=\"" + EscapedHtml(labels[i]) + "\">" + Spoken(row[i]) + "</td>");
      Line("</tr>");
    }
    Line("</tbody></table>");
  }

  const Voice& voice_;
  std::string out_;
};

}  // namespace

std::string RenderHtml(const Notice& notice, const Voice& voice, const HtmlOptions& options) { return Page(voice).Whole(notice, options); }

}  // namespace lofte::notice

#include "record/html.h"

#include "base/html.h"

namespace lofte::record {
namespace {

constexpr char kStyle[] = R"(
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { line-height: 1.2; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
caption { text-align: left; font-weight: bold; font-size: 1.2rem; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border: 1px solid #888; }
th { width: 30%; font-weight: 600; }
th small { display: block; font-weight: normal; }
a { color: inherit; }
a:focus-visible { outline: 3px solid; }
@media (max-width: 40rem) { th, td { display: block; width: auto; } }
@media print { body { max-width: none; font-size: 10pt; } nav { display: none; } tr { break-inside: avoid; } }
)";

// Lines as lines.
std::string Lines(const std::string& text) {
  std::string out;
  for (const char c : EscapedHtml(text)) out += c == '\n' ? std::string("<br>\n") : std::string(1, c);
  return out;
}

std::string Row(const std::string& heading, const std::string& article, const std::string& text) {
  return "<tr><th scope=\"row\">" + EscapedHtml(heading) + (article.empty() ? "" : "<small>" + EscapedHtml(article) + "</small>") +
         "</th><td>" + Lines(text) + "</td></tr>\n";
}

std::string AnchorOf(const Sheet& sheet, std::size_t row) {
  return (sheet.role == policy::Role::kController ? "controller-" : "processor-") + sheet.ids[row];
}

std::string FrontPart(const Front& front) {
  std::string out = "<table>\n<caption>" + EscapedHtml(front.law) + "</caption>\n<tbody>\n";
  for (const auto& [heading, text] : front.facts) out += Row(heading, "", text);
  out += "</tbody>\n</table>\n";
  if (front.measures.empty()) return out;
  out += "<h2 id=\"measures\">" + EscapedHtml(front.measures_heading) + "</h2>\n<ul>\n";
  for (const std::string& measure : front.measures) out += "<li>" + Lines(measure) + "</li>\n";
  return out + "</ul>\n";
}

std::string Contents(const Book& book, const std::string& heading) {
  std::string out = "<nav aria-label=\"" + EscapedHtml(heading) + "\">\n";
  for (const Sheet& sheet : book.sheets) {
    out += "<p>" + EscapedHtml(sheet.title) + "</p>\n<ul>\n";
    for (std::size_t i = 0; i < sheet.rows.size(); ++i)
      out += "<li><a href=\"#" + EscapedHtml(AnchorOf(sheet, i)) + "\">" + EscapedHtml(sheet.rows[i].front()) + "</a></li>\n";
    out += "</ul>\n";
  }
  return out + "</nav>\n";
}

std::string SheetPart(const Sheet& sheet) {
  std::string out = "<section>\n<h2>" + EscapedHtml(sheet.title) + "</h2>\n";
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    out +=
        "<table id=\"" + EscapedHtml(AnchorOf(sheet, i)) + "\">\n<caption>" + EscapedHtml(sheet.rows[i].front()) + "</caption>\n<tbody>\n";
    for (std::size_t column = 1; column < sheet.columns.size(); ++column)
      out += Row(sheet.columns[column].heading, sheet.columns[column].article, sheet.rows[i][column]);
    out += "</tbody>\n</table>\n";
  }
  return out + "</section>\n";
}

}  // namespace

std::string Html(const Book& book, const Phrases& phrases) {
  const std::string title = EscapedHtml(book.front.title + (book.company.empty() ? "" : ": " + book.company));
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"" + EscapedHtml(book.language) +
      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title +
      "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n";
  out += FrontPart(book.front) + Contents(book, phrases.Say("front.contents"));
  for (const Sheet& sheet : book.sheets) out += SheetPart(sheet);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace lofte::record

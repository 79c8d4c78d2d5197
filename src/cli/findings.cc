#include "cli/findings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/output.h"

namespace lofte::cli {
namespace {

constexpr std::size_t kMostPlaces = 12;  // of one finding, on its line

// Where the bytes stand in the text, as line and column; the column is 1 where the text is not at hand.
Span SpanIn(const ProseText& prose, const policy::Origin& origin) {
  Span span{prose.name, origin.line, 1, 1};
  const std::string_view text = prose.bytes;
  if (origin.begin >= text.size() || origin.end > text.size() || origin.begin >= origin.end) return span;
  const std::size_t before = origin.begin == 0 ? std::string_view::npos : text.rfind('\n', origin.begin - 1);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t line_end = std::min(text.find('\n', origin.begin), text.size());
  span.column = CountCodePoints(text.substr(start, origin.begin - start)) + 1;
  span.length = std::max<std::size_t>(1, CountCodePoints(text.substr(origin.begin, std::min(origin.end, line_end) - origin.begin)));
  return span;
}

std::string ArticleLine(const lint::Finding& finding) {
  const lint::RuleText* rule = lint::FindRule(finding.rule);
  if (rule == nullptr) return "";
  return rule->article.empty() ? "asked: " + rule->asks + "\n" : "asked: " + rule->asks + " (" + rule->article + ")\n";
}

// `in the text: privacy.md:26, 28, 31`. A line once; the first is left out where it is the place of the finding itself.
std::string PlacesLine(const lint::Finding& finding, const ProseText& prose) {
  std::vector<std::size_t> lines;
  for (const policy::Origin& origin : finding.origins)
    if (std::find(lines.begin(), lines.end(), origin.line) == lines.end()) lines.push_back(origin.line);
  if (finding.span.line == 0 && !lines.empty()) lines.erase(lines.begin());
  if (lines.empty()) return "";
  std::string text = finding.span.line == 0 ? "see also: " : "in the text: ";
  text += prose.name.empty() ? (lines.size() == 1 ? "line " : "lines ") : prose.name + ":";
  for (std::size_t i = 0; i < std::min(lines.size(), kMostPlaces); ++i) text += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
  if (lines.size() > kMostPlaces) text += " and " + std::to_string(lines.size() - kMostPlaces) + " more";
  return text + "\n";
}

std::string_view SourceOf(const Issue& issue, const std::vector<std::pair<std::string, std::string>>& sources, const ProseText& prose) {
  for (const auto& [file, text] : sources)
    if (file == issue.span.file) return text;
  return issue.span.file == prose.name ? std::string_view(prose.bytes) : std::string_view();
}

Json OriginsTree(const std::vector<policy::Origin>& origins) {
  Json list = Json::array();
  for (const policy::Origin& origin : origins)
    list.push_back({{"line", origin.line}, {"begin", origin.begin}, {"end", origin.end}, {"confidence", origin.confidence}});
  return list;
}

bool Names(const std::vector<lint::Finding>& findings, std::string_view name) {
  return std::any_of(findings.begin(), findings.end(), [&](const lint::Finding& finding) { return finding.name == name; });
}

}  // namespace

FindingCounts CountOf(const std::vector<lint::Finding>& findings) {
  FindingCounts counts;
  for (const lint::Finding& finding : findings) {
    std::size_t& of = !finding.accepted.empty()                ? counts.accepted
                      : finding.severity == Severity::kError   ? counts.errors
                      : finding.severity == Severity::kWarning ? counts.warnings
                                                               : counts.infos;
    ++of;
  }
  return counts;
}

std::string FindingsLine(const std::vector<lint::Finding>& findings) {
  const FindingCounts counts = CountOf(findings);
  const auto number = [](std::size_t of) { return static_cast<std::int64_t>(of); };
  std::string line = "Lint: " + Plural(number(counts.errors), "error", "errors") + ", " +
                     Plural(number(counts.warnings), "warning", "warnings") + ", " + Plural(number(counts.infos), "info", "infos");
  if (counts.accepted > 0) line += ", " + Plural(number(counts.accepted), "finding", "findings") + " accepted";
  return line + "\n";
}

Issue AsIssue(const lint::Finding& finding, const ProseText& prose) {
  Issue issue{finding.severity, finding.rule + " " + finding.name, finding.message, finding.span, finding.help};
  if (finding.span.line == 0 && !finding.origins.empty()) issue.span = SpanIn(prose, finding.origins.front());
  if (finding.span.line == 0 && finding.origins.empty()) issue.span.file = prose.name;
  if (finding.accepted.empty()) return issue;
  issue.severity = Severity::kInfo;
  issue.message += " (accepted: " + finding.accepted + ")";
  issue.help.clear();
  return issue;
}

std::string RenderFindings(const std::vector<lint::Finding>& findings, const std::vector<std::pair<std::string, std::string>>& sources,
                           const ProseText& prose, bool colour) {
  std::vector<std::pair<Issue, const lint::Finding*>> sorted;
  for (const lint::Finding& finding : findings) sorted.emplace_back(AsIssue(finding, prose), &finding);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return static_cast<int>(a.first.severity) > static_cast<int>(b.first.severity); });
  std::string out;
  for (auto& [issue, finding] : sorted) {
    const std::string help = std::exchange(issue.help, "");
    out += Render(issue, SourceOf(issue, sources, prose), colour) + ArticleLine(*finding) + PlacesLine(*finding, prose);
    if (!help.empty()) out += "help: " + help + "\n";
  }
  return out;
}

Json FindingsTree(const std::vector<lint::Finding>& findings) {
  Json list = Json::array();
  for (const lint::Finding& finding : findings) {
    const lint::RuleText* rule = lint::FindRule(finding.rule);
    list.push_back({{"rule", finding.rule},
                    {"name", finding.name},
                    {"severity", NameOf(finding.severity)},
                    {"article", rule == nullptr ? "" : rule->article},
                    {"message", finding.message},
                    {"help", finding.help},
                    {"file", finding.span.file},
                    {"line", finding.span.line},
                    {"column", finding.span.column},
                    {"origins", OriginsTree(finding.origins)},
                    {"open", finding.is_open},
                    {"accepted", finding.accepted.empty() ? Json(nullptr) : Json(finding.accepted)}});
  }
  return list;
}

void DropWhatLintSays(const std::vector<lint::Finding>& findings, Issues& issues) {
  static const std::vector<std::pair<std::string, std::vector<std::string>>> kPairs = {
      {"missing-purpose", {"PURPOSE-MISSING"}},
      {"transfer-without-safeguard", {"SAFEGUARD-INVALID", "SAFEGUARD-MISSING"}},
      {"unchecked-minimum-age", {"AGE-NOT-ENFORCEABLE"}},
      {"unprocessed-category", {"UNUSED-CATEGORY"}},
  };
  const auto is_said = [&](const Issue& issue) {
    return std::any_of(kPairs.begin(), kPairs.end(), [&](const auto& pair) {
      const auto& [code, names] = pair;
      return issue.code == code && std::any_of(names.begin(), names.end(), [&](const auto& name) { return Names(findings, name); });
    });
  };
  issues.erase(std::remove_if(issues.begin(), issues.end(), is_said), issues.end());
}

}  // namespace lofte::cli

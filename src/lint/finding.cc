#include "lint/finding.h"

#include <algorithm>

#include "base/result.h"
#include "base/table.h"

namespace lofte::lint {

// Made by cmake/embed_text.cmake.
extern const std::string_view kRulesTable, kFindingsTable;

namespace {

Severity SeverityOf(const std::string& word) {
  if (word == "error") return Severity::kError;
  if (word == "warning") return Severity::kWarning;
  if (word != "info") Panic("no severity `" + word + "` in findings.tsv");
  return Severity::kInfo;
}

std::vector<RuleText> ReadRules() {
  std::vector<RuleText> rules;
  for (const TableRow& row : ReadRows("rules.tsv", kRulesTable)) rules.push_back({row.at(0), row.at(1), row.at(2), row.at(3)});
  return rules;
}

std::vector<FindingText> ReadFindings() {
  std::vector<FindingText> texts;
  for (const TableRow& row : ReadRows("findings.tsv", kFindingsTable))
    texts.push_back({row.at(0), row.at(1), SeverityOf(row.at(2)), row.at(3), row.at(4)});
  return texts;
}

}  // namespace

const std::vector<RuleText>& Rules() {
  static const std::vector<RuleText> rules = ReadRules();
  return rules;
}

const RuleText* FindRule(std::string_view id) {
  const auto found = std::find_if(Rules().begin(), Rules().end(), [&](const RuleText& rule) { return rule.id == id; });
  return found == Rules().end() ? nullptr : &*found;
}

const std::vector<FindingText>& FindingTexts() {
  static const std::vector<FindingText> texts = ReadFindings();
  return texts;
}

const FindingText& TextOf(std::string_view name, std::string_view rule) {
  for (const FindingText& text : FindingTexts())
    if (text.name == name && (rule.empty() || text.rule == rule)) return text;
  Panic("no finding `" + std::string(name) + "` in findings.tsv");
}

bool HasErrors(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::kError && finding.accepted.empty(); });
}

}  // namespace lofte::lint

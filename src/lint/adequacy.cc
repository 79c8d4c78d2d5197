#include "lint/adequacy.h"

#include <algorithm>

#include "base/table.h"

namespace lofte::lint {

// Made by cmake/embed_text.cmake.
extern const std::string_view kAdequacyTable, kConsentAgesTable;

namespace {

time::Day DayIn(const std::string& cell) { return time::ParseDay(cell).value(); }

std::vector<AdequacyDecision> ReadDecisions() {
  std::vector<AdequacyDecision> decisions;
  for (const TableRow& row : ReadRows("adequacy.tsv", kAdequacyTable)) {
    AdequacyDecision decision{row.at(0), row.at(1), DayIn(row.at(2)), std::nullopt, row.at(4)};
    if (!row.at(3).empty()) decision.until = DayIn(row.at(3));
    decisions.push_back(std::move(decision));
  }
  return decisions;
}

}  // namespace

const std::vector<AdequacyDecision>& AdequacyDecisions() {
  static const std::vector<AdequacyDecision> decisions = ReadDecisions();
  return decisions;
}

const AdequacyDecision* AdequacyDecisionOn(std::string_view country) {
  const auto& all = AdequacyDecisions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const AdequacyDecision& one) { return one.country == country; });
  return found == all.end() ? nullptr : &*found;
}

std::optional<ConsentAge> ConsentAgeOf(std::string_view country, time::Day today) {
  static const std::vector<TableRow> rows = ReadRows("consent_ages.tsv", kConsentAgesTable);
  std::optional<ConsentAge> age;
  for (const TableRow& row : rows)
    if (row.at(0) == country && DayIn(row.at(2)) <= today) age = ConsentAge{std::stoi(row.at(1)), row.at(3)};
  return age;
}

}  // namespace lofte::lint

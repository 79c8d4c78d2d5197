#include "cli/coverage.h"

#include <fmt/format.h>

#include <algorithm>

namespace lofte::cli {

std::map<std::string, CoverageCounts> CoverageOf(const policy::Policy& policy) {
  std::map<std::string, CoverageCounts> kinds;
  for (const policy::Promise& promise : policy.promises) ++kinds[promise.kind][policy::EvidenceOf(promise.control)];
  return kinds;
}

namespace {

struct Words {
  std::string operator()(const policy::Unproven& control) const { return control.reason; }
  std::string operator()(const policy::RetentionControl&) const { return "the rules that name it"; }
  std::string operator()(const policy::ColumnsControl& control) const {
    return "columns of " + control.record + (control.free_of.empty() ? "" : fmt::format(", free of {}", fmt::join(control.free_of, ", ")));
  }
  std::string operator()(const policy::ValuesControl& control) const {
    return fmt::format("values of {}: {}", control.category, fmt::join(control.in, ", "));
  }
  std::string operator()(const policy::FormatControl& control) const {
    return fmt::format("format of {}: {}", control.category, fmt::join(control.formats, ", "));
  }
  std::string operator()(const policy::AlwaysControl& control) const {
    std::string words = "always " + control.condition;
    for (std::size_t i = 0; i < control.when.size(); ++i)
      words += (i == 0 ? " when " : " and ") + std::string(control.when[i].negated ? "not " : "") + control.when[i].name;
    if (control.by) words += ", by " + control.by_source;
    if (!control.event.empty()) words += ", of each " + control.event + " of the last " + time::Format(control.window);
    return words;
  }
  std::string operator()(const policy::NeverControl& control) const {
    if (control.except.empty()) return "never " + (control.category.empty() ? control.pattern : control.category);
    return fmt::format("never {} except in {}", control.pattern, fmt::join(control.except, ", "));
  }
  std::string operator()(const policy::RowSecurityControl&) const { return "row-level security of every table"; }
  std::string operator()(const policy::Attested& control) const {
    if (control.every)
      return fmt::format("{}, every {}{}", control.role, time::Format(*control.every),
                         control.shown_by.empty() ? "" : ": " + control.shown_by);
    return fmt::format("{}, {}, until {}", control.by, control.role, time::Format(control.until));
  }
  std::string operator()(const policy::Claim&) const { return ""; }
};

}  // namespace

std::string ControlWords(const policy::Promise& promise, const policy::Policy& policy) {
  const auto has_rule = [&](const policy::Rule& rule) {
    return std::find(rule.promises.begin(), rule.promises.end(), promise.id) != rule.promises.end();
  };
  const bool is_of_others =
      std::holds_alternative<policy::RetentionControl>(promise.control) && std::none_of(policy.rules.begin(), policy.rules.end(), has_rule);
  if (!is_of_others) return std::visit(Words{}, promise.control);
  std::vector<std::string> covering;
  for (const policy::Promise& other : policy.promises)
    if (std::find(other.covers.begin(), other.covers.end(), promise.id) != other.covers.end()) covering.push_back(other.id);
  return fmt::format("kept with {}", fmt::join(covering, ", "));
}

}  // namespace lofte::cli

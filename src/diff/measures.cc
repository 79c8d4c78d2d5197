// How data is guarded.
#include <optional>

#include "diff/found.h"

namespace lofte::diff {

using policy::Measure;

namespace {

// `TLS 1.2` -> `TLS`, 1, 2. `AES-256` -> `AES`, 256. What has another name before its numbers is not comparable.
struct Strength {
  std::string name;
  std::vector<long> numbers;
};

Strength StrengthOf(const std::string& text) {
  Strength strength;
  bool in_number = false;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    if (is_digit && !in_number) strength.numbers.push_back(0);
    if (is_digit && strength.numbers.back() < 1'000'000) strength.numbers.back() = strength.numbers.back() * 10 + (c - '0');
    if (!is_digit && c != ' ' && c != '-' && c != '.') strength.name += c;
    in_number = is_digit;
  }
  return strength;
}

// 1: stronger, -1: weaker, 0: equal; nullopt: it cannot be told.
std::optional<int> Stronger(const std::string& before, const std::string& after) {
  if (before == after) return 0;
  if (before.empty() || after.empty()) return after.empty() ? -1 : 1;
  const Strength was = StrengthOf(before), is = StrengthOf(after);
  if (was.name != is.name || was.numbers.empty() || is.numbers.empty()) return std::nullopt;
  return is.numbers > was.numbers ? 1 : is.numbers < was.numbers ? -1 : 0;
}

std::optional<int> Stronger(const Measure& before, const Measure& after) {
  const std::optional<int> by_words = Stronger(before.at_least, after.at_least);
  if (!by_words) return std::nullopt;
  const auto every = [](const Measure& of) { return of.every.is_zero() ? std::nullopt : std::optional(policy::Term{"", of.every}); };
  const int by_time = -Later(every(before), every(after));
  const int was = before.share.value_or(0), is = after.share.value_or(0);
  const int by_share = is > was ? 1 : is < was ? -1 : 0;
  const int least = std::min({*by_words, by_time, by_share}), most = std::max({*by_words, by_time, by_share});
  if (least < 0 && most > 0) return std::nullopt;
  return least < 0 ? least : most;
}

Change& Add(std::string_view kind, const Measure& of, bool in_old, Found& found) {
  Change& change = found.Add(kind, of.span, in_old);
  change.entry = of.id;
  change.promises = of.promises;
  return change;
}

void CompareMeasure(const Measure& before, const Measure& after, Found& found) {
  if (Change* change = AddText(found, "measure-changed", before.what, after.what, after.span, after.id)) change->promises = after.promises;
  if (MeasureText(before) == MeasureText(after)) return;
  const std::optional<int> stronger = Stronger(before, after);
  const char* kind = !stronger || *stronger == 0 ? "measure-changed" : *stronger > 0 ? "measure-stronger" : "measure-weaker";
  Change& change = Add(kind, after, false, found);
  change.before = TextValue(MeasureText(before));
  change.after = TextValue(MeasureText(after));
}

}  // namespace

void CompareMeasures(const Pair& pair, Found& found) {
  for (const Measure& measure : pair.after.measures) {
    const Measure* before = FindEntry(pair.before.measures, measure.id);
    if (before == nullptr) Add("measure-new", measure, false, found).after = LocalValue(measure.what);
    if (before != nullptr) CompareMeasure(*before, measure, found);
  }
  for (const Measure& measure : pair.before.measures)
    if (FindEntry(pair.after.measures, measure.id) == nullptr) Add("measure-lost", measure, true, found).before = LocalValue(measure.what);
}

}  // namespace lofte::diff

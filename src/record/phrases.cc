#include "record/phrases.h"

#include <algorithm>

namespace lofte::record {
namespace {

constexpr int kMonthsPerYear = 12;
constexpr int kSecondsPerMinute = 60;
constexpr int kSecondsPerHour = 3600;

}  // namespace

std::vector<std::string> Languages() { return PhraseLanguages(kPhraseFiles); }

Result<Phrases> Phrases::Read(const std::string& language) {
  const std::vector<std::string> languages = Languages();
  if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
    std::string list;
    for (const std::string& each : languages) list += (list.empty() ? "`" : ", `") + each + "`";
    return Fail(ErrorCode::kInvalid, "there is no record in the language `" + language + "`: choose one of " + list);
  }
  return Phrases(kPhraseFiles, language);
}

std::string Phrases::Country(const std::string& code) const {
  const std::string name = Find("country." + code);
  return name.empty() ? code : name;
}

std::string Phrases::Count(const std::string& unit, std::int64_t number) const {
  if (number == 1) return Say("period." + unit + ".one");
  return Say("period." + unit, {{"n", std::to_string(number)}});
}

std::string Phrases::Period(const time::Period& period) const {
  std::vector<std::string> parts;
  const auto add = [&](const std::string& unit, std::int64_t number) {
    if (number != 0) parts.push_back(Count(unit, number));
  };
  // 18 months stay 18 months; a period that is whole years is said in years.
  const bool is_years = period.months % kMonthsPerYear == 0;
  add(is_years ? "years" : "months", is_years ? period.months / kMonthsPerYear : period.months);
  add("days", period.days);
  add("hours", period.seconds / kSecondsPerHour);
  add("minutes", period.seconds % kSecondsPerHour / kSecondsPerMinute);
  add("seconds", period.seconds % kSecondsPerMinute);
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : Say("list.and")) + part;
  return out;
}

}  // namespace lofte::record

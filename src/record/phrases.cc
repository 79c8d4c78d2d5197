#include "record/phrases.h"

#include "base/words.h"
#include "policy/countries.h"

namespace lofte::record {

std::vector<std::string> Languages() { return PhraseLanguages(kPhraseFiles); }

Result<Phrases> Phrases::Read(const std::string& language) {
  const std::vector<std::string> languages = Languages();
  if (!Contains(languages, language))
    return Fail(ErrorCode::kInvalid, "there is no record in the language `" + language + "`: choose one of " + Quoted(languages));
  return Phrases(kPhraseFiles, language);
}

std::string Phrases::Country(const std::string& code) const {
  return code == "global" ? Say("country.global") : policy::CountryName(code, language());
}

std::string Phrases::Count(const std::string& unit, std::int64_t number) const {
  if (number == 1) return Say("period." + unit + ".one");
  return Say("period." + unit, {{"n", std::to_string(number)}});
}

std::string Phrases::Period(const time::Period& period) const {
  const time::PeriodParts of = time::PartsOf(period);
  std::vector<std::string> parts;
  const auto add = [&](const std::string& unit, std::int64_t number) {
    if (number != 0) parts.push_back(Count(unit, number));
  };
  add("years", of.years);
  add("months", of.months);
  add("days", of.days);
  add("hours", of.hours);
  add("minutes", of.minutes);
  add("seconds", of.seconds);
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : Say("list.and")) + part;
  return out;
}

}  // namespace lofte::record

#include "record/phrases.h"

#include <algorithm>

#include "record/phrase_files.h"

namespace lofte::record {
namespace {

constexpr std::string_view kFolder = "phrases/";
constexpr std::string_view kEnding = ".tsv";
constexpr int kMonthsPerYear = 12;
constexpr int kSecondsPerMinute = 60;
constexpr int kSecondsPerHour = 3600;

}  // namespace

std::vector<std::string> Languages() {
  std::vector<std::string> languages;
  for (const PhraseFile& file : kPhraseFiles)
    if (file.path.rfind(kFolder, 0) == 0)
      languages.emplace_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kEnding.size()));
  std::sort(languages.begin(), languages.end());
  return languages;
}

Result<Phrases> Phrases::Read(const std::string& language) {
  const std::vector<std::string> languages = Languages();
  if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
    std::string list;
    for (const std::string& each : languages) list += (list.empty() ? "`" : ", `") + each + "`";
    return Fail(ErrorCode::kInvalid, "there is no record in the language `" + language + "`: choose one of " + list);
  }
  Phrases phrases;
  phrases.language_ = language;
  for (const auto& line : LinesOf(std::string(kFolder) + language + std::string(kEnding)))
    phrases.texts_.emplace(std::string(line.at(0)), std::string(line.at(1)));
  return phrases;
}

std::string Phrases::Find(const std::string& key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? "" : found->second;
}

std::string Phrases::Say(const std::string& key, const Values& values) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) Panic("no phrase `" + key + "` in the language " + language_);
  const std::string& text = found->second;
  std::string out;
  // What stands for a name is not looked into: a value may hold braces of its own.
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string::npos;
    const auto value = end == std::string::npos ? values.end() : values.find(text.substr(at + 1, end - at - 1));
    if (value == values.end()) {
      out += text[at++];
    } else {
      out += value->second;
      at = end + 1;
    }
  }
  return out;
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

// What a record says beside the policy's own words, in one language: headings, bases, countries, time limits. Data: phrases/LANG.tsv.
//
// Immutable after reading; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "time/civil.h"

namespace lofte::record {

// The languages there are, in order: `da`, `en`, ..
std::vector<std::string> Languages();

class Phrases {
 public:
  using Values = std::map<std::string, std::string>;

  // Errors: kInvalid for a language that there is none of, with those there are.
  static Result<Phrases> Read(const std::string& language);

  const std::string& language() const { return language_; }
  // With `{name}` replaced by its value. Panics for a key that is not in the file: it is one of ours.
  std::string Say(const std::string& key, const Values& values = {}) const;
  // "" when there is none.
  std::string Find(const std::string& key) const;
  // `Tyskland`; the code itself for a country that the file does not have.
  std::string Country(const std::string& code) const;
  // `7 years`, `1 year and 6 months`, `24 hours`. "" for no period.
  std::string Period(const time::Period& period) const;

 private:
  std::string Count(const std::string& unit, std::int64_t number) const;

  std::string language_;
  std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace lofte::record

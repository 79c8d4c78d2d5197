// What a record says beside the policy's own words, in one language: headings, bases, time limits. Data: phrases/LANG.tsv.
//
// Immutable after reading; any thread.
#pragma once

#include <string>
#include <vector>

#include "base/phrases.h"
#include "base/result.h"
#include "time/civil.h"

namespace lofte::record {

// What the module carries: `phrases/LANG.tsv`, `layouts.tsv`. Made by cmake/embed.cmake.
extern const EmbeddedFiles kPhraseFiles;

// The languages there are, in order: `da`, `en`, ..
std::vector<std::string> Languages();

class Phrases : public PhraseTable {
 public:
  // Errors: kInvalid for a language that there is none of, with those there are.
  static Result<Phrases> Read(const std::string& language);

  // "" when there is none.
  std::string Find(const std::string& key) const { return Has(key) ? Of(key) : ""; }
  // `Tyskland`, `flere lande i og uden for EØS`; the code itself of a country without a name (policy/countries.h).
  std::string Country(const std::string& code) const;
  // `7 years`, `1 year and 6 months`, `24 hours`. "" for no period.
  std::string Period(const time::Period& period) const;

 private:
  using PhraseTable::PhraseTable;
  std::string Count(const std::string& unit, std::int64_t number) const;
};

}  // namespace lofte::record

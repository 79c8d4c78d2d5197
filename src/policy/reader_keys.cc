#include "policy/reader_keys.h"

#include "base/result.h"

namespace lofte::policy {

const std::map<std::string, std::vector<std::string>, std::less<>>& KnownKeys() {
  static const std::map<std::string, std::vector<std::string>, std::less<>> keys = {
      {"policy",
       {"lofte", "controller", "effective", "minimum-age", "authority", "languages", "data", "subjects", "recipients", "activities",
        "promises", "decisions"}},
      {"controller", {"name", "country", "city", "address", "email", "organisation-number", "time-zone", "financial-year-end"}},
      {"recipient", {"name", "role", "country", "safeguards", "for", "data"}},
      {"activity",
       {"purpose", "role", "processor-for", "basis", "consent", "art9", "subjects", "data", "uses", "recipients", "promises", "retention"}},
      {"retention", {"promise", "of", "when", "keep", "cap", "floor", "mode", "within", "then", "law", "yields-to"}},
      {"promise", {"kind", "text", "lines", "covers", "control"}},
      {"control",
       {"retention", "columns", "values", "in", "format", "is", "always", "when", "never", "row-security", "attested", "unproven"}},
      {"attested", {"by", "role", "document", "sha256", "from", "until"}},
      {"decision", {"id", "promises", "lines", "choice", "why", "settles"}},
  };
  return keys;
}

const std::vector<std::string>& KeysOf(std::string_view kind_of_map) {
  const auto found = KnownKeys().find(kind_of_map);
  if (found == KnownKeys().end()) Panic("no table of keys for this kind of map");
  return found->second;
}

const std::vector<Word<Basis>>& BasisWords() {
  static const std::vector<Word<Basis>> words = {
      {"consent", Basis::kConsent},
      {"contract", Basis::kContract},
      {"legal-obligation", Basis::kLegalObligation},
      {"vital-interests", Basis::kVitalInterests},
      {"public-task", Basis::kPublicTask},
      {"legitimate-interests", Basis::kLegitimateInterests},
  };
  return words;
}

const std::vector<Word<Role>>& RoleWords() {
  static const std::vector<Word<Role>> words = {{"controller", Role::kController}, {"processor", Role::kProcessor}};
  return words;
}

const std::vector<Word<Mode>>& ModeWords() {
  static const std::vector<Word<Mode>> words = {{"use", Mode::kUse}, {"keep", Mode::kKeep}};
  return words;
}

const std::vector<Word<Then>>& ThenWords() {
  static const std::vector<Word<Then>> words = {{"erase", Then::kErase}, {"anonymise", Then::kAnonymise}};
  return words;
}

}  // namespace lofte::policy

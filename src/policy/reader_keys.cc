#include "policy/reader_keys.h"

#include "base/result.h"

namespace lofte::policy {

const std::map<std::string, std::vector<std::string>, std::less<>>& KnownKeys() {
  static const std::map<std::string, std::vector<std::string>, std::less<>> keys = {
      {"policy",
       {"lofte", "controller", "effective", "minimum-age", "authority", "languages", "data", "subjects", "recipients", "activities",
        "cookies", "breach", "rights", "messages", "measures", "promises", "decisions"}},
      {"minimum-age", {"years", "below", "promise"}},
      {"cookie", {"name", "kind", "lifetime", "set-by", "consent", "promise"}},
      {"breach", {"tell", "within", "at", "by", "promise"}},
      {"right", {"within", "extension", "by", "identity", "promise"}},
      {"message", {"kind", "for", "by", "only", "carries", "stops", "promise"}},
      {"measure", {"what", "at-least", "every", "share", "promise"}},
      {"officer", {"name", "email", "phone"}},
      {"controller",
       {"name", "country", "city", "address", "email", "phone", "officer", "organisation-number", "time-zone", "financial-year-end",
        "promise"}},
      {"recipient", {"name", "role", "country", "city", "safeguards", "for", "data", "keeps", "consent", "promise"}},
      {"activity",
       {"purpose", "role", "processor-for", "basis", "consent", "art9", "subjects", "data", "optional", "sources", "access", "automated",
        "uses", "never", "recipients", "transfers", "promises", "retention"}},
      {"retention", {"promise", "of", "when", "keep", "cap", "floor", "mode", "within", "then", "law", "yields-to", "from", "told"}},
      {"promise", {"kind", "text", "lines", "covers", "control"}},
      {"control",
       {"retention", "columns", "free-of", "values", "in", "format", "is", "always", "when", "by", "event", "window", "never", "except",
        "row-security", "attested", "unproven"}},
      {"attested", {"by", "role", "document", "sha256", "from", "until", "every", "shown-by"}},
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
  static const std::vector<Word<Then>> words = {
      {"erase", Then::kErase}, {"anonymise", Then::kAnonymise}, {"aggregate", Then::kAggregate}, {"block", Then::kBlock}};
  return words;
}

}  // namespace lofte::policy

#include "policy/reader_keys.h"

#include "base/result.h"

namespace lofte::policy {

const std::map<std::string, std::vector<std::string>, std::less<>>& KnownKeys() {
  static const std::map<std::string, std::vector<std::string>, std::less<>> keys = {
      {"policy", {"lofte",    "controller", "effective",  "minimum-age",     "authority",         "languages",  "data",    "special",
                  "criminal", "subjects",   "recipients", "safeguards-copy", "joint-controllers", "activities", "cookies", "breach",
                  "rights",   "messages",   "measures",   "promises",        "decisions",         "draft",      "open"}},
      {"minimum-age", {"years", "below", "promise"}},
      {"cookie", {"name", "kind", "lifetime", "set-by", "consent", "promise", "origin"}},
      {"breach", {"tell", "within", "at", "by", "promise", "origin"}},
      {"right", {"within", "extension", "by", "identity", "promise", "origin"}},
      {"message", {"kind", "for", "by", "only", "carries", "stops", "promise", "origin"}},
      {"measure", {"what", "at-least", "every", "share", "promise", "origin"}},
      {"officer", {"name", "email", "phone", "address"}},
      {"controller",
       {"name", "country", "city", "address", "email", "phone", "officer", "representative", "organisation-number", "time-zone",
        "financial-year-end", "promise", "origin"}},
      {"recipient", {"name", "role", "country", "city", "safeguards", "for", "data", "keeps", "consent", "promise", "origin"}},
      {"activity", {"title",     "purpose", "interest", "law",        "provision", "logic",    "role",      "processor-for",
                    "basis",     "consent", "art9",     "subjects",   "data",      "optional", "sources",   "access",
                    "automated", "uses",    "never",    "recipients", "transfers", "promises", "retention", "origin"}},
      {"retention",
       {"promise", "of", "when", "keep", "cap", "floor", "mode", "within", "then", "law", "yields-to", "from", "told", "origin"}},
      {"promise", {"kind", "text", "lines", "covers", "control"}},
      {"control",
       {"retention", "columns", "free-of", "values", "in", "format", "is", "always", "when", "by", "event", "window", "never", "except",
        "row-security", "attested", "unproven"}},
      {"attested", {"by", "role", "document", "sha256", "from", "until", "every", "shown-by"}},
      {"provision", {"by", "otherwise"}},
      {"joint-controller", {"name", "country", "email", "essence", "for", "origin"}},
      {"draft", {"source", "sha256", "origins"}},
      {"origins", {"effective", "minimum-age", "authority", "languages", "language", "controller"}},
      {"origin", {"line", "bytes", "confidence"}},
      {"open", {"rule", "name", "severity", "says", "at"}},
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

const std::vector<Word<Severity>>& SeverityWords() {
  static const std::vector<Word<Severity>> words = {
      {"error", Severity::kError}, {"warning", Severity::kWarning}, {"info", Severity::kInfo}};
  return words;
}

const std::vector<Word<Then>>& ThenWords() {
  static const std::vector<Word<Then>> words = {
      {"erase", Then::kErase}, {"anonymise", Then::kAnonymise}, {"aggregate", Then::kAggregate}, {"block", Then::kBlock}};
  return words;
}

}  // namespace lofte::policy

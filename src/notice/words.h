// words/LANG.yaml: how one language calls what policy.yaml names by ids. The format: docs/formats/words.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/issue.h"
#include "notice/notice.h"
#include "policy/policy.h"

namespace lofte::notice {

struct Words {
  std::string file, language;
  // Section (`data`, `activities.title`, `states.not`, ..) -> id -> text.
  std::map<std::string, std::map<std::string, std::string>> texts;
  Span span;

  // Of a kWord; nullopt when neither these words nor the policy's own texts have it in this language.
  std::optional<std::string> Find(const Say& word) const;
};

// Reads `source`; mistakes go into `issues` with their places: wrong types, unknown keys, ids that the policy does not have, another
// language than `language`. nullopt when the text is no YAML map at all. What is missing is MissingWords()'s.
std::optional<Words> ReadWords(std::string_view file, std::string_view source, std::string_view language, const policy::Policy& policy,
                               Issues& issues);

// Each word that the notice needs and there is none of, as an error that says what to write where; once each, in the notice's order.
void CheckWords(const Notice& notice, const Words& words, Issues& issues);

}  // namespace lofte::notice

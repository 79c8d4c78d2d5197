// The text of the message that tells people what changes: short, in their language, of what is material for them and nothing else.
//
// A draft for who answers for it, and no substitute for the policy. Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "diff/change.h"

namespace lofte::diff {

// How a language calls what the policies name by ids (docs/formats/words.md): section -> id -> words. Sections: `data`, `subjects`,
// `activities` (`ID.purpose`), `recipients` (`ID.name`), `events`, `states` (`ID.is`, `ID.not`), `sources`, `access`, `measures`,
// `messages`; `countries` and `authorities`, by country code, where the company calls them otherwise. What is missing is taken from the
// policy's own text in the language, else it stands as its id and is named in Message::missing.
using Words = std::map<std::string, std::map<std::string, std::string>>;

struct Message {
  std::string text;                  // plain, paragraphs and lists, ends in a line feed
  std::vector<std::string> missing;  // `data account.email`, sorted
};

// `changes`: of Compare(before, after). Errors: kInvalid for a language without phrases.
Result<Message> MessageOf(const policy::Policy& before, const policy::Policy& after, const std::vector<Change>& changes,
                          const std::string& language, const Words& words);

}  // namespace lofte::diff

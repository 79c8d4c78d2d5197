// What a company calls, in one language, what its policy names by ids: categories of data, people, events, recipients.
//
// Filled by whoever reads a workspace's words; a record takes what is there and falls back to the policy's own texts, then to the id. Plain
// values; any thread.
#pragma once

#include <map>
#include <string>

namespace lofte::record {

struct Words {
  // Section -> id -> text. Names: `data` (categories and groups), `subjects`, `sources`, `access`, `activities.title`, `recipients.name`.
  // What somebody or something is for: `activities.purpose`, `recipients`. Clauses: `events` (`the order was paid`), `states.is`,
  // `states.not`. Instead of texts of the policy: `activities.interest`, `activities.law`, `activities.logic`, `activities.for` (whom it is
  // done for), `joint` (what has been agreed on), `measures`, `promises`, `ways` (where a copy of the safeguards can be had).
  std::map<std::string, std::map<std::string, std::string>> texts;

  // nullptr when there is none.
  const std::string* Find(const std::string& section, const std::string& id) const {
    const auto of = texts.find(section);
    if (of == texts.end()) return nullptr;
    const auto found = of->second.find(id);
    return found == of->second.end() ? nullptr : &found->second;
  }
};

}  // namespace lofte::record
